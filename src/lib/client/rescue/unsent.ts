import { liveQuery, type Observable } from 'dexie';
import { isEmpty } from '../../sync/change.ts';
import type { Session } from '../session.ts';

/** How much a rescue file of now would hold. */
export function watchUnsent({ db }: Pick<Session, 'db'>): Observable<{ changes: number; pictures: number }> {
	return liveQuery(async () => {
		const [queue, uploads, taken, carried] = await Promise.all([
			db.queue.toArray(),
			db.uploads.toArray(),
			db.taken.count(),
			db.carried.where('state').equals('waiting').toArray(),
		]);
		const own = queue.filter(({ change }) => !isEmpty(change));
		const others = carried.filter(({ kind }) => kind !== 'witness');
		const hashes = uploads.map(({ hash }) => hash);
		const here = new Set(await db.files.where('hash').anyOf(hashes).primaryKeys());
		const packed = uploads.filter(({ hash }) => here.has(hash));
		return {
			changes: own.length + others.length,
			pictures: new Set(packed.map(({ photo }) => photo)).size + taken,
		};
	});
}
