/** The first wait after a round that failed, and the longest, in milliseconds. */
export const FIRST_WAIT = 2_000;
export const LONGEST_WAIT = 5 * 60_000;

/**
 * How long to wait before the next try, in milliseconds, with full jitter: phones that lost one server together
 * must not come back together. `attempt` counts failures in a row from 1; `random` is in [0, 1).
 */
export function backoff(attempt: number, random: number): number {
	const ceiling = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempt - 1, 20));
	return Math.round(ceiling / 10 + random * ceiling * 0.9);
}
