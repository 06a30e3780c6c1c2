/** The most short integers left out at once: three digits on the wire. */
const LARGEST_SKIP = 999;

/**
 * A database that was put back unnoticed would give the short integers of lost records to others, and a phone that knows
 * the lost ones would name the wrong record. So each process leaves some out in each space that it first writes to.
 * `random` is in [0, 1).
 */
export function shortSkips(random: () => number): (space: string) => number {
	const skip = 1 + Math.floor(random() * LARGEST_SKIP);
	const seen = new Set<string>();
	return (space) => {
		if (seen.has(space)) return 0;
		seen.add(space);
		return skip;
	};
}

/** For a database that this very process made: nothing was lost before it. */
export const noSkips = (): number => 0;
