import { digest, isEmpty, type Change } from './change.ts';
import { LawBroken, WATCHABLE } from './laws.ts';
import { broughtByLaw, stampedByLaw, takenByLaw } from './laws/receiving.ts';
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
	/** What others brought for this device before it came itself. */
	readonly carried?: ReadonlyMap<number, LedgerEntry>;
}

export interface LedgerEntry {
	readonly n: number;
	readonly digest: string;
	readonly outcome: Outcome;
	/** The space's number at which it was taken. */
	readonly number: number;
}

/** What merging leaves to be written. */
export interface Writes {
	readonly writes: readonly Rec[];
	readonly superseded: readonly Superseded[];
}

export interface Taken extends Writes {
	readonly kind: 'taken';
	/** The outcome of every change offered, old ones included, in their order. */
	readonly outcomes: readonly LedgerEntry[];
	/** Those that are new and must be stored with the effects; their number is PENDING until those are written. */
	readonly fresh: readonly LedgerEntry[];
	readonly last: number;
}

export type Received =
	| Taken
	/** The device counts otherwise than the server: nothing was taken, it must take a new id and offer all again. */
	| { readonly kind: 'out-of-step'; readonly last: number };

/** What a change is about to be judged by, besides the state of its space. */
export interface Judge {
	readonly context: (change: Change) => MergeContext;
	/** A reason code when the change may not be made by this person or holds a value that cannot stand; else null. */
	readonly refuse: (change: Change, working: Working) => string | null;
	/** Told of a change whose merge threw: a bug, to be logged. The change is refused so that it blocks nothing. */
	readonly failed: (change: Change, error: unknown) => void;
}

/**
 * Takes a device's changes to one space in their order. A change taken before gets its first outcome again, whoever
 * brought it; a refused one advances `last` like any other, so that one bad item blocks nothing. What builds on a
 * creation that was refused is refused with it: a price alone must not become a product without a name.
 */
export function receive(state: Working, changes: readonly Change[], ledger: Ledger, judge: Judge): Received {
	const desk = new Desk(state, judge);
	const outcomes: LedgerEntry[] = [];
	const fresh: LedgerEntry[] = [];
	let { last } = ledger;
	for (const change of changes) {
		const print = digest(change);
		const isOld = change.n <= ledger.last;
		const known = (isOld ? ledger.entries : ledger.carried)?.get(change.n);
		const isAnother = known ? known.digest !== print : isOld;
		if (isAnother || (!isOld && change.n !== last + 1)) return { kind: 'out-of-step', last: ledger.last };
		if (known) desk.remember(change, known.outcome);
		const entry = known ?? { n: change.n, digest: print, outcome: desk.take(change), number: PENDING };
		if (!isOld) {
			last = change.n;
			fresh.push(entry);
		}
		outcomes.push(entry);
	}
	const taken: Taken = { kind: 'taken', outcomes, fresh, ...desk.results(), last };
	if (WATCHABLE) takenByLaw(changes, ledger, taken);
	return taken;
}

/** The reason of a change brought by another phone whose number its device has given to something else. */
export const OTHER_CONTENT = 'other-content';

/**
 * Takes changes that another phone brings for `ledger`'s device. One that is known already, whichever way it came, gets
 * its first outcome again; none moves `last`. `fresh` must be stored with the effects, apart from the device's own.
 */
