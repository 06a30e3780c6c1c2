import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photoRec, productRec, rec, shopRec, writeRecords } from '../../../../../tests/support/catalogue.ts';
import { compareThai } from '../../../domain/thai.ts';
import type { Store } from '../port.ts';
import { putPhotoFile } from './photo-files.ts';
import { openSqlite } from '../sqlite/open.ts';
import { newestProducts, PAGE, productsOfShop, provinceCounts, shopsOfProvince } from './listing.ts';
import { searchListed } from './search.ts';
import { findProductfront, findShopfront } from './shopfront.ts';

let store: Store;
beforeEach(async () => {
	store = await openSqlite(':memory:');
});
afterEach(() => store.close());

/** Everything a shopper can reach, by every road. */
const reachable = () =>
	store.read(async (tx) => {
		const counted = (await provinceCounts(tx)).reduce((sum, { products }) => sum + products, 0);
		const lists = [
			await newestProducts(tx),
			await newestProducts(tx, { category: 'FOOD' }),
			await productsOfShop(tx, 'shop1'),
		].map(({ items }) => items.map(({ key }) => key));
		const found = (await searchListed(tx, 'น้ำพริก')).products.map(({ key }) => key);
		const page = await findProductfront(tx, 'shop1', 'prod1');
		return { counted, lists, found, page: page !== null };
	});

const nothing = { counted: 0, lists: [[], [], []], found: [], page: false };

describe('what a shopper can reach', () => {
	it('is a published, priced product of a published shop', async () => {
		await writeRecords(store, [shopRec('shop1'), productRec('shop1', 'prod1')]);
		const all = [['prod1'], ['prod1'], ['prod1']];
		expect(await reachable()).toEqual({ counted: 1, lists: all, found: ['prod1'], page: true });
	});

	it.each([
		['a draft', { state: 'draft' }],
		['an unpriced product', { price: null }],
		['alcohol', { alcohol: true }],
	])('is never %s', async (_, fields) => {
		await writeRecords(store, [shopRec('shop1'), productRec('shop1', 'prod1', fields)]);
		expect(await reachable()).toEqual(nothing);
	});

	it.each(['paused', 'draft'])('is nothing of a shop that is %s', async (state) => {
		await writeRecords(store, [shopRec('shop1', { state }), productRec('shop1', 'prod1')]);
		expect(await reachable()).toEqual(nothing);
		expect(await store.read((tx) => findShopfront(tx, 'shop1'))).toBeNull();
	});

	it('is nothing that was removed', async () => {
		await writeRecords(store, [shopRec('shop1'), productRec('shop1', 'prod1')]);
		await writeRecords(store, [productRec('shop1', 'prod1', {}, true)]);
		expect(await reachable()).toEqual(nothing);
	});
});

describe('provinces', () => {
	it('are all 77, zeros shown', async () => {
		await writeRecords(store, [shopRec('shop1'), productRec('shop1', 'prod1'), productRec('shop1', 'prod2')]);
		const counts = await store.read(provinceCounts);
		expect(counts).toHaveLength(77);
		expect(counts.find(({ code }) => code === '50')).toEqual({ code: '50', shops: 1, products: 2 });
		expect(counts.find(({ code }) => code === '96')).toEqual({ code: '96', shops: 0, products: 0 });
	});

	it('list their shops in Thai order, page by page, each once', async () => {
		const names = ['เกาะ', 'กา', 'ไข่', 'ขา', 'แพร', 'บ้าน', 'บาน', 'ใจ', 'โอ่ง', 'ฮา'];
		const shops = Array.from({ length: PAGE + 6 }, (_, i) =>
			shopRec(`shop${i}`, { nameTh: `${names[i % names.length] ?? ''}${i % 3 === 0 ? '' : String(i % 4)}` }),
		);
		await writeRecords(store, shops);
		const pages = await store.read(async (tx) => {
			const first = await shopsOfProvince(tx, '50');
			return [first, await shopsOfProvince(tx, '50', first.next)];
		});
		const items = pages.flatMap((page) => page.items);
		expect(pages.map((page) => page.items.length)).toEqual([PAGE, 6]);
		expect(pages[1]?.next).toBeNull();
		expect(new Set(items.map(({ key }) => key)).size).toBe(PAGE + 6);
		const read = items.map(({ shop }) => shop.nameTh ?? '');
		expect(read).toEqual([...read].sort(compareThai));
	});

	it('go on at the right place when the last shop of a page left meanwhile', async () => {
		const shops = Array.from({ length: PAGE + 2 }, (_, i) =>
			shopRec(`shop${String(i).padStart(2, '0')}`, { nameTh: `ร้าน ${String(i).padStart(2, '0')}` }),
		);
		await writeRecords(store, shops);
		const { next } = await store.read((tx) => shopsOfProvince(tx, '50'));
		await writeRecords(store, [shopRec('shop23', { nameTh: 'ร้านใหม่', state: 'paused' })]);
		const rest = await store.read((tx) => shopsOfProvince(tx, '50', next));
		expect(rest.items.map(({ key }) => key)).toEqual(['shop24', 'shop25']);
	});

	it('tell nothing of where a shop stands that is not listed', async () => {
		const open = ['ก', 'ฮ'].map((nameTh, i) => shopRec(`open${i}`, { nameTh }));
		await writeRecords(store, [...open, shopRec('hidden', { nameTh: 'ม', state: 'draft' })]);
		const after = (key: string) => store.read((tx) => shopsOfProvince(tx, '50', key));
		expect(await after('hidden')).toEqual(await after('nothing'));
		expect((await after('hidden')).items).toHaveLength(2);
	});
});

