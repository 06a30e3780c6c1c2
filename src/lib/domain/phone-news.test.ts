import { describe, expect, it } from 'vitest';
import { phoneNews, QUIET_AFTER, spanLeft, spanOf } from './phone-news.ts';
import { DAY, HOUR, MINUTE } from './spans.ts';

const NOW = 1_800_000_000_000;
const told = (ago: number, unsent: number | null, since: number | null = null) =>
	phoneNews({ heardAt: NOW - ago, unsent, unsentSince: since === null ? null : NOW - since }, NOW);

describe('what is said of the work on a phone', () => {
	it('is what it told, with its age', () => {
		expect(told(HOUR, 0)).toEqual({ kind: 'clear' });
		expect(told(HOUR, 3, 2 * DAY)).toEqual({ kind: 'left', count: 3, age: 2 * DAY });
	});
	it('is never nothing after days without news', () => {
		expect(told(9 * DAY, 0)).toEqual({ kind: 'quiet', days: 9, left: null });
		expect(told(9 * DAY, 3, 12 * DAY)).toEqual({ kind: 'quiet', days: 9, left: { count: 3, age: 12 * DAY } });
		expect(told(9 * DAY, null)).toMatchObject({ kind: 'quiet', days: 9 });
		expect(told(QUIET_AFTER, 0).kind).toBe('quiet');
		expect(told(QUIET_AFTER - 1, 0).kind).toBe('clear');
	});
	it('is nothing known of a phone that was never heard, or whose app does not tell', () => {
		expect(phoneNews({ heardAt: null, unsent: null, unsentSince: null }, NOW)).toEqual({ kind: 'never' });
		expect(told(HOUR, null)).toEqual({ kind: 'untold' });
	});
	it('takes a phone whose work is from the future for one that has just made it', () => {
		expect(told(0, 1, -HOUR)).toEqual({ kind: 'left', count: 1, age: 0 });
	});
});

describe('a span', () => {
	it('is named in one unit', () => {
		expect([0, 30_000, 59 * MINUTE, HOUR, 47 * HOUR, 2 * DAY, 400 * DAY].map(spanOf)).toEqual([
			{ unit: 'minutes', count: 1 },
			{ unit: 'minutes', count: 1 },
			{ unit: 'minutes', count: 59 },
			{ unit: 'hours', count: 1 },
			{ unit: 'hours', count: 47 },
			{ unit: 'days', count: 2 },
			{ unit: 'days', count: 400 },
		]);
	});
	it('that is left counts the minute that has begun', () => {
		expect([10 * MINUTE, 10 * MINUTE - 1, MINUTE + 1, MINUTE, 1].map((ms) => spanLeft(ms).count)).toEqual([
			10, 10, 2, 1, 1,
		]);
		expect(spanLeft(72 * HOUR)).toEqual({ unit: 'hours', count: 72 });
	});
});
