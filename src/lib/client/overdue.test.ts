import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../domain/dates.ts';
import { hoursWaited } from './fact.ts';
import { CLOCK_TOLERANCE, clockFault, noNews, NO_NEWS_LIMIT } from './overdue.ts';

const NOW = 1_800_000_000_000;

it('tells that the office has no news when something waits and it was not reached for long', () => {
	const heardAt = NOW - NO_NEWS_LIMIT - 1;
	expect(noNews({ heardAt, oldestAt: NOW - MINUTE }, NOW)).toEqual({ kind: 'no-news', since: heardAt });
	expect(noNews({ heardAt, oldestAt: null }, NOW)).toEqual({ kind: 'fine' });
	expect(noNews({ heardAt: NOW - HOUR, oldestAt: NOW - 3 * DAY }, NOW)).toEqual({ kind: 'fine' });
});

it('counts from the first of the work where the office was never reached', () => {
	expect(noNews({ heardAt: null, oldestAt: NOW - 2 * DAY }, NOW)).toEqual({ kind: 'no-news', since: null });
	expect(noNews({ heardAt: null, oldestAt: NOW - HOUR }, NOW)).toEqual({ kind: 'fine' });
});

it('says nothing of a time that lies ahead: the clock was set back', () => {
	expect(noNews({ heardAt: NOW + DAY, oldestAt: NOW + DAY }, NOW)).toEqual({ kind: 'fine' });
	expect(hoursWaited(NOW + DAY, NOW)).toBe(0);
});

it('counts whole hours of waiting', () => {
	expect(hoursWaited(null, NOW)).toBe(0);
	expect(hoursWaited(NOW - 59 * MINUTE, NOW)).toBe(0);
	expect(hoursWaited(NOW - 2 * DAY, NOW)).toBe(48);
});

it('finds a clock wrong either way, past what anybody would see', () => {
	expect(clockFault({ clockOffset: CLOCK_TOLERANCE })).toBe(0);
	expect(clockFault({ clockOffset: -CLOCK_TOLERANCE - 1 })).toBe(-CLOCK_TOLERANCE - 1);
	expect(clockFault({ clockOffset: 3 * DAY })).toBe(3 * DAY);
});
