import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, readDay } from './dates.ts';
import { MAX_PRICE } from './money.ts';
import { promoState, readPercent, readPrice, readPromo, repriceAll, typedBaht } from './pricing.ts';

const price = { satang: 25_000, unit: 'ขวด' };
const NOW = (readDay('2026-11-23') ?? 0) + DAY / 2;

describe('a price', () => {
	test('reads back what it types, to the satang', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: MAX_PRICE }), (satang) => {
				expect(readPrice(typedBaht(satang))).toEqual({ kind: 'ok', value: satang });
			}),
		);
	});

	test('refuses zero, and gives every other reason as it is', () => {
		expect(readPrice('0')).toEqual({ kind: 'bad', reason: 'zero' });
		expect(readPrice('0.00')).toEqual({ kind: 'bad', reason: 'zero' });
		expect(readPrice('1,5 00')).toEqual({ kind: 'bad', reason: 'grouping' });
		expect(readPrice('-1')).toEqual({ kind: 'bad', reason: 'negative' });
		expect(readPrice('1000000000000')).toEqual({ kind: 'bad', reason: 'too-large' });
		expect(readPrice('๒๕๐')).toEqual({ kind: 'ok', value: 25_000 });
	});
});

describe('a promotion', () => {
	const typed = { price: '199', from: '2026-11-23', until: '2026-11-30' };

	test('lasts through the whole of its last day in Bangkok', () => {
		const reading = readPromo(typed, price, NOW);
		expect(reading).toEqual({
			kind: 'ok',
			promo: { satang: 19_900, from: readDay('2026-11-23'), until: readDay('2026-12-01') },
		});
	});

	test('may last one day', () => {
		expect(readPromo({ ...typed, until: typed.from }, price, NOW).kind).toBe('ok');
	});

	test('must be lower than the price', () => {
		expect(readPromo({ ...typed, price: '250' }, price, NOW)).toEqual({
			kind: 'bad',
			field: 'price',
			reason: 'not-lower',
		});
	});

	test('must end after it starts, and not in the past', () => {
		expect(readPromo({ ...typed, until: '2026-11-22' }, price, NOW)).toMatchObject({
			reason: 'before-start',
		});
		expect(readPromo({ ...typed, from: '2026-11-01', until: '2026-11-22' }, price, NOW)).toMatchObject({
			field: 'until',
			reason: 'over',
		});
		expect(readPromo({ ...typed, from: '' }, price, NOW)).toMatchObject({ field: 'from', reason: 'no-day' });
		expect(readPromo({ ...typed, until: '2026-02-30' }, price, NOW)).toMatchObject({ reason: 'no-day' });
	});

	test('comes, runs and ends by itself', () => {
		const promo = { satang: 19_900, from: NOW, until: NOW + DAY };
		expect(promoState(promo, price, NOW - 1)).toBe('coming');
		expect(promoState(promo, price, NOW)).toBe('running');
		expect(promoState(promo, price, NOW + DAY)).toBe('over');
		expect(promoState(promo, { ...price, satang: 19_900 }, NOW)).toBe('idle');
		expect(promoState(null, price, NOW)).toBe('none');
	});
});

describe('all prices at once', () => {
	test('change to whole baht, keep their unit, and leave out what has no price or stays', () => {
		const products = [
			{ key: 'a', name: 'ก', price },
			{ key: 'b', name: 'ข', price: null },
			{ key: 'c', name: 'ค', price: { satang: 100, unit: '' } },
		];
		expect(repriceAll(products, 5)).toEqual([
			{ key: 'a', name: 'ก', before: price, after: { satang: 26_300, unit: 'ขวด' } },
		]);
	});

	test('read a percentage as people type it', () => {
		expect(readPercent('+5 %')).toEqual({ kind: 'ok', value: 5 });
		expect(readPercent('−๑๐')).toEqual({ kind: 'ok', value: -10 });
		expect(readPercent('0')).toEqual({ kind: 'bad', reason: 'zero' });
		expect(readPercent('1.5')).toEqual({ kind: 'bad', reason: 'not-a-number' });
		expect(readPercent('500')).toEqual({ kind: 'bad', reason: 'out-of-range' });
	});
});
