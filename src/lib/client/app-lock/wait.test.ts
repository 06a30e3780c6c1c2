import { expect, it } from 'vitest';
import { waitAfter } from './wait.ts';

it('forgives two slips, then grows to five minutes and no further', () => {
	const seconds = [0, 1, 2, 3, 4, 5, 6, 7, 8, 1_000].map((wrong) => waitAfter(wrong) / 1_000);
	expect(seconds).toEqual([0, 0, 0, 10, 30, 60, 120, 300, 300, 300]);
});

it('makes all PINs of four digits, tried day and night, take more than a month', () => {
	const days =
		Array.from({ length: 10_000 }, (_, wrong) => waitAfter(wrong)).reduce((a, b) => a + b) / 86_400_000;
	expect(days).toBeGreaterThan(30);
});
