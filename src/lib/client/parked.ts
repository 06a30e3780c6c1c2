import type { Held, Queued } from '../sync/device/held.ts';
import { letGo, offerAgain } from '../sync/device/unpark.ts';
import type { DeviceTx } from '../sync/device/port.ts';
import type { Session } from './session.ts';
import type { Database, FileRow, UploadRow } from './store/database.ts';
import { deviceStore, deviceTx } from './store/device.ts';
import { withRoom } from './store/full.ts';

/** What a person may do with changes the office refused. Each is one transaction. */

/** Offers all refused work of the record again, under a new number: a field that was set anew since keeps its newer value. */
export async function tryAgain({ db }: Pick<Session, 'db'>, { change }: Queued): Promise<void> {
	const { space, kind, key } = change;
	const again = () => deviceStore(db).transact((tx) => offerAgain(tx, space, kind, key, Date.now()));
	await withRoom(db, again);
}

/** A record before and after what was said of it was thrown away; `held` undefined: it is not there. */
interface Cleared {
	readonly name: readonly [space: string, kind: string, key: string];
	readonly before: Held | undefined;
	readonly after: Held | undefined;
}

/**
 * Throws refused changes away: the office's values show again. Answers how to bring them back: to the letter where
 * nothing else became of the records meanwhile, else under what did.
 */
export async function discard(
	{ db }: Pick<Session, 'db'>,
	rows: readonly Queued[],
): Promise<() => Promise<void>> {
	const { device, cleared, pictures } = await db.transaction('rw', db.tables, async () => {
		const tx = deviceTx(db);
		const kept = await picturesOf(db, rows);
		const { device: id } = await tx.self();
		const names = new Map(
			rows.map(({ change: { space, kind, key } }) => [
				`${space} ${kind}/${key}`,
				[space, kind, key] as const,
			]),
		);
		const records: Cleared[] = [];
		for (const name of names.values()) {
			const before = await heldOf(tx, name);
			for (const { change } of rows) if (isOf(change, name)) await letGo(tx, change.space, change.n);
			records.push({ name, before, after: await heldOf(tx, name) });
		}
		return { device: id, cleared: records, pictures: kept };
	});
	return () =>
		db.transaction('rw', db.tables, async () => {
			const tx = deviceTx(db);
			const counted = (await tx.self()).device === device ? rows : await renumbered(tx, rows);
			await tx.putQueued(counted);
			for (const { name, before, after } of cleared) {
				const now = await heldOf(tx, name);
				const numbers = new Map(rows.map((row, i) => [row.change.n, counted[i]?.change.n ?? 0]));
				if (before)
					await tx.putHeld([counted === rows && same(now, after) ? before : under(before, now, numbers)]);
			}
			await db.files.bulkPut([...pictures.files]);
			await db.uploads.bulkPut([...pictures.uploads]);
		});
}

const isOf = (change: Queued['change'], [space, kind, key]: Cleared['name']) =>
	change.space === space && change.kind === kind && change.key === key;

async function heldOf(tx: DeviceTx, [space, kind, key]: Cleared['name']): Promise<Held | undefined> {
	return (await tx.held(space, [[kind, key]]))[0];
}

/** The files of pictures whose record goes: the next round forgets a file that no record names. */
async function picturesOf(
	db: Database,
	rows: readonly Queued[],
): Promise<{ uploads: readonly UploadRow[]; files: readonly FileRow[] }> {
	const photos = rows.filter(({ change }) => change.kind === 'photo');
	const names = photos.map(({ change }) => [change.space, change.key]);
	const uploads = await db.uploads.where('[space+photo]').anyOf(names).toArray();
	const files = await db.files.bulkGet(uploads.map(({ hash }) => hash));
	return { uploads, files: files.filter((file) => file !== undefined) };
}

/** The phone has counted anew meanwhile, and the old numbers are others' now: those below every number leave no hole. */
async function renumbered(tx: DeviceTx, rows: readonly Queued[]): Promise<readonly Queued[]> {
	const lowest = Math.min(0, ...(await tx.wholeQueue()).map(({ change }) => change.n));
	return rows.map((row, i) => ({ ...row, change: { ...row.change, n: lowest - rows.length + i } }));
}

const same = (a: Held | undefined, b: Held | undefined) => JSON.stringify(a) === JSON.stringify(b);

/** What `before` held of the changes with these numbers, beneath what is there now. `numbers`: theirs now, by theirs then. */
function under(before: Held, now: Held | undefined, numbers: ReadonlyMap<number, number>): Held {
	const held = now ?? { ...before, pending: {}, moves: [], removing: 0 };
	const its = Object.entries(before.pending).flatMap(([field, item]) => {
		const n = numbers.get(item.n);
		return n === undefined ? [] : [[field, { ...item, n }] as const];
	});
	const moves = before.moves.flatMap((move) => {
		const n = numbers.get(move.n);
		return n === undefined ? [] : [{ ...move, n }];
	});
	return {
		...held,
		pending: { ...Object.fromEntries(its), ...held.pending },
		moves: [...moves, ...held.moves],
		removing: held.removing || (numbers.get(before.removing) ?? 0),
	};
}
