import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from './dates.ts';
import { readTypedDay, showTypedDay } from './typed-day.ts';

test('reads back every day it writes', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (at) => {
			const day = dayOf(at);
			expect(readTypedDay(showTypedDay(day))).toEqual({ kind: 'ok', value: day });
		}),
	);
});

test('reads a day as people write one', () => {
	const spellings = [
		'31/12/2570',
		'31-12-70',
		'31.12.2570',
		'๓๑ ธ.ค. ๒๕๗๐',
		'31 ธันวาคม 2570',
		'31/12/2027',
		'31 ธ.ค. พ.ศ. 2570',
	];
	for (const text of spellings) expect(readTypedDay(text), text).toEqual({ kind: 'ok', value: '2027-12-31' });
	expect(readTypedDay('29/2/2571')).toEqual({ kind: 'ok', value: '2028-02-29' });
	expect(readTypedDay('')).toEqual({ kind: 'ok', value: null });
});

test('refuses a day that is none', () => {
	for (const text of [
		'29/2/2570',
		'31/11/2570',
		'0/1/2570',
		'1/13/2570',
		'พรุ่งนี้',
		'2570',
		'1 ธันวา',
		'12/2570',
	]) {
		expect(readTypedDay(text), text).toEqual({ kind: 'bad', reason: 'not-a-day' });
	}
});
