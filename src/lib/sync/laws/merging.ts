import type { Change } from '../change.ts';
import { isWatched, law } from '../laws.ts';
import type { Effect, MergeContext, Working } from '../merge.ts';
import { PENDING, QUESTION, questionKey, recordId, type Rec } from '../record.ts';
import { sawTheSame, sightOf } from '../sight.ts';
import { sameValue, type Value } from '../value.ts';

/** What one change did to its record and to the questions about it. */
export function mergedByLaw(working: Working, change: Change, context: MergeContext, effect: Effect): void {
	if (!isWatched()) return;
	const { outcome, writes } = effect;
	const id = recordId(change.kind, change.key);
	if (outcome.kind === 'refused') {
		law('S12', writes.length === 0, () => `${id} was written by a change that is refused`);
		return;
	}
	const before = working.get(id);
	const after = writes.find((record) => recordId(record.kind, record.key) === id);
	if (before && after) overwritten(before, after, change, context, effect);
	if (after?.removed && !before?.removed) {
		const unseen = Object.keys(before?.stamps ?? {}).find(
			(field) => sightOf(before?.stamps[field], change, context) === 'unseen',
		);
		law('S12', unseen === undefined, () => `${id} was removed, and ${unseen} of it never seen`);
	}
	const isRevived = before?.removed && after && !after.removed;
	law(
		'S9',
		!isRevived || after.born === PENDING,
		() => `${id} came back, and who dropped it is not told it whole`,
	);
	if (context.witness && before?.removed && isRevived) {
		const isOlder = sightOf(before.removed, change, { ...context, device: '' }) === 'seen';
		law('S12', isOlder, () => `${id} was removed since, and what was only seen brought it back`);
	}
	if (context.witness) uncounted(before, after, change, context, outcome);
	if (!change.remove)
		for (const field of Object.keys(change.set)) heard(field, before, after, change, context, effect);
	if (outcome.kind === 'asked')
		for (const field of outcome.fields) isAsked(working, field, change, context, writes);
	for (const question of writes) if (question !== after) asked(working, question, change, context);
}

/** A bystander's count says not which movements it holds: only the first of all is one, where it has its place. */
function uncounted(
	before: Rec | undefined,
	after: Rec | undefined,
	change: Change,
	{ isCounter, old }: MergeContext,
	outcome: Effect['outcome'],
): void {
	const id = recordId(change.kind, change.key);
	for (const field of Object.keys(change.set)) {
		const isFirst = !before?.stamps[field] && Boolean(old);
		if (isFirst || !isCounter?.(change.kind, field)) continue;
		const isLeft = !after || sameValue(after.fields[field], before?.fields[field]);
		const isAsked = outcome.kind === 'asked' && outcome.fields.includes(field);
		law('S3', isLeft && !isAsked, () => `${id}.${field} was counted by who only saw it`);
	}
}

/** What stood is in history where it no longer stands, and gave way only to who had seen it. */
function overwritten(
	before: Rec,
	after: Rec,
	change: Change,
	context: MergeContext,
	{ superseded }: Effect,
): void {
	const id = recordId(before.kind, before.key);
	for (const [field, value] of Object.entries(before.fields)) {
		const now = after.fields[field];
		law(
			'S6',
			now !== undefined,
			() => `${id}.${field} was dropped by a change of ${Object.keys(change.set).join()}`,
		);
		if (sameValue(now, value)) continue;
		const stamp = before.stamps[field];
		const kept = superseded.some(
			(old) => old.key === before.key && old.field === field && sameValue(old.value, value),
		);
		law('S1', kept || !stamp, () => `what stood in ${id}.${field} is in no history`);
		const by = change.add[field];
		if (by !== undefined) {
			const counted = (typeof value === 'number' ? value : 0) + by;
			law(
				'S3',
				now === counted || field in change.set,
				() => `${id}.${field} moved by ${by} from ${value} to ${now}`,
			);
		} else if (context.witness || context.isGuarded(before.kind, field)) {
			const isSeen = sightOf(stamp, change, context) === 'seen' || sawTheSame(value, field, change, context);
			law('S12', isSeen, () => `${id}.${field} changed, and whoever changed it had not seen what stood`);
		}
	}
}

/** Everything a change says stands, waits in a question, or is in history. */
function heard(
	field: string,
	before: Rec | undefined,
	after: Rec | undefined,
	change: Change,
	context: MergeContext,
	{ outcome, superseded }: Effect,
): void {
	const value = change.set[field] as Value;
	const isMoot = context.witness && context.isCounter?.(change.kind, field);
	const isMoved = field in change.add;
	// What tells of somebody whose data was removed for good is kept nowhere
	if (context.forgets?.(change, before?.fields ?? {})?.fields.has(field)) return;
	const stands = sameValue((after ?? before)?.fields[field], value);
	const isAsked = outcome.kind === 'asked' && outcome.fields.includes(field);
	const isPast = superseded.some((old) => old.field === field && sameValue(old.value, value));
	law('S1', stands || isAsked || isPast || isMoved || isMoot === true, () => {
		return `what change ${change.n} says of ${recordId(change.kind, change.key)}.${field} is nowhere`;
	});
}

/** What a change would have in a field that is in question waits there under its author's name. */
function isAsked(
	working: Working,
	field: string,
	{ kind, key, set }: Change,
	{ author }: MergeContext,
	writes: readonly Rec[],
): void {
	const id = recordId(QUESTION, questionKey(kind, key, field));
	const question = writes.find((record) => recordId(record.kind, record.key) === id) ?? working.get(id);
	const candidates = question?.fields['candidates'] as Readonly<Record<string, { value: Value }>> | undefined;
	const waits = !question?.removed && sameValue(candidates?.[author]?.value, set[field]);
	law(
		'S12',
		waits,
		() => `${kind}/${key}.${field} is in question, and what ${author} would have is not in it`,
	);
}

/** A question keeps what others would have, and closes only where they had been heard. */
function asked(working: Working, question: Rec, change: Change, context: MergeContext): void {
	const id = recordId(question.kind, question.key);
	const open = working.get(id);
	if (question.kind !== QUESTION || !open || open.removed) return;
	const others = Object.keys(open.fields['candidates'] as object).filter((who) => who !== context.author);
	if (question.removed) {
		// Whoever raised it must have seen it too, hence no device.
		const stamp = open.stamps['candidates'] && { ...open.stamps['candidates'], device: '' };
		const isHeard = sightOf(stamp, change, context) === 'seen';
		law(
			'S12',
			change.remove || others.length === 0 || isHeard,
			() => `${id} was closed by who had not seen it`,
		);
		return;
	}
	const now = question.fields['candidates'] as Readonly<Record<string, Value>>;
	const before = open.fields['candidates'] as Readonly<Record<string, Value>>;
	const left = others.filter((who) => !sameValue(now[who], before[who]));
	law('S12', left.length === 0, () => `${left.join()} left ${id}`);
}
