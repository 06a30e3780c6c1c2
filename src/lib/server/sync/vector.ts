/** What a device holds, by space. A space that is not named is not held. */
export type Cursors = ReadonlyMap<string, number>;

/** A space, and the number at which the device has it once its part of an answer is stored; 0: it has it no more. */
export type PlanEntry = readonly [space: string, cursor: number];

/**
 * What one device held when an answer was made, and the spaces that the answer tells of in their order: after `k` of
 * them the device holds `base` overlaid with the first `k` of `plan`.
 */
export interface Vector {
	readonly id: string;
	readonly scopes: readonly string[];
	readonly base: Cursors;
	readonly plan: readonly PlanEntry[];
}

/** What a device holds that has stored `taken` spaces of the answer; null: the answer had fewer. */
export function heldAfter({ base, plan }: Vector, taken: number): Map<string, number> | null {
	if (taken > plan.length) return null;
	return overlaid(base, plan.slice(0, taken));
}

export function overlaid(base: Cursors, entries: readonly PlanEntry[]): Map<string, number> {
	const held = new Map(base);
	for (const [space, cursor] of entries) {
		if (cursor > 0) held.set(space, cursor);
		else held.delete(space);
	}
	return held;
}
