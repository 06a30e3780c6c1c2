import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PRICE, satang, showBaht } from './money.ts';
import { changeByPercent } from './pricing.ts';
import { readBaht } from './read-baht.ts';

describe('reading a price', () => {
	it.each([
		['250', 25_000],
		['๒๕๐', 25_000],
		['1,250.50', 125_050],
		['฿99', 9_900],
		['99 บาท', 9_900],
		['.5', 50],
		['12.', 1_200],
		['1.500', 150],
		['0', 0],
	])('reads %s', (typed, value) => {
		expect(readBaht(typed)).toEqual({ kind: 'ok', satang: value });
	});

	it.each([
		['', 'empty'],
		['1,5 00', 'grouping'],
		['1,50', 'grouping'],
		['1.2.3', 'grouping'],
		['-1', 'negative'],
		['1.234', 'too-many-decimals'],
		['1000000000000', 'too-large'],
		['แพง', 'not-a-number'],
		['1e5', 'not-a-number'],
	])('refuses %s and says why', (typed, reason) => {
		expect(readBaht(typed)).toEqual({ kind: 'bad', reason });
	});

	it('loses no satang between showing and reading', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: MAX_PRICE }), (amount) => {
				expect(readBaht(showBaht(amount))).toEqual({ kind: 'ok', satang: amount });
			}),
		);
	});
});

describe('all prices by a percentage', () => {
	it('rounds to whole baht and stays within the limits', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: MAX_PRICE }),
				fc.integer({ min: -90, max: 200 }),
				(amount, percent) => {
					const next = changeByPercent(satang(amount), percent);
					expect(next % 100).toBe(0);
					expect(next).toBeGreaterThanOrEqual(100);
					expect(next).toBeLessThanOrEqual(MAX_PRICE);
				},
			),
		);
		expect(changeByPercent(satang(25_000), 5)).toBe(26_300);
	});
});
