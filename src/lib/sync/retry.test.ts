import { expect, test } from 'vitest';
import { backoff, FIRST_WAIT, LONGEST_WAIT } from './retry.ts';

test('waits longer after each failure, up to the longest wait', () => {
	const waits = [1, 2, 3, 8, 9, 50, 5_000].map((attempt) => backoff(attempt, 0.999_999));
	expect(waits[0]).toBe(FIRST_WAIT);
	expect(waits[1]).toBe(2 * FIRST_WAIT);
	expect([...waits].sort((a, b) => a - b)).toEqual(waits);
	expect(Math.max(...waits)).toBe(LONGEST_WAIT);
});

test('spreads phones over the whole wait, and none comes back at once', () => {
	expect(backoff(5, 0)).toBe(3_200);
	expect(backoff(5, 0.5)).toBe(17_600);
});
