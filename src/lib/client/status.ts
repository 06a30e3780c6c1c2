import { liveQuery, type Observable } from 'dexie';
import type { Session } from './session.ts';

/** The two facts behind the chip, kept apart: what waits to go up, and when the server last answered. */
export interface Status {
	/** Records with something that has not reached the server. */
	readonly waiting: number;
	/** Changes the server refused: they need the person. */
	readonly parked: number;
	/** Changes brought for other phones that the server refused. */
	readonly refusedBrought: number;
	/** Pictures that have not reached the server. */
	readonly photos: number;
	/** When the oldest of what waits was made, ms UTC by the phone's clock; null: nothing waits. */
	readonly oldestAt: number | null;
	/** When the server last answered; null: never yet. */
	readonly heardAt: number | null;
	/** Server's clock less the phone's, ms. */
	readonly clockOffset: number;
}

export function watchStatus({ db }: Session): Observable<Status> {
	return liveQuery(async () => {
		const [self, queue, uploads, refusedBrought] = await Promise.all([
			db.self.get('self'),
			db.queue.toArray(),
			db.uploads.toArray(),
			db.carried
				.where('state')
				.equals('parked')
				.filter(({ kind }) => kind === 'rescue')
				.count(),
		]);
		const unsent = queue.filter((row) => row.state !== 'parked');
		const photos = uploads.filter((row) => row.refused === null);
		const times = [...unsent, ...photos].map((row) => row.madeAt);
		return {
			waiting: new Set(unsent.map(({ space, kind, key }) => `${space} ${kind} ${key}`)).size,
			parked: queue.length - unsent.length,
			refusedBrought,
			photos: photos.length,
			oldestAt: times.length > 0 ? Math.min(...times) : null,
			heardAt: self?.heardAt ?? null,
			clockOffset: self?.clockOffset ?? 0,
		};
	});
}
