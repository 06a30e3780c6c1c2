import type { Change } from './change.ts';
import { isAnswer, openQuestion, put, withdraw } from './question.ts';
import { PENDING, QUESTION, questionKey, recordId, type Rec, type Stamp } from './record.ts';
import { sameValue, type Fields, type Value } from './value.ts';

/** What became of a change. Each one is final: a refused change is parked on its phone, never tried again by itself. */
export type Outcome =
	| { readonly kind: 'applied' }
	/** Everything was taken but `fields`, about which a question is open now. */
	| { readonly kind: 'asked'; readonly fields: readonly string[] }
	/** Nothing was taken; `reason` is a code that `messages` puts in words. */
	| { readonly kind: 'refused'; readonly reason: string };

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
	readonly isGuarded: (kind: string, field: string) => boolean;
	readonly brokenRule: (kind: string, fields: Fields) => string | null;
}

/**
 * The records of one space that a change may touch, by `recordId`: the record itself, and the question of each
 * guarded field that the change sets, or of every guarded field when it removes the record.
 */
export type Working = ReadonlyMap<string, Rec>;

/** Brings one change into the state of its space, field by field. Pure: the caller stores what it answers. */
export function merge(working: Working, change: Change, context: MergeContext): Effect {
	const current = working.get(recordId(change.kind, change.key));
	const stamp: Stamp = { number: PENDING, author: context.author, device: context.device, n: change.n };
	return change.remove
		? mergeRemoval(working, current, change, stamp, context)
		: mergeFields(working, current ?? blank(change), change, stamp, context);
}

function blank({ space, kind, key }: Change): Rec {
	return { space, kind, key, fields: {}, stamps: {}, removed: null, short: 0, born: PENDING, at: 0 };
}

/** True where the person had seen what `stamp` set, or had set it themselves on this device. */
function hasSeen(stamp: Stamp | undefined, change: Change, context: MergeContext): boolean {
	if (!stamp || stamp.device === context.device) return true;
	const { epoch, number } = change.base;
	if (epoch === context.epoch) return stamp.number <= number;
	const fork = context.forkOf(epoch);
	return fork !== null && stamp.number <= Math.min(fork, number);
}

/** A base from a history nobody remembers: what the person saw (`was`) decides instead of a number. */
function sawTheSame(
	current: Value | undefined,
	field: string,
	change: Change,
	context: MergeContext,
): boolean {
	const { epoch } = change.base;
	const unknown = epoch !== context.epoch && context.forkOf(epoch) === null;
	return unknown && field in change.was && sameValue(change.was[field], current ?? null);
}

function mergeRemoval(
	working: Working,
	current: Rec | undefined,
	change: Change,
	stamp: Stamp,
	context: MergeContext,
): Effect {
	if (!current || current.removed) return { outcome: { kind: 'applied' }, writes: [], superseded: [] };
	if (Object.values(current.stamps).some((set) => !hasSeen(set, change, context))) {
		return { outcome: { kind: 'refused', reason: 'edited-since' }, writes: [], superseded: [] };
	}
	const closed = Object.keys(current.fields)
		.map((field) => openQuestion(working, change, field))
		.filter((question) => question !== undefined)
		.map((question): Rec => ({ ...question, removed: stamp }));
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
	stamp: Stamp,
	context: MergeContext,
): Effect {
	const fields: Record<string, Value> = { ...before.fields };
	const stamps: Record<string, Stamp> = { ...before.stamps };
	const superseded: Superseded[] = [];
	const asked: string[] = [];
	const questions: Rec[] = [];
	const write = (field: string, value: Value) => {
		const old = stamps[field];
		if (old) {
			const { kind, key } = change;
			superseded.push({ kind, key, field, value: fields[field] ?? null, stamp: old });
		}
		fields[field] = value;
		stamps[field] = stamp;
	};

	for (const [field, value] of Object.entries(change.set)) {
		const open = openQuestion(working, change, field);
		const same = before.stamps[field] !== undefined && sameValue(before.fields[field], value);
		const seen =
			hasSeen(before.stamps[field], change, context) ||
			sawTheSame(before.fields[field], field, change, context);
		if (open && seen && isAnswer(open, (asked) => hasSeen(asked, change, context))) {
			// Stamped even where the answer is what stands: whoever answers without having seen it must be asked.
			write(field, value);
			questions.push({ ...open, removed: stamp });
		} else if (same) {
			const changed = open && withdraw(open, context.author, stamp);
			if (changed) questions.push(changed);
		} else if (!open && (seen || !context.isGuarded(change.kind, field))) {
			write(field, value);
		} else {
			asked.push(field);
			const former = working.get(recordId(QUESTION, questionKey(change.kind, change.key, field)));
			const question = put(former, before, field, { value, at: context.at }, stamp);
			if (question) questions.push(question);
		}
	}
	for (const [field, by] of Object.entries(change.add)) {
		const now = fields[field];
		write(field, (typeof now === 'number' ? now : 0) + by);
	}

	const broken = context.brokenRule(change.kind, fields);
	if (broken !== null && broken !== context.brokenRule(change.kind, before.fields)) {
		return { outcome: { kind: 'refused', reason: broken }, writes: [], superseded: [] };
	}
	const revived = before.removed !== null && Object.keys(change.set).length > 0;
	const written = revived || Object.values(stamps).includes(stamp);
	// Devices dropped it with its removal: born anew, it is told them whole, and its stamps still say who set what.
	const after: Rec = revived ? { ...before, removed: null, born: PENDING } : before;
	return {
		outcome: asked.length > 0 ? { kind: 'asked', fields: asked } : { kind: 'applied' },
		writes: [...(written ? [{ ...after, fields, stamps }] : []), ...questions],
		superseded: [...superseded, ...questions.flatMap((question) => replaced(working, question))],
	};
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
