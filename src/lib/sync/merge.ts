import type { Base, Change } from './change.ts';
import { WATCHABLE } from './laws.ts';
import { mergedByLaw } from './laws/merging.ts';
import { isAnswer, openQuestion, put, withdraw } from './question.ts';
import { PENDING, QUESTION, questionKey, recordId, type Rec, type Stamp } from './record.ts';
import { sawTheSame, sightOf } from './sight.ts';
import { sameValue, type Fields, type Value } from './value.ts';

/** What became of a change. Each one is final: a refused change is parked on its phone, never tried again by itself. */
export type Outcome =
	| ({ readonly kind: 'applied' } & Passed)
	/** Everything was taken but `fields`, about which a question is open now. */
	| ({ readonly kind: 'asked'; readonly fields: readonly string[] } & Passed)
	/** Nothing was taken; `reason` is a code that `messages` puts in words. */
	| { readonly kind: 'refused'; readonly reason: string };

/**
 * Fields whose value of a lost history had given way to a newer one there: that one stands, this one is kept in history. Or
 * which told of somebody whose data was removed for good: those are kept nowhere.
 */
interface Passed {
	readonly passed?: readonly string[];
}

/** Why a movement of stock waits for the person: it may have been counted, and may not. */
export const UNSURE = 'unsure';

/** A value that gave way to another: it is kept, so that a person can bring it back. */
export interface Superseded {
	readonly kind: string;
	readonly key: string;
	readonly field: string;
	readonly value: Value;
	readonly stamp: Stamp;
}

export interface Effect {
	readonly outcome: Outcome;
	/** Records as the change leaves them; stamps made by it carry the number PENDING. */
	readonly writes: readonly Rec[];
	readonly superseded: readonly Superseded[];
}

export interface MergeContext {
	readonly author: string;
	readonly device: string;
	/** The phone's time when the person made the change, ms UTC; information only. */
	readonly at: number;
	readonly epoch: string;
	/** The number up to which `epoch`'s history is still this one's; null when the epoch is unknown. */
	readonly forkOf: (epoch: string) => number | null;
	/** True for a history in which two things bear one number: no number of it tells which was the later. */
	readonly isSplit?: (epoch: string) => boolean;
	/** Where a lost history had taken this change, which is offered again; absent for any other. */
	readonly old?: Base | null;
	/** True for what a phone only saw of a lost history: nothing made since gives way to it. */
	readonly witness?: boolean;
	readonly isGuarded: (kind: string, field: string) => boolean;
	/** A field that moves by `add`: no bystander's number stands for all its movements. */
	readonly isCounter?: (kind: string, field: string) => boolean;
	readonly brokenRule: (kind: string, fields: Fields) => string | null;
	/** What of a change to a record of these fields tells of somebody whose data was removed for good; null: nothing. */
	readonly forgets?: (change: Change, before: Fields) => Forgotten | null;
}

/** Fields that are neither taken nor kept in any history, and what is set to say so. */
export interface Forgotten {
	readonly fields: ReadonlySet<string>;
	readonly mark: Fields;
}

/**
 * The records of one space that a change may touch, by `recordId`: the record itself, and the question of each
 * guarded field that the change sets, or of every guarded field when it removes the record.
 */
export type Working = ReadonlyMap<string, Rec>;

/** From a number to the place between it and the next. */
const BEHIND = 0.5;

/** A bystander's count: whether it holds a movement that tells no place in its history, nobody knows. */
const isWitnessed = ({ number }: Base): boolean => !Number.isInteger(number);

/** The number of a stamp whose value never stood in this history: it goes to history at once. */
const NEVER_STOOD = 0;

/** Brings one change into the state of its space, field by field. Pure: the caller stores what it answers. */
export function merge(working: Working, change: Change, context: MergeContext): Effect {
	const current = working.get(recordId(change.kind, change.key));
	const { author, device } = context;
	const known = context.old && !context.isSplit?.(context.old.epoch) ? context.old : null;
	// What was seen at a number holds all that was taken up to it: it stands right behind it.
	const old = known && context.witness ? { ...known, number: known.number + BEHIND } : known;
	const stamp: Stamp = { number: PENDING, author, device, n: change.n };
	// A question is of this history, whoever is asked it.
	const by = { stamp: old ? { ...stamp, old } : stamp, asking: stamp };
	const effect = change.remove
		? mergeRemoval(working, current, change, by, { ...context, old })
		: mergeFields(working, current ?? blank(change), change, by, { ...context, old });
	if (WATCHABLE) mergedByLaw(working, change, { ...context, old }, effect);
	return effect;
}

interface Stamps {
	/** Of what the change sets or removes. */
	readonly stamp: Stamp;
	/** Of what it asks, answers or moves. */
	readonly asking: Stamp;
}

function blank({ space, kind, key }: Change): Rec {
	return { space, kind, key, fields: {}, stamps: {}, removed: null, short: 0, born: PENDING, at: 0 };
}

function mergeRemoval(
	working: Working,
	current: Rec | undefined,
	change: Change,
	{ stamp, asking }: Stamps,
	context: MergeContext,
): Effect {
	if (!current || current.removed) return { outcome: { kind: 'applied' }, writes: [], superseded: [] };
	const sights = Object.values(current.stamps).map((set) => sightOf(set, change, context));
	if (sights.includes('unseen')) {
		return { outcome: { kind: 'refused', reason: 'edited-since' }, writes: [], superseded: [] };
	}
	if (sights.includes('passed')) {
		const passed = Object.keys(current.fields);
		return { outcome: { kind: 'applied', passed }, writes: [], superseded: [] };
	}
	const closed = Object.keys(current.fields)
		.map((field) => openQuestion(working, change, field))
		.filter((question) => question !== undefined)
		.map((question): Rec => ({ ...question, removed: asking }));
	return {
		outcome: { kind: 'applied' },
		writes: [{ ...current, removed: stamp }, ...closed],
		superseded: [],
	};
}

