import { MINUTE } from '../../domain/dates.ts';

/** What a wrong PIN costs, from the third on: a slip of the thumb costs nothing, and guessing takes weeks. Milliseconds. */
const WAITS = [10_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE];
/** Wrong ones in a row that cost nothing. */
const FREE = 2;

/** How long nobody may try after so many wrong ones in a row, milliseconds. It grows, and it always ends. */
export function waitAfter(wrong: number): number {
	return wrong <= FREE ? 0 : (WAITS[Math.min(wrong - FREE, WAITS.length) - 1] ?? 0);
}
