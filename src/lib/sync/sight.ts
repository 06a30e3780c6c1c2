import type { Base, Change } from './change.ts';
import type { MergeContext } from './merge.ts';
import type { Stamp } from './record.ts';
import { sameValue, type Value } from './value.ts';

/** What a change knew of a value that stands. `passed`: it is itself the older of the two, and in its history it had given way. */
export type Sight = 'seen' | 'unseen' | 'passed';

type Knows = Pick<MergeContext, 'device' | 'epoch' | 'forkOf' | 'isSplit' | 'old' | 'witness'>;

/** True where one history's two numbers can be compared: both were given before it was lost. */
const sameHistory = (a: Base | null | undefined, b: Base | null | undefined): boolean =>
	a !== null && a !== undefined && b !== null && b !== undefined && a.epoch === b.epoch;

/**
 * `seen` where the person had seen what `stamp` set, or had set it themselves on this device. Of two changes that one
 * lost history had taken, the higher number there was the later.
 */
export function sightOf(
	stamp: Stamp | undefined,
	{ base, n }: Pick<Change, 'base' | 'n'>,
	context: Knows,
): Sight {
	if (!stamp) return 'seen';
	const { old, device, epoch, forkOf, witness } = context;
	const isWhole = !stamp.old || !context.isSplit?.(stamp.old.epoch);
	if (old && stamp.old && isWhole && sameHistory(stamp.old, old)) {
		return stamp.old.number <= old.number ? 'seen' : 'passed';
	}
	// A later change of one device may have been brought by another phone, ahead of this one.
	if (!witness && stamp.device === device) return stamp.n <= n ? 'seen' : 'passed';
	if (base.epoch === epoch) return stamp.number <= base.number ? 'seen' : 'unseen';
	if (stamp.old && isWhole && sameHistory(stamp.old, base) && Math.floor(stamp.old.number) <= base.number) {
		return 'seen';
	}
	const fork = forkOf(base.epoch);
	return fork !== null && stamp.number <= Math.min(fork, base.number) ? 'seen' : 'unseen';
}

/** A base from a history nobody remembers: what the person saw (`was`) decides instead of a number. */
export function sawTheSame(
	current: Value | undefined,
	field: string,
	change: Change,
	context: Pick<MergeContext, 'epoch' | 'forkOf'>,
): boolean {
	const { epoch } = change.base;
	const unknown = epoch !== context.epoch && context.forkOf(epoch) === null;
	return unknown && field in change.was && sameValue(change.was[field], current ?? null);
}
