import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agesOf, EMPTY, figuresOf, together, type Tally } from './coverage.ts';
import { DAY, dayNumber } from './dates.ts';
import { compareFigures, figure, unknown } from './figure.ts';

const NOW = Date.UTC(2026, 10, 26, 5);
const TODAY = dayNumber(NOW);
const tally = (of: Partial<Tally>): Tally => ({ ...EMPTY, ...of });

describe('what is told of a province', () => {
	it('tells none from what nobody knows', () => {
		expect(figuresOf(EMPTY, NOW)).toMatchObject({
			makers: figure(0),
			share: unknown('no-makers'),
			median: unknown('no-prices'),
			silent: unknown('no-phones'),
			news: unknown('no-phones'),
		});
		const quiet = tally({ makers: 3, phones: 2, heardAt: NOW - 9 * DAY, prices: new Map([[null, 4]]) });
		expect(figuresOf(quiet, NOW)).toMatchObject({
			share: figure(0),
			onSale: figure(4),
			median: unknown('not-noted'),
			silent: figure(0),
			news: figure(9),
		});
	});

	it('never rounds the last maker that is missing to all, nor the first to none', () => {
		const share = (shown: number, makers: number) => figuresOf(tally({ shown, makers }), NOW).share;
		expect(share(999, 1_000)).toEqual(figure(99));
		expect(share(1_000, 1_000)).toEqual(figure(100));
		expect(share(1, 100_000)).toEqual(figure(0.1));
		expect(share(1, 32)).toEqual(figure(3.1));
	});
});

it('ages are those of all prices laid side by side, also of several provinces together', () => {
	const days = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 });
	fc.assert(
		fc.property(days, days, (one, other) => {
			const part = (ages: readonly number[]) => {
				const prices = new Map<number | null, number>();
				for (const age of ages) prices.set(TODAY - age, (prices.get(TODAY - age) ?? 0) + 1);
				return tally({ prices });
			};
			const { prices } = together([part(one), part(other)]);
			const all = [...one, ...other].sort((a, b) => a - b);
			const n = all.length;
			const middle = n % 2 ? all[(n - 1) / 2] : ((all[n / 2] ?? 0) + (all[n / 2 - 1] ?? 0)) / 2;
			expect(agesOf(prices, TODAY)).toEqual(
				n === 0 ? { median: null, oldest: null } : { median: middle, oldest: all.at(-1) },
			);
		}),
	);
});

it('puts what nobody knows last in either order', () => {
	const figures = [unknown('no-prices'), figure(3), figure(0), figure(7)];
	const order = (descending: boolean) =>
		[...figures]
			.sort((a, b) => compareFigures(a, b, descending))
			.map((of) => (of.kind === 'number' ? of.value : of.kind));
	expect(order(false)).toEqual(['zero', 3, 7, 'unknown']);
	expect(order(true)).toEqual([7, 3, 'zero', 'unknown']);
});
