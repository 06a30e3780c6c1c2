import type { Base, Change } from '../change.ts';
import { WATCHABLE } from '../laws.ts';
import { editedByLaw, waitingIn } from '../laws/making.ts';
import { sameValue, type Fields, type Value } from '../value.ts';
import { isKey } from '../wire/shape.ts';
import { baseOf } from './base.ts';
import { canAbsorb, fold, isOnWay, looksTheSame } from './fold.ts';
import { isUnknown, newFollowed, newHeld, shown, type Held, type Queued } from './held.ts';
import { append, gather, isRefused, withoutPending } from './outbox.ts';
import type { DeviceTx } from './port.ts';

export { newFollowed };

/** What a person did to one record. */
export interface Edit {
	readonly space: string;
	readonly kind: string;
	readonly key: string;
	readonly set?: Fields;
	readonly add?: Readonly<Record<string, number>>;
	readonly remove?: boolean;
	/** What the person was looking at, where the screen has held it for a while; else what is stored now. */
	readonly base?: Base;
	/** Makes a change even of a value already shown: the answer to a question may be what stands. */
	readonly force?: boolean;
	/** Taken only after what was done to other records before it: it is not put into a change that stands before theirs. */
	readonly after?: boolean;
}

/**
 * Stores an edit: the record as it now looks, its row in the outbox and the next number, in the caller's transaction.
 * An edit that changes nothing makes no row. `now` is the phone's time, ms UTC. Answers the number of the row, or null.
 * Throws for a name or a movement that the wire cannot carry: it would hold up everything behind it.
 */
export async function edit(
	tx: DeviceTx,
	wish: Edit,
	now: number,
	isGuarded: (kind: string, field: string) => boolean,
): Promise<number | null> {
	const before = WATCHABLE ? await waitingIn(tx, wish) : null;
	const made = await storeEdit(tx, wish, now, isGuarded);
	if (WATCHABLE) await editedByLaw(tx, wish, before, made);
	return made;
}

async function storeEdit(
	tx: DeviceTx,
	wish: Edit,
	now: number,
	isGuarded: (kind: string, field: string) => boolean,
): Promise<number | null> {
	checkWire(wish);
	const { space, kind, key, add = {}, remove = false } = wish;
	const [found] = await tx.held(space, [[kind, key]]);
	let held = found ?? newHeld(space, kind, key);
	const before = shown(held);
	const wanted = wish.force ? (wish.set ?? {}) : onlyNew(wish.set ?? {}, before);
	if (!remove && Object.keys(wanted).length === 0 && Object.keys(add).length === 0) return null;

	const rows = await tx.queueOf(space, kind, key);
	const refused = rows.filter(isRefused);
	let set = wanted;
	let body = { set, add, was: guardedOf(wanted, before, kind, isGuarded) };
	let base = await baseOf(tx, wish, held, rows, wanted);
	const [first] = refused;
	if (first && isUnknown(held) && !remove) {
		// The server refused to make it: what the person mends goes up with all the rest of it, as one.
		const whole = gather(refused, held);
		body = {
			set: { ...whole.set, ...wanted },
			add: summed(unset(whole.add, wanted), add),
			was: { ...body.was, ...whole.was },
		};
		base = first.change.base;
		held = withoutPending(held, numbersOf(refused));
		await tx.dropQueued(space, [...numbersOf(refused)]);
	} else if (!wish.force) {
		({ held, set } = await dropReplaced(tx, held, rows, wanted));
		body = { ...body, set };
		if (!remove && Object.keys(set).length === 0 && Object.keys(add).length === 0) {
			await tx.putHeld([held]);
			return null;
		}
	} else await dropReplaced(tx, held, rows, wanted);

	const latest = rows.at(-1);
	const isOurs = latest?.state === 'waiting' && latest.sentAt === null && !latest.old;
	const stands = latest && (!wish.after || (await isLast(tx, latest.change)));
	if (stands && isOurs && !wish.force && canAbsorb(latest.change, body.add, remove)) {
		if (looksTheSame(latest.change.base, base, held)) {
			return fold(tx, held, latest, rows.slice(0, -1), body);
		}
	}
	return append(tx, held, { ...body, remove, base }, now);
}

function checkWire({ space, kind, key, set = {}, add = {} }: Edit): void {
	const named = isKey(space) && isKey(kind) && isKey(key);
	const whole = Object.values(add).every((by) => Number.isSafeInteger(by));
	const valued = Object.values(set).every((value: Value | undefined) => value !== undefined);
	if (!named || !whole || !valued) throw new Error(`no change can say this of ${kind}/${key}`);
}

function onlyNew(set: Fields, before: Fields): Fields {
	return Object.fromEntries(Object.entries(set).filter(([field, value]) => !sameValue(before[field], value)));
}

function guardedOf(
	set: Fields,
	before: Fields,
	kind: string,
	isGuarded: (kind: string, field: string) => boolean,
): Fields {
	const fields = Object.keys(set).filter((field) => isGuarded(kind, field));
	return Object.fromEntries(fields.map((field) => [field, before[field] ?? null]));
}

function summed(a: Change['add'], b: Change['add']): Record<string, number> {
	const sum: Record<string, number> = { ...a };
	for (const [field, by] of Object.entries(b)) sum[field] = (sum[field] ?? 0) + by;
	return sum;
}

/** A count by hand says what is there with all that moved before it. */
function unset(add: Change['add'], wanted: Fields): Change['add'] {
	return Object.fromEntries(Object.entries(add).filter(([field]) => !(field in wanted)));
}

const numbersOf = (rows: readonly Queued[]): ReadonlySet<number> =>
	new Set(rows.map(({ change }) => change.n));

/** Nothing was done in the space since this change was begun. */
async function isLast(tx: DeviceTx, { n, space }: Change): Promise<boolean> {
	const { next } = (await tx.following(space)) ?? newFollowed(space);
	return n === next - 1;
}

/**
 * A refused change whose every field the person has set anew is settled by that: it need not wait any longer. A refused
 * value set back to what the server has is settled too, and nothing need be sent for it.
 */
async function dropReplaced(
	tx: DeviceTx,
	held: Held,
	rows: readonly Queued[],
	wanted: Fields,
): Promise<{ held: Held; set: Fields }> {
	const refused = rows.filter(isRefused);
	const settled = ({ n, set, add }: Change) => {
		const left = Object.keys(set).filter((field) => held.pending[field]?.n === n);
		const plain = Object.keys(set).length > 0 && Object.keys(add).length === 0;
		return plain && left.every((field) => field in wanted);
	};
	const done = refused.filter(({ change }) => settled(change)).map(({ change }) => change.n);
	if (done.length > 0) await tx.dropQueued(held.space, done);

	const numbers = numbersOf(refused);
	const onWay = (field: string) => rows.some((row) => isOnWay(row, field));
	const isBack = (field: string) =>
		held.seen > 0 &&
		!held.over &&
		numbers.has(held.pending[field]?.n ?? 0) &&
		!onWay(field) &&
		sameValue(held.fields[field], wanted[field]);
	const back = Object.keys(wanted).filter(isBack);
	const without = <T>(fields: Readonly<Record<string, T>>) =>
		Object.fromEntries(Object.entries(fields).filter(([field]) => !back.includes(field)));
	const left = refused.filter(({ change }) => !done.includes(change.n));
	await tx.putQueued(
		left.map((row) => ({ ...row, change: { ...row.change, set: without(row.change.set) } })),
	);
	return { held: { ...held, pending: without(held.pending) }, set: without(wanted) };
}
