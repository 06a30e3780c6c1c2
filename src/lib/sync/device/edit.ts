import type { Base, Change } from '../change.ts';
import { WATCHABLE } from '../laws.ts';
import { editedByLaw, foldedByLaw, keptByLaw, waitingIn } from '../laws/making.ts';
import { QUESTION, questionKey } from '../record.ts';
import { sameValue, type Fields, type Value } from '../value.ts';
import { isKey } from '../wire/shape.ts';
import { isUnknown, newFollowed, newHeld, shown, type Held, type Queued } from './held.ts';
import { append, gather, isRefused, olderBase, withoutPending, withPending } from './outbox.ts';
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

/**
 * What the person was looking at. A field with unsent work shows that work and hides what arrived since, so its view
 * stays that of the work; an answer to a question is made on a screen that shows what stands.
 */
async function baseOf(
	tx: DeviceTx,
	wish: Edit,
	held: Held,
	rows: readonly Queued[],
	set: Fields,
): Promise<Base> {
	const { space, kind, key } = wish;
	const { epoch } = await tx.self();
	const follow = (await tx.following(space)) ?? newFollowed(space);
	const { cursor } = follow;
	// Others removed it, and its unsent work kept it here; or another's is in it (`handover.ts`): what the server has, nobody told.
	const isLeft = (held.seen === 0 && !isUnknown(held)) || held.over !== undefined;
	let number = isLeft ? 0 : Math.max(cursor, held.seen);
	if (wish.force) {
		const fields = Object.keys(set);
		const names = fields.map((field) => [QUESTION, questionKey(kind, key, field)] as const);
		const views = (await tx.held(space, names)).map((question, i) => {
			if (!question) return number;
			const asked = Math.max(cursor, question.seen);
			// Where an answer of the server is here in part only, what stands may be older than what is asked about it.
			const { value = null } = (question.fields['standing'] ?? {}) as { value?: Value };
			const isSame = sameValue(value, held.fields[fields[i] as string] ?? null);
			return isSame ? Math.max(number, asked) : Math.min(number, asked);
		});
		number = views.length > 0 ? Math.min(...views) : number;
	}
	// Nothing confirmed in this history yet: what the person sees is from an earlier one, or `was` must speak for it.
	const former = follow.former ?? follow.settling?.epoch;
	const { was = 0 } = held;
	const before = former && was > 0 ? { epoch: former, number: was } : { epoch: '', number: 0 };
	const looked = wish.base && isLeft ? olderBase(wish.base, before, epoch) : wish.base;
	const now = looked ?? (number === 0 ? before : { epoch, number });
	if (wish.force) return now;
	// A removal is of the whole record, and any unsent work on it hides what others did there.
	const fields = wish.remove ? Object.keys(held.pending) : Object.keys(set);
	const under = fields.map((field) => held.pending[field]?.n);
	return rows
		.filter(({ change }) => under.includes(change.n))
		.reduce((base, { change }) => olderBase(base, change.base, epoch), now);
}

/** Nothing was done in the space since this change was begun. */
async function isLast(tx: DeviceTx, { n, space }: Change): Promise<boolean> {
	const { next } = (await tx.following(space)) ?? newFollowed(space);
	return n === next - 1;
}

/** Only plain settings fold: a removal or a movement of stock keeps a number of its own. */
function canAbsorb(change: Change, add: object, remove: boolean): boolean {
	return !remove && Object.keys(add).length === 0 && !change.remove && Object.keys(change.add).length === 0;
}

/** True when the record looked the same from both: nothing of it arrived in between. */
function looksTheSame(first: Base, second: Base, held: Held): boolean {
	if (first.epoch !== second.epoch) return false;
	return first.number === second.number || (first.number < second.number && held.seen <= first.number);
}

/** Puts more into a row that never left. It keeps its first `base` and `was`, and its number even when nothing is left in it. */
async function fold(
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
const isOnWay = ({ state, change }: Queued, field: string): boolean =>
	field in change.add || (state !== 'parked' && field in change.set);

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
