import { digest, isEmpty, type Change } from './change.ts';
import {
	merge,
	type Effect,
	type MergeContext,
	type Outcome,
	type Superseded,
	type Working,
} from './merge.ts';
import { PENDING, recordId, type Rec, type Stamp } from './record.ts';

/** The reason of a change to a record that does not exist, since the change that should have made it was refused. */
export const DEPENDS = 'depends';

/** What the server remembers of a device in a space: the last change it took, and what became of each. */
export interface Ledger {
	readonly last: number;
	readonly entries: ReadonlyMap<number, LedgerEntry>;
}

export interface LedgerEntry {
	readonly n: number;
	readonly digest: string;
	readonly outcome: Outcome;
}

export type Received =
	| {
			readonly kind: 'taken';
			/** The outcome of every change offered, old ones included, in their order. */
			readonly outcomes: readonly LedgerEntry[];
			/** Those that are new and must be stored with the effects. */
			readonly fresh: readonly LedgerEntry[];
			readonly writes: readonly Rec[];
			readonly superseded: readonly Superseded[];
			readonly last: number;
	  }
	/** The device counts otherwise than the server: nothing was taken, it must take a new id and offer all again. */
	| { readonly kind: 'out-of-step'; readonly last: number };

/** What a change is about to be judged by, besides the state of its space. */
export interface Judge {
	readonly context: (change: Change) => MergeContext;
	/** A reason code when the change may not be made by this person or holds a value that cannot stand; else null. */
	readonly refuse: (change: Change) => string | null;
	/** Told of a change whose merge threw: a bug, to be logged. The change is refused so that it blocks nothing. */
	readonly failed: (change: Change, error: unknown) => void;
}

/**
 * Takes a device's changes to one space in their order. A change taken before gets its first outcome again;
 * a refused one advances `last` like any other, so that one bad item blocks nothing. What builds on a creation that was
 * refused is refused with it: a price alone must not become a product without a name.
 */
export function receive(state: Working, changes: readonly Change[], ledger: Ledger, judge: Judge): Received {
	const working = new Map(state);
	const written = new Map<string, Rec>();
	const outcomes: LedgerEntry[] = [];
	const fresh: LedgerEntry[] = [];
	const superseded: Superseded[] = [];
	/** Records that do not exist because what should have made them was refused. */
	const refusedNew = new Set<string>();
	let last = ledger.last;

	for (const change of changes) {
		const print = digest(change);
		const known = ledger.entries.get(change.n);
		const id = recordId(change.kind, change.key);
		if (change.n <= ledger.last) {
			if (!known || known.digest !== print) return { kind: 'out-of-step', last: ledger.last };
			if (known.outcome.kind === 'refused' && !working.has(id)) refusedNew.add(id);
			outcomes.push(known);
			continue;
		}
		if (change.n !== last + 1) return { kind: 'out-of-step', last: ledger.last };
		const orphan = refusedNew.has(id) && !change.remove && !isEmpty(change);
		const effect = orphan ? refused(DEPENDS) : judgeOne(working, change, judge);
		if (effect.outcome.kind === 'refused' && !working.has(id)) refusedNew.add(id);
		for (const record of effect.writes) {
			working.set(recordId(record.kind, record.key), record);
			written.set(recordId(record.kind, record.key), record);
		}
		superseded.push(...effect.superseded.filter((old) => old.stamp.number !== PENDING));
		last = change.n;
		const entry = { n: change.n, digest: print, outcome: effect.outcome };
		fresh.push(entry);
		outcomes.push(entry);
	}
	return { kind: 'taken', outcomes, fresh, writes: [...written.values()], superseded, last };
}

function refused(reason: string): Effect {
	return { outcome: { kind: 'refused', reason }, writes: [], superseded: [] };
}

function judgeOne(working: Working, change: Change, judge: Judge): Effect {
	try {
		const reason = judge.refuse(change);
		if (reason !== null) return refused(reason);
		return merge(working, change, judge.context(change));
	} catch (error) {
		judge.failed(change, error);
		return refused('internal');
	}
}

/** Gives the transaction's number to every stamp that waited for it, and short integers from `firstShort` to new records. */
export function stampAll(records: readonly Rec[], number: number, firstShort: number): Rec[] {
	let short = firstShort;
	return records.map((record) => {
		const stamped = stampWith(record, number);
		return stamped.short === 0 ? { ...stamped, short: short++ } : stamped;
	});
}

export function stampWith(record: Rec, number: number): Rec {
	const settle = (stamp: Stamp): Stamp => (stamp.number === PENDING ? { ...stamp, number } : stamp);
	const stamps = Object.fromEntries(
		Object.entries(record.stamps).map(([field, stamp]) => [field, settle(stamp)]),
	);
	const removed = record.removed && settle(record.removed);
	return { ...record, stamps, removed, born: record.born === PENDING ? number : record.born, at: number };
}
