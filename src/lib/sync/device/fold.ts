import type { Base, Change } from '../change.ts';
import { WATCHABLE } from '../laws.ts';
import { foldedByLaw, keptByLaw } from '../laws/making.ts';
import { sameValue, type Value } from '../value.ts';
import type { Held, Queued } from './held.ts';
import { withoutPending, withPending } from './outbox.ts';
import type { DeviceTx } from './port.ts';

/** Only plain settings fold: a removal or a movement of stock keeps a number of its own. */
export function canAbsorb(change: Change, add: object, remove: boolean): boolean {
	return !remove && Object.keys(add).length === 0 && !change.remove && Object.keys(change.add).length === 0;
}

/** True when the record looked the same from both: nothing of it arrived in between. */
export function looksTheSame(first: Base, second: Base, held: Held): boolean {
	if (first.epoch !== second.epoch) return false;
	return first.number === second.number || (first.number < second.number && held.seen <= first.number);
}

/** Puts more into a row that never left. It keeps its first `base` and `was`, and its number even when nothing is left in it. */
export async function fold(
	tx: DeviceTx,
	held: Held,
	latest: Queued,
	earlier: readonly Queued[],
	{ set, was }: Pick<Change, 'set' | 'was'>,
): Promise<number> {
	const { change } = latest;
	const undone = Object.keys(set).filter((field) => isUndone(field, set[field], change, earlier, held));
	const kept = Object.entries({ ...change.set, ...set }).filter(([field]) => !undone.includes(field));
	const folded: Change = { ...change, set: Object.fromEntries(kept), was: { ...was, ...change.was } };
	if (WATCHABLE) foldedByLaw(change, set, folded, undone);
	await tx.putQueued([{ ...latest, change: folded }]);
	await tx.putHeld([withPending(withoutPending(held, new Set([change.n])), folded)]);
	if (WATCHABLE) await keptByLaw(tx, folded);
	return change.n;
}

/** A value set back to what the server has is no change any more — unless an earlier one of that field is on its way. */
function isUndone(
	field: string,
	value: Value | undefined,
	change: Change,
	earlier: readonly Queued[],
	held: Held,
): boolean {
	if (held.seen === 0 || held.over || !sameValue(held.fields[field], value)) return false;
	if (field in change.was && !sameValue(change.was[field], value)) return false;
	return !earlier.some((row) => isOnWay(row, field));
}

/** Something is to come of a field yet; a movement shows on top of what the server has even where it waits for the person. */
export const isOnWay = ({ state, change }: Queued, field: string): boolean =>
	field in change.add || (state !== 'parked' && field in change.set);
