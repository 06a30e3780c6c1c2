import { expect, it } from 'vitest';
import { EMPTY, figuresOf, type Tally } from '$lib/domain/coverage.ts';
import { nextSort, readSort, sorted } from './sorting.ts';

const row = (name: string, tally: Partial<Tally>) => ({
	name,
	figures: figuresOf({ ...EMPTY, ...tally }, 0),
});

it('reads an order from an address, and takes what it does not know for the usual one', () => {
	expect(readSort('-listed', 'name')).toEqual({ column: 'listed', descending: true });
	expect(readSort('oldest', 'name')).toEqual({ column: 'oldest', descending: false });
	expect(readSort(null, '-makers')).toEqual({ column: 'makers', descending: true });
	for (const odd of ['', '-', 'drop table', '--listed'])
		expect(readSort(odd, 'name')).toEqual({ column: 'name', descending: false });
});

it('asks for the most first, then for the other way, and begins names with ก', () => {
	expect(nextSort({ column: 'name', descending: false }, 'listed')).toBe('-listed');
	expect(nextSort({ column: 'listed', descending: true }, 'listed')).toBe('listed');
	expect(nextSort({ column: 'listed', descending: true }, 'name')).toBe('name');
	expect(nextSort({ column: 'name', descending: false }, 'name')).toBe('-name');
});

it('orders by figures, those alike by name, and leaves the unknown behind', () => {
	const rows = [
		row('เลย', { phones: 2, silent: 1 }),
		row('ตาก', {}),
		row('แพร่', { phones: 1, silent: 1 }),
		row('น่าน', { phones: 1 }),
	];
	const names = (sort: string) => sorted(rows, readSort(sort, 'name')).map(({ name }) => name);
	expect(names('silent')).toEqual(['น่าน', 'แพร่', 'เลย', 'ตาก']);
	expect(names('-silent')).toEqual(['แพร่', 'เลย', 'น่าน', 'ตาก']);
	expect(names('name')).toEqual(['ตาก', 'น่าน', 'แพร่', 'เลย']);
});
