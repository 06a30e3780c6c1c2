import fc from 'fast-check';
import { expect, test } from 'vitest';
import { between, MAX_ORDER, spread } from './order.ts';

const ORDER = /^[0-9A-Za-z]{1,40}$/;

test('any list of insertions stays in the order in which they were meant', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(), { maxLength: 60 }), (picks) => {
			const list: string[] = [];
			for (const pick of picks) {
				const at = pick % (list.length + 1);
				const place = between(list[at - 1] ?? null, list[at] ?? null);
				if (place === null) return;
				expect(place).toMatch(ORDER);
				list.splice(at, 0, place);
			}
			expect(list).toEqual([...list].sort());
			expect(new Set(list).size).toBe(list.length);
		}),
	);
});

test('a place never ends in zero, so that there is room before it', () => {
	let high: string | null = null;
	for (let i = 0; i < 100; i++) {
		high = between(null, high);
		expect(high).not.toMatch(/0$/);
		if (high === null) throw new Error('no room at the beginning');
	}
});

test('appending a hundred photos keeps places short', () => {
	let last: string | null = null;
	for (let i = 0; i < 100; i++) last = between(last, null);
	expect(last?.length).toBeLessThanOrEqual(5);
});

test('answers that there is no room instead of a place too long or out of order', () => {
	expect(between('V', 'V')).toBeNull();
	expect(between('b', 'a')).toBeNull();
	let low = 'A';
	let rounds = 0;
	for (let next: string | null = low; next !== null; rounds++) {
		low = next;
		next = between(low, 'B');
	}
	expect(low.length).toBeLessThanOrEqual(MAX_ORDER);
	expect(rounds).toBeGreaterThan(150);
});

test('spreads any number of places apart, in order, with room everywhere', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 5_000 }), (count) => {
			const places = spread(count);
			expect(places).toEqual([...places].sort());
			expect(new Set(places).size).toBe(count);
			for (const [i, place] of places.entries()) {
				expect(place).toMatch(ORDER);
				expect(between(places[i - 1] ?? null, place)).not.toBeNull();
			}
		}),
		{ numRuns: 30 },
	);
});
