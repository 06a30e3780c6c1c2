import { SCHEMA, type Base, type Change } from '../change.ts';
import { sameValue, type Fields, type Value } from '../value.ts';
import { newHeld, shown, type Followed, type Held, type Queued } from './held.ts';
import type { DeviceTx } from './port.ts';

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
}

/**
 * Stores an edit: the record as it now looks, its row in the outbox and the next number, in the caller's transaction.
 * An edit that changes nothing makes no row. `now` is the phone's time, ms UTC. Answers the number of the row, or null.
 */
export async function edit(
	tx: DeviceTx,
	wish: Edit,
	now: number,
	isGuarded: (kind: string, field: string) => boolean,
): Promise<number | null> {
	const { space, kind, key } = wish;
	const [found] = await tx.held(space, [[kind, key]]);
	const held = found ?? newHeld(space, kind, key);
	const before = shown(held);
	const set = wish.force ? (wish.set ?? {}) : onlyNew(wish.set ?? {}, before);
	const add = wish.add ?? {};
	const remove = wish.remove ?? false;
	if (!remove && Object.keys(set).length === 0 && Object.keys(add).length === 0) return null;

	const rows = await tx.queueOf(space, kind, key);
	const latest = rows.at(-1);
	const was = Object.fromEntries(
		Object.keys(set)
			.filter((field) => isGuarded(kind, field))
			.map((field) => [field, before[field] ?? null]),
	);
	await dropReplaced(tx, rows, set);

	if (latest?.state === 'waiting' && !wish.force && canAbsorb(latest.change, add, remove)) {
		const { change } = latest;
		const folded: Change = { ...change, set: foldSet(change, set, held), was: { ...was, ...change.was } };
		await tx.putQueued([{ ...latest, change: folded }]);
		await tx.putHeld([withPending(held, folded, set)]);
		return change.n;
	}

	const { epoch } = await tx.self();
	const follow = (await tx.followed()).find((item) => item.space === space) ?? newFollowed(space);
	const base = wish.base ?? { epoch, number: Math.max(follow.cursor, held.seen) };
	const change: Change = { n: follow.next, space, kind, key, base, set, add, remove, was, schema: SCHEMA };
	const row: Queued = { change, state: 'waiting', madeAt: now, sentAt: null, reason: null };
	await tx.follow({ ...follow, next: follow.next + 1 });
	await tx.putQueued([row]);
	await tx.putHeld([withPending(held, change, set)]);
	return change.n;
}

export function newFollowed(space: string): Followed {
	return { space, cursor: 0, next: 1, visible: true };
}

function onlyNew(set: Fields, before: Fields): Fields {
	return Object.fromEntries(Object.entries(set).filter(([field, value]) => !sameValue(before[field], value)));
}

/** Only plain settings fold: a removal or a movement of stock keeps a number of its own. */
function canAbsorb(change: Change, add: object, remove: boolean): boolean {
	return !remove && Object.keys(add).length === 0 && !change.remove && Object.keys(change.add).length === 0;
}

/** A value set back to what the server has is no change any more: its field leaves, the row keeps its number. */
function foldSet(change: Change, set: Fields, held: Held): Fields {
	const folded: Record<string, Value> = { ...change.set, ...set };
	if (held.seen === 0) return folded;
	for (const [field, value] of Object.entries(set)) {
		const old = field in change.was ? change.was[field] : held.fields[field];
		if (sameValue(held.fields[field], value) && sameValue(old, value)) delete folded[field];
	}
	return folded;
}

function withPending(held: Held, change: Change, set: Fields): Held {
	const pending = { ...held.pending };
	for (const [field, value] of Object.entries(set)) {
		if (field in change.set) pending[field] = { n: change.n, value };
		else delete pending[field];
	}
	const moves = Object.entries(change.add).map(([field, by]) => ({ n: change.n, field, by }));
	return {
		...held,
		pending,
		moves: [...held.moves, ...moves],
		removing: change.remove ? change.n : held.removing,
	};
}

/** A refused change whose every field the person has set anew is settled by that: it need not wait any longer. */
async function dropReplaced(tx: DeviceTx, rows: readonly Queued[], set: Fields): Promise<void> {
	for (const { change, state } of rows) {
		const fields = Object.keys(change.set);
		const replaced = fields.length > 0 && fields.every((field) => field in set);
		if (state === 'parked' && replaced) await tx.dropQueued(change.space, [change.n]);
	}
}
