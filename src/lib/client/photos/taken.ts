import { filed } from '../filed.ts';
import { unfiled } from '../in-shop.ts';
import type { Session } from '../session.ts';
import { makeKey } from '../session.ts';
import type { TakenRow } from '../store/database.ts';
import { withRoom } from '../store/full.ts';
import type { Added } from './add.ts';

// Making a picture small takes seconds, in which Android may close the app, and what a camera gave may be nowhere else. So it is
// stored as it came before anything else happens to it, and goes when it has become a photo.

/**
 * How often a picture is begun without being asked for. One that ends the app each time, since the phone lacks the memory to
 * open it, would else do so at each start.
 */
const MAX_BEGUN = 3;

/** Why a file of the gallery becomes no photo: whoever picked it is told, and no second copy of it is kept. */
const FOR_GOOD: ReadonlySet<Added['kind']> = new Set([
	...(['not-an-image', 'heic', 'empty-file', 'too-large', 'broken', 'broken-or-heavy'] as const),
	'stopped',
]);

/** `isSafe`: it is on this phone; false: there was no room, and it is nowhere but in `row`. */
export interface InHand {
	readonly row: TakenRow;
	readonly isSafe: boolean;
}

/** `file`: what it is called in the gallery, where it is as well; absent for what a camera has just given. */
export function takenRow(session: Session, of: string, bytes: Blob, file?: string): TakenRow {
	return {
		key: makeKey(),
		of: filed(session, of),
		bytes,
		at: Date.now(),
		...(file !== undefined && { file }),
	};
}

/** Stores a picture as it came. No other makes way for one of the gallery: the small one may fit where it does not. */
export function keepTaken({ db, during }: Session, row: TakenRow): Promise<InHand> {
	const add = () => Promise.resolve(db.taken.add(row));
	return during(row.file === undefined ? withRoom(db, add) : add()).then(
		() => ({ row, isSafe: true }),
		() => ({ row, isSafe: false }),
	);
}

/** What was taken of a thing and is no photo yet, the oldest first. */
export const takenOf = (session: Session, of: string): Promise<TakenRow[]> =>
	session.db.taken.where('of').equals(filed(session, of)).sortBy('key');

/** Two screens may come upon the same row: the second waits for the first. */
const underWay = new Map<string, Promise<Added>>();

/**
 * Makes a photo of what was taken. Where that fails a picture of the camera stays as it is, to be tried again; a picked file
 * stays only where it may do better another time.
 */
export function finishTaken(session: Session, row: TakenRow, signal?: AbortSignal): Promise<Added> {
	const known = underWay.get(row.key);
	if (known) return known;
	const work = session.during(finish(session, row, signal)).finally(() => underWay.delete(row.key));
	underWay.set(row.key, work);
	return work;
}

async function finish(asked: Session, row: TakenRow, signal?: AbortSignal): Promise<Added> {
	const { key, bytes, file, begun = 0 } = row;
	const its = unfiled(asked, row.of);
	if (!its) throw new Error(`a picture of ${row.of} in ${asked.space}`);
	const { session, id: of } = its;
	const { taken } = session.db;
	const note = (times: number) => taken.update(key, { begun: times }).catch(() => undefined);
	// Where this does not come, the picture was not begun.
	const { addBytes } = await import('./add.ts');
	await note(begun + 1);
	/** It went wrong here, which says nothing of the file. */
	let hasThrown = false;
	const add = () =>
		addBytes(session, of, bytes, signal && { signal }).catch((error: unknown): Added => {
			console.error(error);
			hasThrown = true;
			return { kind: 'broken' };
		});
	const drop = () => taken.delete(key).catch(() => undefined);
	let added = await add();
	if (added.kind === 'no-room' && file !== undefined) {
		// It takes the room itself: the small one fits into less.
		await drop();
		added = await add();
	}
	// Cut off before it is gone from here, it is found to be there already the next time.
	const isPhoto = added.kind === 'ok' || added.kind === 'there-already';
	if (isPhoto || (file !== undefined && !hasThrown && FOR_GOOD.has(added.kind))) await drop();
	else await note(0);
	return added;
}

/** Those that may be gone on with unasked. */
export const mayGoOn = (rows: readonly TakenRow[]): TakenRow[] =>
	rows.filter(({ begun = 0 }) => begun < MAX_BEGUN);

/** Goes on with all that was cut off, one after the other, each in its own shop; where one is open, with its own alone. */
export async function finishAll(session: Session, stop?: AbortSignal): Promise<void> {
	for (const row of mayGoOn(await session.db.taken.orderBy('key').toArray())) {
		if (stop?.aborted) return;
		if (unfiled(session, row.of)) await finishTaken(session, row);
	}
}

/** Throws them away; answers how to have them back. */
export async function dropTaken({ db }: Session, rows: readonly TakenRow[]): Promise<() => Promise<void>> {
	await db.taken.bulkDelete(rows.map(({ key }) => key));
	return async () => void (await withRoom(db, () => db.taken.bulkPut([...rows])));
}
