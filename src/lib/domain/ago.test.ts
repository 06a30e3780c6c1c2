import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ago } from './ago.ts';
import { DAY, HOUR, MINUTE } from './dates.ts';

/** 23 November 2026, 10:00 in Bangkok. */
const NOW = Date.UTC(2026, 10, 23, 3, 0);

test('says now for the first minute, then counts whole minutes up to an hour', () => {
	expect(ago(NOW - 59_000, NOW).kind).toBe('now');
	expect(ago(NOW - 5 * MINUTE - 30_000, NOW)).toMatchObject({ kind: 'minutes', count: 5 });
	expect(ago(NOW - HOUR + 1, NOW)).toMatchObject({ kind: 'minutes', count: 59 });
	expect(ago(NOW - HOUR, NOW).kind).toBe('today');
});

test('knows yesterday by the day in Bangkok, not by 24 hours', () => {
	expect(ago(NOW - 10 * HOUR, NOW).kind).toBe('today');
	expect(ago(NOW - 10 * HOUR - 1, NOW).kind).toBe('yesterday');
	expect(ago(NOW - 34 * HOUR, NOW).kind).toBe('yesterday');
	expect(ago(NOW - 34 * HOUR - 1, NOW).kind).toBe('day');
});

test('counts minutes across midnight', () => {
	const afterMidnight = Date.UTC(2026, 10, 22, 17, 10);
	expect(ago(afterMidnight - 20 * MINUTE, afterMidnight)).toMatchObject({ kind: 'minutes', count: 20 });
});

test('tells the date of what a clock that was set back puts ahead', () => {
	expect(ago(NOW + 30_000, NOW).kind).toBe('now');
	expect(ago(NOW + 2 * DAY, NOW).kind).toBe('day');
});

test('never goes back to a nearer word as time passes', () => {
	const ranks = ['now', 'minutes', 'today', 'yesterday', 'day'];
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 4 * DAY }), fc.integer({ min: 0, max: 4 * DAY }), (first, more) => {
			const rank = (passed: number) => ranks.indexOf(ago(NOW, NOW + passed).kind);
			expect(rank(first + more)).toBeGreaterThanOrEqual(rank(first));
		}),
	);
});
