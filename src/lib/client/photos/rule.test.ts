import { expect, test } from 'vitest';
import type { UploadRow } from '../store/database.ts';
import { holdOf, mayGo } from './rule.ts';

const file = (size: 'full' | 'thumb', madeAt = 5): UploadRow => ({
	hash: 'h',
	space: 'c.shop',
	photo: 'p',
	size,
	madeAt,
	refused: null,
});

test('nothing waits without a rule, whatever the line', () => {
	for (const type of ['cellular', 'wifi', undefined]) expect(holdOf({ type }, {})).toBeNull();
});

test('full pictures wait for Wi-Fi where the person says so, and say when the line is not known', () => {
	const rule = { wifiOnly: true };
	expect(holdOf({ type: 'wifi' }, rule)).toBeNull();
	expect(holdOf({ type: 'ethernet' }, rule)).toBeNull();
	expect(holdOf({ type: 'cellular' }, rule)).toBe('no-wifi');
	expect(holdOf({}, rule)).toBe('unknown-line');
	expect(holdOf({ type: 'unknown' }, rule)).toBe('unknown-line');
});

test('a browser that is to be sparing holds them on any line', () => {
	expect(holdOf({ type: 'wifi', saveData: true }, {})).toBe('saving');
});

test('thumbnails go all the same, and so does what the person sent off until now', () => {
	const held = mayGo('no-wifi', { goAnyway: 5 });
	expect([file('full', 5), file('full', 6), file('thumb', 6)].map(held)).toEqual([true, false, true]);
	expect(mayGo(null, {})(file('full'))).toBe(true);
});
