import { expect, test } from 'vitest';
import { fold } from '../domain/thai.ts';
import { findProducts } from './search.ts';
import type { NameRow } from './store/database.ts';

const row = (key: string, name: string, rest: Partial<NameRow> = {}): NameRow => ({
	space: 'c.shop',
	key,
	text: fold(name),
	state: 'published',
	category: 'FOOD',
	soldOut: false,
	...rest,
});
const rows = [
	row('c', 'น้ำพริกหนุ่ม Green chilli dip'),
	row('b', 'ผ้าไหมมัดหมี่ ลายแมงมุม', { category: 'TEXTILE', soldOut: true }),
	row('a', 'น้ำผึ้งป่า ๑๐๐%', { state: 'draft' }),
];

test('finds any part of a word, however it was typed', () => {
	expect(findProducts(rows, 'พริก', 'all')).toEqual(['c']);
	expect(findProducts(rows, 'CHILLI', 'all')).toEqual(['c']);
	expect(findProducts(rows, 'เเมง', 'all')).toEqual(['b']);
	expect(findProducts(rows, '100', 'all')).toEqual(['a']);
	expect(findProducts(rows, 'น้ำ', 'all')).toEqual(['c', 'a']);
});

test('wants every word, in any order', () => {
	expect(findProducts(rows, 'dip น้ำ', 'all')).toEqual(['c']);
	expect(findProducts(rows, 'dip ผ้า', 'all')).toEqual([]);
});

test('shows everything for an empty search, in the order given', () => {
	expect(findProducts(rows, '  ', 'all')).toEqual(['c', 'b', 'a']);
});

test('filters by state, by what is sold out and by category, together with the search', () => {
	expect(findProducts(rows, '', 'draft')).toEqual(['a']);
	expect(findProducts(rows, '', 'sold-out')).toEqual(['b']);
	expect(findProducts(rows, '', 'TEXTILE')).toEqual(['b']);
	expect(findProducts(rows, 'น้ำ', 'published')).toEqual(['c']);
});
