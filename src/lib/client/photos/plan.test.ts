import { expect, test } from 'vitest';
import { newHeld } from '../../sync/device/held.ts';
import type { RecordRow, UploadRow } from '../store/database.ts';
import { plan } from './plan.ts';

const file = (photo: string, size: 'full' | 'thumb', refused: string | null = null): UploadRow => ({
	hash: `${photo} ${size}`,
	space: 'c.shop',
	photo,
	size,
	madeAt: 1,
	refused,
});
const photo = (key: string, product: string, order: string): RecordRow => ({
	...newHeld('c.shop', 'photo', key),
	fields: { of: `product/${product}`, order },
});
const known = (...rows: RecordRow[]) => {
	const byKey = new Map(rows.map((row) => [row.key, row]));
	return (key: string) => byKey.get(key);
};
const sent = (uploads: UploadRow[], ...rows: RecordRow[]) =>
	plan(uploads, known(...rows)).send.map((upload) => upload.hash);

test('sends thumbnails first, then the newest product first, the cover before the others', () => {
	const rows = [photo('a', 'p1', 'V'), photo('b', 'p2', 'V'), photo('c', 'p2', 'F')];
	const uploads = ['a', 'b', 'c'].flatMap((key) => [file(key, 'full'), file(key, 'thumb')]);
	expect(sent(uploads, ...rows)).toEqual(['c thumb', 'b thumb', 'a thumb', 'c full', 'b full', 'a full']);
});

test('lets a file wait while anything of its record is unsent, or it is about to be removed', () => {
	const waiting = { ...photo('a', 'p', 'V'), pending: { order: { n: 1, value: 'F' } } };
	const removing = { ...photo('b', 'p', 'V'), removing: 3 };
	const { drop, send } = plan([file('a', 'full'), file('b', 'full')], known(waiting, removing));
	expect({ drop, send }).toEqual({ drop: [], send: [] });
});

test('forgets a file whose record is gone, also one that was refused', () => {
	const uploads = [file('a', 'full'), file('a', 'thumb', '413')];
	expect(plan(uploads, known())).toEqual({ drop: uploads, send: [] });
});

test('sends a file that was carried for another phone once its change is at the office, record or none', () => {
	const carried = { ...file('a', 'full'), carried: true as const };
	const own = photo('a', 'p', 'V');
	expect(plan([carried], known(), () => true)).toEqual({ drop: [], send: [] });
	expect(plan([carried], known(), () => false)).toEqual({ drop: [], send: [carried] });
	expect(plan([carried], known(own), () => true).send).toEqual([]);
	expect(plan([carried], known(own)).send).toEqual([carried]);
	const moved = { ...own, pending: { order: { n: 1, value: 'F' } } };
	expect(plan([carried], known(moved)).send).toEqual([]);
	// What is this phone's own never waits for what was carried.
	expect(plan([file('a', 'full')], known(own), () => true).send).toHaveLength(1);
});

test('sends the file of a space that this phone let go: its record is at the office', () => {
	const uploads = [file('a', 'full'), { ...file('b', 'full'), space: 'c.kept' }];
	const letGo = (space: string) => space === 'c.shop';
	expect(plan(uploads, known(), undefined, undefined, letGo)).toEqual({
		drop: [uploads[1]],
		send: [uploads[0]],
	});
});

test('leaves a refused file to the person', () => {
	expect(sent([file('a', 'full', '413')], photo('a', 'p', 'V'))).toEqual([]);
});

test('keeps back what the rule keeps back, and sends the rest', () => {
	const rows = [photo('a', 'p1', 'V')];
	const uploads = [file('a', 'full'), file('a', 'thumb')];
	const { send, drop } = plan(uploads, known(...rows), undefined, ({ size }) => size === 'thumb');
	expect([send, drop]).toEqual([[uploads[1]], []]);
});