function mergeFields(
	working: Working,
	before: Rec,
	change: Change,
	{ stamp, asking }: Stamps,
	context: MergeContext,
): Effect {
	const fields: Record<string, Value> = { ...before.fields };
	const stamps: Record<string, Stamp> = { ...before.stamps };
	const superseded: Superseded[] = [];
	const asked: string[] = [];
	const passed: string[] = [];
	const questions: Rec[] = [];
	const { kind, key } = change;
	const keep = (field: string, value: Value, by: Stamp) =>
		superseded.push({ kind, key, field, value, stamp: by });
	const write = (field: string, value: Value, by: Stamp = stamp) => {
		const old = stamps[field];
		if (old) keep(field, fields[field] ?? null, old);
		fields[field] = value;
		stamps[field] = by;
	};
	const giveWay = (field: string, value: Value) => {
		passed.push(field);
		keep(field, value, { ...stamp, number: NEVER_STOOD });
	};
	const isGone = before.removed !== null && !mayRevive(before.removed, change, context);
	const forgotten = context.forgets?.(change, before.fields) ?? null;
	for (const [field, value] of Object.entries(forgotten?.mark ?? {})) write(field, value);

	for (const [field, value] of Object.entries(change.set)) {
		if (forgotten?.fields.has(field)) {
			passed.push(field);
			continue;
		}
		const open = openQuestion(working, change, field);
		const same = before.stamps[field] !== undefined && sameValue(before.fields[field], value);
		const sight = sightOf(before.stamps[field], change, context);
		const seen = sight === 'seen' || sawTheSame(before.fields[field], field, change, context);
		// Nobody could tell which movements a bystander's count holds, unless it is the first of all and has its place.
		const isFirst = !before.stamps[field] && stamp.old !== undefined;
		const isMoot = context.witness && !isFirst && context.isCounter?.(kind, field);
		if (isMoot) continue;
		if (isGone) giveWay(field, value);
		else if (open && seen && isAnswer(open, (asked) => sightOf(asked, change, context) === 'seen')) {
			// Stamped even where the answer is what stands: whoever answers without having seen it must be asked.
			write(field, value);
			questions.push({ ...open, removed: asking });
		} else if (same) {
			const changed = open && withdraw(open, context.author, asking);
			if (changed) questions.push(changed);
		} else if (sight === 'passed') giveWay(field, value);
		else if (!open && seen) write(field, value);
		else if (!context.isGuarded(kind, field)) {
			if (context.witness) giveWay(field, value);
			else write(field, value);
		} else {
			asked.push(field);
			const former = working.get(recordId(QUESTION, questionKey(change.kind, change.key, field)));
			const question = put(former, before, field, { value, at: context.at }, asking);
			if (question) questions.push(question);
		}
	}
	for (const [field, by] of Object.entries(change.add)) {
		const now = fields[field];
		const { old: counted } = before.stamps[field] ?? {};
		const sight = sightOf(before.stamps[field], change, context);
		// A count of the lost history holds every movement before it; one that holds a movement more says no more than before.
		if (counted && sight === 'passed') continue;
		if (counted && isWitnessed(counted) && sight === 'unseen' && change.base.epoch !== context.epoch) {
			return { outcome: { kind: 'refused', reason: UNSURE }, writes: [], superseded: [] };
		}
		const moved = (typeof now === 'number' ? now : 0) + by;
		write(field, moved, counted ? { ...asking, old: counted } : asking);
	}

	const broken = context.brokenRule(change.kind, fields);
	if (broken !== null && broken !== context.brokenRule(change.kind, before.fields)) {
		return { outcome: { kind: 'refused', reason: broken }, writes: [], superseded: [] };
	}
	const revived = before.removed !== null && !isGone && Object.keys(change.set).length > 0;
	const written = revived || Object.entries(stamps).some(([field, by]) => by !== before.stamps[field]);
	// Devices dropped it with its removal: born anew, it is told them whole, and its stamps still say who set what.
	const after: Rec = revived ? { ...before, removed: null, born: PENDING } : before;
	return {
		outcome: {
			...(asked.length > 0 ? { kind: 'asked', fields: asked } : { kind: 'applied' }),
			...(passed.length > 0 && { passed }),
		},
		writes: [...(written ? [{ ...after, fields, stamps }] : []), ...questions],
		superseded: [...superseded, ...questions.flatMap((question) => replaced(working, question))],
	};
}

/** Whether a value brings a removed record back: an edit does, unless the removal is known to be the later of the two. */
function mayRevive(removed: Stamp, change: Change, context: MergeContext): boolean {
	const sight = sightOf(removed, change, context);
	return context.witness ? sight === 'seen' : sight !== 'passed';
}

/** The candidates a question held before: a person's own newer value takes their older one's place, from any phone. */
function replaced(working: Working, question: Rec): Superseded[] {
	const { kind, key } = question;
	const field = 'candidates';
	const before = working.get(recordId(kind, key));
	const stamp = before?.stamps[field];
	const value = before?.fields[field];
	if (!stamp || value === undefined || sameValue(value, question.fields[field])) return [];
	return [{ kind, key, field, value, stamp }];
}