export function receiveCarried(
	state: Working,
	changes: readonly Change[],
	ledger: Ledger,
	judge: Judge,
): Omit<Taken, 'last'> {
	const desk = new Desk(state, judge);
	const fresh: LedgerEntry[] = [];
	const outcomes = changes.map((change): LedgerEntry => {
		const { n } = change;
		const print = digest(change);
		const twice = fresh.find((entry) => entry.n === n);
		const known = ledger.entries.get(n) ?? ledger.carried?.get(n) ?? twice;
		// Its own device has heard of the outcome, and the server has forgotten it since.
		const isSettled = known === undefined && n <= ledger.last;
		// Its own device has yet to say what it removes: then it does.
		const isMoot = !known && change.remove && !desk.has(change);
		const entry: LedgerEntry =
			isSettled || isMoot
				? { n, digest: print, outcome: { kind: 'applied' }, number: 0 }
				: (known ?? { n, digest: print, outcome: desk.take(change), number: PENDING });
		if (!isSettled && !isMoot && !known) fresh.push(entry);
		if (entry.digest !== print) return { ...entry, outcome: { kind: 'refused', reason: OTHER_CONTENT } };
		desk.remember(change, entry.outcome);
		return entry;
	});
	if (WATCHABLE) broughtByLaw(changes, ledger, { fresh, outcomes });
	return { kind: 'taken', outcomes, fresh, ...desk.results() };
}

/** What phones only saw of a lost history: nobody's changes, known by what they say. */
export function receiveWitnessed(state: Working, changes: readonly Change[], judge: Judge) {
	const desk = new Desk(state, judge);
	const outcomes = changes.map((change) => desk.take(change));
	return { outcomes, ...desk.results() };
}

/** Judges changes of one space one after the other, each in the state that those before it left. */
class Desk {
	readonly #working: Map<string, Rec>;
	readonly #written = new Map<string, Rec>();
	readonly #superseded: Superseded[] = [];
	/** Records that do not exist because what should have made them was refused. */
	readonly #refusedNew = new Set<string>();
	readonly #judge: Judge;

	constructor(state: Working, judge: Judge) {
		this.#working = new Map(state);
		this.#judge = judge;
	}

	take(change: Change): Outcome {
		const id = recordId(change.kind, change.key);
		const orphan = this.#refusedNew.has(id) && !change.remove && !isEmpty(change);
		const effect = orphan ? refused(DEPENDS) : judgeOne(this.#working, change, this.#judge);
		this.remember(change, effect.outcome);
		for (const record of effect.writes) {
			this.#working.set(recordId(record.kind, record.key), record);
			this.#written.set(recordId(record.kind, record.key), record);
		}
		this.#superseded.push(...effect.superseded.filter((old) => old.stamp.number !== PENDING));
		return effect.outcome;
	}

	has({ kind, key }: Change): boolean {
		return this.#working.has(recordId(kind, key));
	}

	/** What builds on a refused creation falls with it, in this request and in a later one. */
	remember({ kind, key }: Change, outcome: Outcome): void {
		const id = recordId(kind, key);
		if (outcome.kind === 'refused' && !this.#working.has(id)) this.#refusedNew.add(id);
	}

	results(): Writes {
		return { writes: [...this.#written.values()], superseded: this.#superseded };
	}
}

function refused(reason: string): Effect {
	return { outcome: { kind: 'refused', reason }, writes: [], superseded: [] };
}

function judgeOne(working: Working, change: Change, judge: Judge): Effect {
	try {
		const reason = judge.refuse(change, working);
		if (reason !== null) return refused(reason);
		return merge(working, change, judge.context(change));
	} catch (error) {
		if (error instanceof LawBroken) throw error;
		judge.failed(change, error);
		return refused('internal');
	}
}

/** Gives the transaction's number to every stamp that waited for it, and short integers from `firstShort` to new records. */
export function stampAll(records: readonly Rec[], number: number, firstShort: number): Rec[] {
	let short = firstShort;
	const stamped = records.map((record) => {
		const stamped = stampWith(record, number);
		return stamped.short === 0 ? { ...stamped, short: short++ } : stamped;
	});
	if (WATCHABLE) stampedByLaw(records, stamped, number);
	return stamped;
}

export function stampWith(record: Rec, number: number): Rec {
	const settle = (stamp: Stamp): Stamp => (stamp.number === PENDING ? { ...stamp, number } : stamp);
	const stamps = Object.fromEntries(
		Object.entries(record.stamps).map(([field, stamp]) => [field, settle(stamp)]),
	);
	const removed = record.removed && settle(record.removed);
	return { ...record, stamps, removed, born: record.born === PENDING ? number : record.born, at: number };
}
