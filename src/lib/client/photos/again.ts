import { Dexie } from 'dexie';
import { shown } from '../../sync/device/held.ts';
import { KEEP_DONE } from '../../sync/device/restored.ts';
import type { Database, PicturesHistory, UploadRow } from '../store/database.ts';
import { timeHeard } from '../store/heard.ts';
import { phoneRow, setPhone } from './rule.ts';

/**
 * A server put back from a backup may have lost pictures that this phone has seen arrive. Once a space is settled in the
 * new history, those of the last thirty days are uploads again, whose bytes travel only where the server says that it lacks
 * them. The thirty days count back from when the lost history was last heard, as they do for changes (`KEEP_DONE`): a phone
 * that was away meanwhile offers what it would have offered then. Answers how many wait.
 */
export async function askAgain(db: Database): Promise<number> {
	const tables = [db.self, db.phone, db.followed, db.records, db.files, db.arrivals, db.uploads];
	return db.transaction('rw', tables, async () => {
		const [self, { history }, followed] = [
			await db.self.get('self'),
			await phoneRow(db),
			await db.followed.toArray(),
		];
		const at = timeHeard(self);
		if (!self || at === null) return 0;
		const now: PicturesHistory = { epoch: self.epoch, at };
		if (!history || history.epoch === self.epoch) {
			await setPhone(db, { history: now });
			return 0;
		}
		const asked = history.next?.epoch === self.epoch ? history.next.spaces : [];
		const settled = followed.filter(({ former, settling }) => !former && !settling).map(({ space }) => space);
		let count = 0;
		for (const space of settled) {
			if (!asked.includes(space)) count += await askIn(db, space, history.at - KEEP_DONE);
		}
		const isOver = settled.length === followed.length;
		const next = { epoch: self.epoch, spaces: settled };
		await setPhone(db, { history: isOver ? now : { ...history, next } });
		return count;
	});
}

/** A picture without a date may be of yesterday: asking costs less than losing it. */
async function askIn(db: Database, space: string, since: number): Promise<number> {
	const photos = await db.records
		.where('[space+kind+key]')
		.between([space, 'photo', Dexie.minKey], [space, 'photo', Dexie.maxKey])
		.toArray();
	const here = new Set(await db.files.toCollection().primaryKeys());
	let count = 0;
	for (const photo of photos) {
		const named = shown(photo);
		for (const size of ['full', 'thumb'] as const) {
			const hash = named[size];
			if (typeof hash !== 'string' || !here.has(hash)) continue;
			const [arrival, waiting] = [await db.arrivals.get(hash), await db.uploads.get(hash)];
			if (waiting || (arrival && (arrival.confirmedAt ?? 0) < since)) continue;
			await db.uploads.put(askFor(hash, { space, photo: photo.key, size }, arrival?.bytes));
			count += 1;
		}
	}
	return count;
}

const askFor = (
	hash: string,
	of: Pick<UploadRow, 'space' | 'photo' | 'size'>,
	bytes: number | undefined,
): UploadRow => ({
	...of,
	hash,
	madeAt: Date.now(),
	refused: null,
	...(bytes !== undefined && { bytes }),
	sentBefore: true,
});
