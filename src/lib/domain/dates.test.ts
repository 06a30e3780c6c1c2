import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, dayNumber, dayOf, instantOfDay, readDay, showDate, showDateTime } from './dates.ts';

describe('dates as people read them', () => {
	const newYear = Date.UTC(2025, 11, 31, 17, 30);
	it('shows Bangkok time in the Buddhist era', () => {
		expect(showDate(newYear, 'th')).toBe('1 ม.ค. 2569');
		expect(showDateTime(newYear, 'th')).toBe('1 ม.ค. 2569 00:30');
		expect(showDate(newYear, 'en')).toBe('1 Jan 2026');
	});
	it('reads back every day it writes', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (at) => {
				const day = dayOf(at);
				expect(dayOf(readDay(day) ?? -1)).toBe(day);
			}),
		);
	});
	it('refuses a day that does not exist', () => {
		expect(readDay('2026-02-30')).toBeNull();
		expect(readDay('yesterday')).toBeNull();
	});
});

it('days are numbered by midnights in Bangkok', () => {
	const midnight = Date.UTC(2026, 10, 25, 17);
	expect(dayNumber(midnight) - dayNumber(midnight - 1)).toBe(1);
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (at) => {
			expect(dayOf(instantOfDay(dayNumber(at)))).toBe(dayOf(at));
			expect(dayNumber(at + DAY) - dayNumber(at)).toBe(1);
		}),
	);
});
