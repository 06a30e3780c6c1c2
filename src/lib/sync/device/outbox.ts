import { SCHEMA, type Base, type Change } from '../change.ts';
import { WATCHABLE } from '../laws.ts';
import { gatheredByLaw, keptByLaw } from '../laws/making.ts';
import type { Fields, Value } from '../value.ts';
import { newFollowed, type Held, type Queued } from './held.ts';
import type { DeviceTx } from './port.ts';

/** Why a row is parked whose space this person may not see now. It was never refused: it goes up if the space comes back. */
export const NO_LONGER_YOURS = 'no-longer-yours';

/** What a change says, before it has a number. */
export type Body = Pick<Change, 'set' | 'add' | 'remove' | 'was' | 'base'>;

/** Parked because the server refused it (not because its space left): it waits for the person. */
export const isRefused = ({ state, reason }: Queued): boolean =>
	state === 'parked' && reason !== NO_LONGER_YOURS;

/** Gives a change the next number of its space and puts it into the outbox, and into the record as it now looks. */
export async function append(tx: DeviceTx, held: Held, body: Body, now: number): Promise<number> {
	const { space, kind, key } = held;
	const follow = (await tx.following(space)) ?? newFollowed(space);
	const change: Change = { n: follow.next, space, kind, key, ...body, schema: SCHEMA };
	await tx.follow({ ...follow, next: follow.next + 1 });
	await tx.putQueued([
		{
			change,
			state: follow.visible ? 'waiting' : 'parked',
			madeAt: now,
			sentAt: null,
			reason: follow.visible ? null : NO_LONGER_YOURS,
		},
	]);
	await tx.putHeld([withPending(held, change)]);
	if (WATCHABLE) await keptByLaw(tx, change);
	return change.n;
}

/** The record with what a change says waiting on top of it. */
export function withPending(held: Held, { n, set, add, remove }: Change): Held {
	const pending = { ...held.pending };
	for (const [field, value] of Object.entries(set)) pending[field] = { n, value };
	const moves = Object.entries(add).map(([field, by]) => ({ n, field, by }));
	const revives = Object.keys(set).length > 0;
	return {
		...held,
		pending,
		moves: [...held.moves, ...moves],
		removing: remove ? n : revives ? 0 : held.removing,
	};
}

/** The record without what the changes of these numbers said. */
export function withoutPending(held: Held, numbers: ReadonlySet<number>): Held {
	return {
		...held,
		pending: Object.fromEntries(Object.entries(held.pending).filter(([, { n }]) => !numbers.has(n))),
		moves: held.moves.filter(({ n }) => !numbers.has(n)),
		removing: numbers.has(held.removing) ? 0 : held.removing,
	};
}

/** The record with all that its rows say waiting on top of it, the later over the earlier; a refused removal hides nothing. */
export function underRows(held: Held, rows: readonly Queued[]): Held {
	const bare: Held = { ...held, pending: {}, moves: [], removing: 0 };
	return rows
		.filter((row) => !(isRefused(row) && row.change.remove))
		.reduce((under, row) => withPending(under, stillSaid(held, row)), bare);
}

/** What a refused change says that the person has not set anew since: that was confirmed, and stands. */
function stillSaid(held: Held, row: Queued): Change {
	if (!isRefused(row)) return row.change;
	const { n, set } = row.change;
	const left = Object.entries(set).filter(([field]) => held.pending[field]?.n === n);
	return { ...row.change, set: Object.fromEntries(left) };
}

/** What rows of one record say together, in their order, less the fields that the person has set anew since. */
export function gather(rows: readonly Queued[], held: Held): Pick<Change, 'set' | 'add' | 'was'> {
	const set: Record<string, Value> = {};
	const add: Record<string, number> = {};
	let was: Fields = {};
	for (const { change } of rows) {
		for (const [field, value] of Object.entries(change.set)) {
			if (held.pending[field]?.n !== change.n) continue;
			set[field] = value;
			// A count by hand says what is there with all that moved before it.
			delete add[field];
		}
		for (const [field, by] of Object.entries(change.add)) add[field] = (add[field] ?? 0) + by;
		was = { ...change.was, ...was };
	}
	if (WATCHABLE) gatheredByLaw(rows, held.pending, { set, add });
	return { set, add, was };
}

/** The one of two views of a record that had seen less; one from another history had seen least. */
export function olderBase(a: Base, b: Base, epoch: string): Base {
	if (a.epoch === b.epoch) return a.number <= b.number ? a : b;
	return a.epoch === epoch ? b : a;
}
