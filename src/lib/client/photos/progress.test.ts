import { expect, test } from 'vitest';
import type { UploadRow } from '../store/database.ts';
import { photosOnTheWay } from './progress.ts';

const file = (photo: string, size: 'full' | 'thumb', more: Partial<UploadRow> = {}): UploadRow => ({
	hash: `${photo} ${size}`,
	space: 'c.shop',
	photo,
	size,
	madeAt: 5,
	refused: null,
	bytes: size === 'full' ? 120_000 : 10_000,
	...more,
});

test('tells how much of each photo and of all has gone, and how long the rest takes', () => {
	const uploads = [file('a', 'full', { arrived: 60_000 }), file('b', 'full'), file('b', 'thumb')];
	const told = photosOnTheWay(uploads, { rate: 1_000 }, {});
	expect(told).toMatchObject({ gone: 60_000, all: 250_000, minutes: 3, held: 0, hold: null });
	expect(told.each.get('a')).toEqual({ gone: 60_000, all: 120_000 });
	expect(told.each.get('b')).toEqual({ gone: 0, all: 130_000 });
});

test('says no time while the pace is not known, and one minute for seconds', () => {
	expect(photosOnTheWay([file('a', 'full')], {}, {}).minutes).toBeNull();
	expect(photosOnTheWay([file('a', 'thumb')], { rate: 50_000 }, {}).minutes).toBe(1);
});

test('counts the photos that are held back, and no time for them', () => {
	const uploads = [file('a', 'full'), file('b', 'full', { madeAt: 9 }), file('c', 'thumb')];
	const phone = { rate: 1_000, wifiOnly: true, goAnyway: 5 };
	const told = photosOnTheWay(uploads, phone, { type: 'cellular' });
	expect(told).toMatchObject({ held: 1, hold: 'no-wifi', minutes: 2, wifiOnly: true });
	expect(photosOnTheWay([file('c', 'thumb')], phone, { type: 'cellular' }).hold).toBeNull();
});

test('leaves out what the office will not have', () => {
	expect(photosOnTheWay([file('a', 'full', { refused: '415' })], {}, {})).toMatchObject({ all: 0, held: 0 });
});
