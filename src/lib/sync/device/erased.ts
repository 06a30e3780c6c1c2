import { ERASED, isPersonal, personalFields } from '../../domain/policy.ts';
import { isEmpty, type Change } from '../change.ts';
import type { News } from '../news.ts';
import { recordId } from '../record.ts';
import type { CarriedRow, Done, Held, Queued } from './held.ts';
import { hasUnsent } from './held.ts';
import { isRefused, underRows } from './outbox.ts';
import type { DeviceTx } from './port.ts';

/** A change without what it says of `fields` that tell who somebody is; all such fields where none are named. */
export function withoutPersonal(change: Change, fields = personalFields(change.kind)): Change {
	const { kind, set, was } = change;
	const isLeft = (field: string) => !(fields.includes(field) && isPersonal(kind, field));
	if ([...Object.keys(set), ...Object.keys(was)].every(isLeft)) return change;
	return { ...change, set: only(set, isLeft), was: only(was, isLeft) };
}

const only = <T>(values: Readonly<Record<string, T>>, isLeft: (field: string) => boolean) =>
	Object.fromEntries(Object.entries(values).filter(([field]) => isLeft(field)));

/**
 * Drops what this device keeps beside records of whoever was removed from them for good, as the news says: unsent and refused
 * work, and what it remembers of changes that were taken. What may have left already stays as it was said until the server
 * answers it: nothing personal of it is taken there, and `settle` drops it with the answer. A record that leaves takes along
 * what is remembered of it.
 */
export async function honourErasures(
	tx: DeviceTx,
	space: string,
	news: ReadonlyMap<News, Held | undefined>,
): Promise<void> {
	const names = new Set<string>();
	for (const [{ fields, removed, fresh }, held] of news) {
		if (!held || personalFields(held.kind).length === 0 || !(removed || fields[ERASED])) continue;
		if (!removed) await dropUnsent(tx, space, held.kind, held.key, () => true);
		// One that left is told by its name where it was erased since: what is still to go up comes back without its buyer.
		else if (fresh) await dropUnsent(tx, space, held.kind, held.key, isRefused);
		names.add(recordId(held.kind, held.key));
	}
	await forgetTaken(tx, space, names);
}

async function dropUnsent(
	tx: DeviceTx,
	space: string,
	kind: string,
	key: string,
	isMeant: (row: Queued) => boolean,
): Promise<void> {
	const [held] = await tx.held(space, [[kind, key]]);
	if (!held) return;
	const rows = (await tx.queueOf(space, kind, key)).map((row): Queued => {
		const bare = withoutPersonal(row.change);
		if (!isMeant(row)) return row;
		return { ...row, change: mayHaveLeft(row) ? { ...row.change, was: bare.was } : bare };
	});
	// A number that is to come is kept, and says nothing; what was refused has had its turn.
	const over = rows.filter((row) => isRefused(row) && isEmpty(row.change));
	await tx.dropQueued(
		space,
		over.map(({ change }) => change.n),
	);
	const left = rows.filter((row) => !over.includes(row));
	await tx.putQueued(left);
	const fields = held.seen > 0 ? held.fields : only(held.fields, (field) => !isPersonal(kind, field));
	const next = { ...underRows(held, left), fields };
	if (next.seen === 0 && !hasUnsent(next)) await tx.dropHeld([next]);
	else await tx.putHeld([next]);
}

/** The server may hold it under its number: it is not said otherwise. */
const mayHaveLeft = (row: Queued): boolean =>
	row.state === 'sent' || (row.state === 'waiting' && (row.sentAt !== null || Boolean(row.old)));

/**
 * Drops who somebody is from what was taken of these records (null: of all), and is kept for a restored server. What was only
 * seen is nobody's work.
 */
export async function forgetTaken(
	tx: DeviceTx,
	space: string,
	names: ReadonlySet<string> | null,
): Promise<void> {
	if (names?.size === 0) return;
	const isOf = ({ change: { kind, key } }: Done | CarriedRow) => names?.has(recordId(kind, key)) ?? true;
	const done = (await tx.done(space)).filter(isOf);
	await tx.putDone(done.map((row) => ({ ...row, change: withoutPersonal(row.change) })));
	const carried = (await tx.carriedOf(space)).filter(isOf);
	const settled = carried.filter(({ state, kind }) => state !== 'waiting' || kind === 'witness');
	await tx.putCarried(settled.map((row) => ({ ...row, change: withoutPersonal(row.change) })));
}

/**
 * Somebody who is not of the shop any more keeps nothing of its buyers: confirmed orders leave this device. What its person
 * typed and nobody took yet stays, as anywhere.
 */
export async function leaveBuyers(tx: DeviceTx, space: string): Promise<void> {
	const all = await tx.heldSeenBefore(space, Number.MAX_SAFE_INTEGER);
	const kept = all.filter(hasUnsent);
	const bare = ({ kind, fields }: Held) => only(fields, (field) => !isPersonal(kind, field));
	await tx.putHeld(kept.map((held) => ({ ...held, fields: bare(held) })));
	await tx.dropHeld(all.filter((held) => !hasUnsent(held)));
	await forgetTaken(tx, space, null);
}
