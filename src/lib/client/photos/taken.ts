import type { Session } from '../session.ts';
import { makeKey } from '../session.ts';
import type { TakenRow } from '../store/database.ts';
import { withRoom } from '../store/full.ts';
import { addBytes, type Added } from './add.ts';

// A picture of the camera app is in the phone's gallery as well; one taken in the page is nowhere but here. So it is stored as
// the camera gave it before anything else happens to it, and goes when it has become a photo.

/** Stores a picture as it was taken. `isSafe`: it is on this phone; false: there was no room, and it is nowhere but in `row`. */
export async function keepTaken(
	session: Session,
	of: string,
	bytes: Blob,
): Promise<{ readonly row: TakenRow; readonly isSafe: boolean }> {
	const row = { key: makeKey(), of, bytes, at: Date.now() };
	const isSafe = await session.during(withRoom(session.db, () => session.db.taken.add(row))).then(
		() => true,
		() => false,
	);
	return { row, isSafe };
}

/** What was taken of a thing and is no photo yet, the oldest first. */
export const takenOf = ({ db }: Session, of: string): Promise<TakenRow[]> =>
	db.taken.where('of').equals(of).sortBy('key');

/** Two screens may come upon the same row: the second waits for the first. */
const underWay = new Map<string, Promise<Added>>();

/** Makes a photo of what was taken. Where that fails it stays as it is, to be tried again. */
export function finishTaken(session: Session, row: TakenRow): Promise<Added> {
	const known = underWay.get(row.key);
	if (known) return known;
	const work = session.during(finish(session, row)).finally(() => underWay.delete(row.key));
	underWay.set(row.key, work);
	return work;
}

async function finish(session: Session, { key, of, bytes }: TakenRow): Promise<Added> {
	const added = await addBytes(session, of, bytes).catch((error: unknown): Added => {
		console.error(error);
		return { kind: 'broken' };
	});
	// Cut off before it is gone from here, it is found to be there already the next time.
	if (added.kind === 'ok' || added.kind === 'there-already')
		await session.db.taken.delete(key).catch(() => undefined);
	return added;
}

/** Goes on with all that was cut off, one after the other. */
export async function finishAll(session: Session, stop?: AbortSignal): Promise<void> {
	for (const row of await session.db.taken.orderBy('key').toArray()) {
		if (stop?.aborted) return;
		await finishTaken(session, row);
	}
}

/** Throws them away; answers how to have them back. */
export async function dropTaken({ db }: Session, rows: readonly TakenRow[]): Promise<() => Promise<void>> {
	await db.taken.bulkDelete(rows.map(({ key }) => key));
	return async () => void (await withRoom(db, () => db.taken.bulkPut([...rows])));
}
