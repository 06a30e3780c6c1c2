import { describe, expect, test } from 'vitest';
import { newsOf } from './news.ts';
import type { Change } from './change.ts';
import { change, KEY, record } from './testing/make.ts';

const own = (...changes: Change[]) => new Map(changes.map((item) => [item.n, item]));
const nothing = own();
const hers = { author: 'malee', device: 'hers' };
const removed = (number: number, device = 'his') => ({ number, author: 'somchai', device, n: 4 });

test('are the fields stamped after the cursor, all together', () => {
	const mixed = record({ nameTh: 'ก', price: 10 }, { number: 3 });
	const stamps = { ...mixed.stamps, price: { number: 8, author: 'somchai', device: 'his', n: 2 } };
	expect(newsOf({ ...mixed, stamps }, 5, 'hers', nothing)).toMatchObject({
		fresh: false,
		short: 1,
		fields: { price: 10 },
		author: 'somchai',
	});
	expect(newsOf({ ...mixed, stamps }, 8, 'hers', nothing)).toBeNull();
});

test('are the whole record for whom has never heard of it, or was told to drop it', () => {
	const revived = record({ nameTh: 'ก', price: 10 }, { number: 3, born: 9 });
	expect(newsOf(revived, 5, 'hers', nothing)).toMatchObject({
		fresh: true,
		key: KEY,
		fields: { nameTh: 'ก', price: 10 },
	});
});

test('name the latest author', () => {
	const base = record({ a: 1, b: 2 }, { number: 6 });
	const stamps = { ...base.stamps, b: { ...hers, number: 7, n: 1 } };
	expect(newsOf({ ...base, stamps }, 5, 'third', nothing)?.author).toBe('malee');
});

describe('of what the device itself offers', () => {
	const mine = record({ price: 12, nameTh: 'ก' }, { number: 6, born: 1, device: 'hers' });

	test('leave out what it set', () => {
		expect(newsOf(mine, 5, 'hers', own(change({ n: 1, set: { price: 12 } })))?.fields).toEqual({
			nameTh: 'ก',
		});
		expect(newsOf(mine, 5, 'hers', own(change({ n: 1, set: { price: 12, nameTh: 'ก' } })))).toBeNull();
	});

	test('keep what it does not offer now: it may have lost the answer', () => {
		expect(newsOf(mine, 5, 'hers', nothing)?.fields).toEqual({ price: 12, nameTh: 'ก' });
	});

	test('keep what became another value than it set', () => {
		expect(newsOf(mine, 5, 'hers', own(change({ n: 1, set: { price: 11, nameTh: 'ก' } })))?.fields).toEqual({
			price: 12,
		});
	});

	test('keep what another record’s change of that number set', () => {
		expect(newsOf(mine, 5, 'hers', own(change({ n: 1, key: 'basket', set: { price: 12 } })))?.fields).toEqual(
			{ price: 12, nameTh: 'ก' },
		);
	});

	test('name a record it made, with no field that it has', () => {
		const made = { ...mine, born: 6 };
		const all = own(change({ n: 1, set: { price: 12, nameTh: 'ก' } }));
		expect(newsOf(made, 5, 'hers', all)).toMatchObject({ fresh: true, key: KEY, short: 1, fields: {} });
	});

	test('are whole where it then removed the record and another revived it', () => {
		const both = own(change({ n: 1, set: { price: 12, nameTh: 'ก' } }), change({ n: 2, remove: true }));
		expect(newsOf({ ...mine, born: 7 }, 5, 'hers', both)?.fields).toEqual({ price: 12, nameTh: 'ก' });
	});

	test('leave out its own removal, but not the question that this closed', () => {
		const gone = record({ price: 12 }, { removed: removed(6, 'hers') });
		const mine = own(change({ n: 4, remove: true }));
		expect(newsOf(gone, 5, 'hers', mine)).toBeNull();
		expect(newsOf({ ...gone, kind: 'question' }, 5, 'hers', mine)).toMatchObject({ removed: true });
	});
});

describe('of a removed record', () => {
	const gone = record({ price: 10 }, { number: 3, removed: removed(8) });

	test('say so once', () => {
		expect(newsOf(gone, 5, 'hers', nothing)).toMatchObject({ removed: true, fields: {}, author: 'somchai' });
		expect(newsOf(gone, 8, 'hers', nothing)).toBeNull();
	});

	test('are none in a snapshot', () => {
		expect(newsOf(gone, 0, 'hers', nothing)).toBeNull();
	});
});
