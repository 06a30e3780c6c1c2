import { describe, expect, it } from 'vitest';
import type { MakerRow } from '../store/database.ts';
import { drawing, nearest } from './drawing.ts';

const row = (i: number, place: MakerRow['place'], more: Partial<MakerRow> = {}): MakerRow => ({
	...{ space: `c.shop-${i}`, shop: `shop-${i}`, cursor: 1, unsent: false, name: `ร้าน ${i}` },
	...{ where: 'ตำบลในเมือง อำเภอพิมาย', district: '3015', text: '', sort: '', place, phones: [] },
	...{ categories: [], state: 'draft', touched: false, products: 0, photos: 0, prices: {} },
	...{ newsAt: null, lookedAt: null },
	...more,
});
const grid = Array.from({ length: 100 }, (_, i) =>
	row(i, [14 + (i % 10) / 10, 102 + Math.floor(i / 10) / 10]),
);

describe('a drawing of the area', () => {
	it('has north above, east to the right, and everything within its edges', () => {
		const { dots, width, height } = drawing(grid, null);
		const [southWest, northEast] = [dots.find(({ space }) => space === 'c.shop-0'), dots.at(-1)];
		expect(southWest?.y).toBeGreaterThan(northEast?.y ?? Infinity);
		expect(southWest?.x).toBeLessThan(northEast?.x ?? 0);
		for (const { x, y } of dots) expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
	});

	it('is not stretched by one that lies in the sea, and leaves it out', () => {
		const { dots } = drawing([...grid, row(100, [0, 0])], null);
		expect(dots).toHaveLength(100);
		expect(Math.max(...dots.map(({ x }) => x)) - Math.min(...dots.map(({ x }) => x))).toBeGreaterThan(200);
	});

	it('draws nobody, and one alone, without falling over', () => {
		expect(drawing([], null).dots).toEqual([]);
		expect(drawing([row(1, null)], [14, 102]).dots).toEqual([]);
		const { dots, width, height } = drawing([row(1, [14.5, 102])], null);
		expect(dots).toHaveLength(1);
		expect(Number.isFinite(dots[0]?.x) && width > 0 && height > 0).toBe(true);
	});

	it('names districts where they do not lie over each other, the one with most makers first', () => {
		const all = drawing(
			grid.map((one, i) =>
				Math.floor(i / 10) === 5 ? { ...one, district: '3016', where: 'อำเภอโนนสูง' } : one,
			),
			null,
		);
		expect(all.labels.map(({ name }) => name)).toEqual(['พิมาย']);
		const far = grid.map((one, i) => (i < 20 ? { ...one, district: '3016', where: 'อำเภอโนนสูง' } : one));
		expect(drawing(far, null).labels.map(({ name }) => name)).toEqual(['พิมาย', 'โนนสูง']);
	});

	it('shows the phone where it is in the area, and nowhere else', () => {
		expect(drawing(grid, [14.5, 102.5]).here).not.toBeNull();
		expect(drawing(grid, [7, 100]).here).toBeNull();
	});

	it('takes a tap for the dot that a thumb can mean', () => {
		const { dots } = drawing(grid, null);
		const [first] = dots;
		if (!first) throw new Error('no dots');
		expect(nearest(dots, first.x + 3, first.y - 3)?.space).toBe(first.space);
		expect(nearest([first], first.x + 100, first.y)).toBeNull();
	});
});
