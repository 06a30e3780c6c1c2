import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photoRec, productRec, shopRec, writeRecords } from '../../../../tests/support/catalogue.ts';
import type { Rec } from '../../sync/record.ts';
import type { Fields } from '../../sync/value.ts';
import type { Store } from '../store/port.ts';
import { recordsOfKind } from '../store/queries/records.ts';
import { openSqlite } from '../store/sqlite/open.ts';
import { listedProduct, listedShop, photoUses } from './listed.ts';

const SPACE = 'c.shop1';
const HASHES = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
let store: Store;

beforeEach(async () => {
	store = await openSqlite(':memory:');
});
afterEach(() => store.close());

const shop = (fields: Fields = {}, removed = false) => shopRec('shop1', fields, removed);
const product = (key: string, fields: Fields = {}, removed = false) =>
	productRec('shop1', key, fields, removed);
const write = (records: readonly Rec[], now = 1_000) => writeRecords(store, records, now);

const rows = () =>
	store.read(async ({ db }) => {
		const shops = await db.selectFrom('listed_shop').selectAll().execute();
		const products = await db.selectFrom('listed_product').selectAll().orderBy('key').execute();
		const uses = await db
			.selectFrom('photo_use')
			.select(['hash', 'space', 'key', 'of_kind', 'of_key'])
			.orderBy('key')
			.orderBy('hash')
			.execute();
		return { shops, products, uses };
	});

describe('what is listed', () => {
	it('lists a published shop and a published, priced product', async () => {
		await write([shop(), product('prod1')]);
		const { shops, products } = await rows();
		expect(shops).toMatchObject([{ shop: 'shop1', province: '50', district: '5001', name: 'ร้านบ้านนา' }]);
		expect(products).toMatchObject([{ key: 'prod1', shop: 'shop1', category: 'FOOD', published_at: 1_000 }]);
	});

	it.each([
		['a draft', { state: 'draft' }],
		['a paused one', { state: 'paused' }],
		['one without a price', { price: null }],
		['one priced at nothing', { price: { satang: 0, unit: 'ถุง' } }],
		['alcohol', { alcohol: true }],
		['one without a name', { nameTh: '  ' }],
		['one without a category', { category: '' }],
	])('never lists %s', async (_, fields) => {
		await write([product('prod1')]);
		await write([product('prod1', fields)]);
		expect((await rows()).products).toEqual([]);
	});

	it.each([
		['a paused shop', { state: 'paused' }],
		['a shop nobody can reach', { phones: [] }],
		['a shop without a province', { address: { province: '' } }],
	])('takes %s off', async (_, fields) => {
		await write([shop()]);
		await write([shop(fields)]);
		expect((await rows()).shops).toEqual([]);
	});

	it('keeps the moment of listing through edits', async () => {
		await write([shop(), product('prod1')], 1_000);
		await write([shop({ nameTh: 'ร้านใหม่' }), product('prod1', { nameTh: 'ใหม่' })], 2_000);
		const { shops, products } = await rows();
		expect([shops[0]?.published_at, shops[0]?.name]).toEqual([1_000, 'ร้านใหม่']);
		expect([products[0]?.published_at, products[0]?.name]).toEqual([1_000, 'ใหม่']);
	});

	it('keeps no NUL, which is no text to every engine', async () => {
		await write([product('prod1', { nameTh: 'ก\0ข้าว', materials: 'x\0y' })]);
		expect(JSON.stringify((await rows()).products)).not.toContain('\\u0000');
	});

	it('does not list a shop in the catalogue of another', () => {
		expect(listedShop({ ...shop(), key: 'other' })).toBeNull();
	});
});

const edit: fc.Arbitrary<Rec> = fc.oneof(
	fc
		.record({
			state: fc.constantFrom('draft', 'published', 'paused'),
			phones: fc.constantFrom<string[]>([], ['0812345678']),
			province: fc.constantFrom('', '10', '50'),
			removed: fc.boolean(),
		})
		.map(({ state, phones, province, removed }) =>
			shop({ state, phones, address: { province, district: '' } }, removed),
		),
	fc
		.record({
			key: fc.constantFrom('prod1', 'prod2', 'prod3'),
			state: fc.constantFrom('draft', 'published', 'paused'),
			price: fc.constantFrom(null, { satang: 0, unit: '' }, { satang: 9_900, unit: 'ชิ้น' }),
			alcohol: fc.boolean(),
			nameTh: fc.constantFrom('', 'แกง', 'ผ้าไหม'),
			removed: fc.boolean(),
		})
		.map(({ key, removed, ...fields }) => product(key, fields, removed)),
	fc
		.record({
			key: fc.constantFrom('photo1', 'photo2'),
			full: fc.constantFrom(...HASHES),
			thumb: fc.constantFrom(...HASHES),
			of: fc.constantFrom('product/prod1', 'product/prod2', 'shop/shop1'),
			removed: fc.boolean(),
		})
		.map(({ key, removed, ...fields }) => photoRec('shop1', key, fields.of, fields, removed)),
);

const untimed = <T extends { published_at: unknown }>(row: T) => ({ ...row, published_at: 0 });

it('equals a recount from the records after any sequence of edits', async () => {
	const batches = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
	await fc.assert(
		fc.asyncProperty(batches, async (written) => {
			await store.close();
			store = await openSqlite(':memory:');
			for (const batch of written) {
				const byName = new Map(batch.map((item) => [`${item.kind}/${item.key}`, item]));
				await write([...byName.values()]);
			}
			const { shops, products, uses } = await rows();
			const all = await store.read(async (tx) => ({
				shops: await recordsOfKind(tx, SPACE, 'shop'),
				products: await recordsOfKind(tx, SPACE, 'product'),
				photos: await recordsOfKind(tx, SPACE, 'photo'),
			}));
			const expected = <T>(found: readonly (T | null)[]) => found.filter((row) => row !== null);
			const order = (row: { key: string; hash?: string }) => row.key + (row.hash ?? '');
			const sorted = <T extends { key: string }>(list: T[]) =>
				list.sort((a, b) => (order(a) < order(b) ? -1 : 1));
			expect(shops.map(untimed)).toEqual(
				expected(all.shops.map(listedShop)).map((row) => ({ ...row, published_at: 0 })),
			);
			expect(products.map(untimed)).toEqual(
				sorted(expected(all.products.map(listedProduct)).map((row) => ({ ...row, published_at: 0 }))),
			);
			expect(uses).toEqual(sorted(all.photos.flatMap(photoUses)));
		}),
		{ numRuns: 60 },
	);
});