describe('newest', () => {
	it('come latest first, page by page, each once', async () => {
		await writeRecords(store, [shopRec('shop1')]);
		for (let i = 0; i < 7; i++) {
			await writeRecords(store, [productRec('shop1', `prod${i}`)], 1_000 + Math.floor(i / 2));
		}
		const keys = await store.read(async (tx) => {
			const first = await newestProducts(tx, { max: 3 });
			const second = await newestProducts(tx, { max: 3, after: first.next });
			const third = await newestProducts(tx, { max: 3, after: second.next });
			return [first, second, third].flatMap(({ items }) => items.map(({ key }) => key));
		});
		expect(keys).toEqual(['prod6', 'prod5', 'prod4', 'prod3', 'prod2', 'prod1', 'prod0']);
	});

	it('pass over a page address that somebody made up', async () => {
		await writeRecords(store, [shopRec('shop1'), productRec('shop1', 'prod1')]);
		const { items } = await store.read((tx) => newestProducts(tx, { after: "1' or 1=1" }));
		expect(items).toHaveLength(1);
	});
});

describe('search', () => {
	beforeEach(() =>
		writeRecords(store, [
			shopRec('shop1', { nameTh: 'กลุ่มทอผ้าบ้านหนองบัว' }),
			productRec('shop1', 'prod1', { nameTh: 'ผ้าไหมมัดหมี่ ๑๐๐%', nameEn: 'Mudmee SILK', category: 'TEXTILE' }),
			productRec('shop1', 'prod2', { nameTh: 'ผ้าฝ้ายย้อมคราม_ใหญ่', category: 'TEXTILE' }),
		]),
	);
	const find = async (text: string) =>
		(await store.read((tx) => searchListed(tx, text))).products.map(({ key }) => key).sort();

	it('finds any part of a word, folded', async () => {
		expect(await find('มัดหมี่')).toEqual(['prod1']);
		expect(await find('ดหม')).toEqual(['prod1']);
		expect(await find('silk')).toEqual(['prod1']);
		expect(await find('100')).toEqual(['prod1']);
		expect(await find('ผ้า')).toEqual(['prod1', 'prod2']);
		expect(await find('ผ้า คราม')).toEqual(['prod2']);
	});

	it('takes % and _ as letters', async () => {
		expect(await find('%')).toEqual(['prod1']);
		expect(await find('_')).toEqual(['prod2']);
		expect(await find('\\')).toEqual([]);
	});

	it('finds nothing for nothing', async () => {
		expect(await find('   ')).toEqual([]);
		expect(await find('\0')).toEqual([]);
	});

	it('finds shops too', async () => {
		const { shops } = await store.read((tx) => searchListed(tx, 'หนองบัว'));
		expect(shops.map(({ key, products }) => [key, products])).toEqual([['shop1', 2]]);
	});
});

describe('photos', () => {
	const arrive = (hash: unknown) =>
		store.write((tx) =>
			putPhotoFile(tx, { hash: String(hash), bytes: 10, type: 'image/webp', created_at: 1 }),
		);

	it('name a file once it is here, and stand in their order before that; the first is the cover', async () => {
		const second = photoRec('shop1', 'phot2', 'product/prod1', { order: 'W' });
		const first = photoRec('shop1', 'phot1', 'product/prod1', { order: 'V' });
		await writeRecords(store, [shopRec('shop1'), productRec('shop1', 'prod1'), second, first]);
		const page = () => store.read((tx) => findProductfront(tx, 'shop1', 'prod1'));
		const none = { full: null, thumb: null };
		expect((await page())?.photos).toMatchObject([none, none]);
		await arrive(second.fields['thumb']);
		await arrive(first.fields['full']);
		expect((await page())?.photos).toMatchObject([
			{ full: first.fields['full'], thumb: null },
			{ full: null, thumb: second.fields['thumb'] },
		]);
		expect((await page())?.product.cover).toMatchObject({ full: first.fields['full'] });
	});

	it('that cannot be opened are shown no more than those on their way', async () => {
		const photo = photoRec('shop1', 'phot1', 'product/prod1', { blur: 'blurred' });
		await writeRecords(store, [shopRec('shop1'), productRec('shop1', 'prod1'), photo]);
		await arrive(photo.fields['full']);
		const hash = String(photo.fields['full']);
		const row = { hash, work: 'make', tries: 3, due_at: null, broken: 'no picture' };
		await store.write(({ db }) => db.insertInto('photo_job').values(row).execute());
		const cover = () =>
			store.read((tx) => findProductfront(tx, 'shop1', 'prod1')).then((found) => found?.product.cover);
		expect(await cover()).toMatchObject({ full: null, blur: 'blurred' });
	});

	it('of another shop never show on a product', async () => {
		const foreign = photoRec('shop2', 'phot1', 'product/prod1');
		await writeRecords(store, [shopRec('shop1'), productRec('shop1', 'prod1'), shopRec('shop2'), foreign]);
		await arrive(foreign.fields['full']);
		expect((await store.read((tx) => findProductfront(tx, 'shop1', 'prod1')))?.photos).toEqual([]);
	});
});

it('shows the stories of a shop and a product, unless removed', async () => {
	const story = (key: string, removed = false) =>
		rec('c.shop1', 'story', key, { th: `เรื่อง ${key}` }, removed);
	await writeRecords(store, [shopRec('shop1'), productRec('shop1', 'prod1'), story('shop1'), story('prod1')]);
	const read = () =>
		store.read(async (tx) => [
			(await findShopfront(tx, 'shop1'))?.story?.th,
			(await findProductfront(tx, 'shop1', 'prod1'))?.story?.th,
		]);
	expect(await read()).toEqual(['เรื่อง shop1', 'เรื่อง prod1']);
	await writeRecords(store, [story('prod1', true)]);
	expect(await read()).toEqual(['เรื่อง shop1', undefined]);
});
