import { beforeEach, describe, expect, it } from 'vitest';
import { joinAs } from '../../../../tests/support/access/world.ts';
import { say } from '../../../../tests/support/desk-world.ts';
import { testApp } from '../../../../tests/support/joined.ts';
import { catalogueOf, type Principal } from '../../domain/access.ts';
import { copyKey } from '../../domain/duplicates/merge.ts';
import { putPhotoFile } from '../store/queries/photo-files.ts';
import { findRecord } from '../store/queries/records.ts';
import {
	findMovedProduct,
	findMovedShop,
	findProductfront,
	findShopfront,
} from '../store/queries/shopfront.ts';
import { writeAs, type ServerEdit } from '../write.ts';
import { coverageFor } from './coverage.ts';
import { compare, mergeShops, pairsOf, setApart, undoMerge } from './duplicates.ts';
import { makersPage } from './makers.ts';
import { deskShop } from './shop.ts';

const A = 'weavers-a';
const B = 'weavers-b';
const HASH = 'a'.repeat(64);
const NONE: ReadonlySet<string> = new Set();
const consent = { text: 'shop-window', at: 1, by: 'ยายบุญ', way: 'tapped' };
const price = { satang: 25_000, unit: 'ผืน' };
const hat = copyKey(B, 'palm-hat');

let app: Awaited<ReturnType<typeof testApp>>;
let staff: Principal;
let marketer: Awaited<ReturnType<typeof joinAs>>;
let seller: Awaited<ReturnType<typeof joinAs>>;

function write(shop: string, nameTh: string, edits: readonly ServerEdit[], area = '30') {
	const address = {
		province: area,
		district: `${area}01`,
		subdistrict: `${area}0101`,
		postcode: '',
		line: '',
	};
	const fields = { nameTh, address, phones: ['0812345678'], state: 'published', consent };
	const all = [{ kind: 'shop', key: shop, set: fields }, ...edits];
	return app.store.write((tx) =>
		writeAs(tx, 'register', { id: catalogueOf(shop), area, shop }, all, app.now()),
	);
}
const record = (shop: string, kind: string, key: string) =>
	app.store.read((tx) => findRecord(tx, catalogueOf(shop), kind, key));
const figures = async () =>
	(await coverageFor(app, staff, 7)).provinces.find(({ code }) => code === '30')?.figures;
const numbers = async () => {
	const { makers, register, shops, joined, listed, shown, onSale } = (await figures()) as NonNullable<
		Awaited<ReturnType<typeof figures>>
	>;
	return [makers, register, shops, joined, listed, shown, onSale].map((of) =>
		of.kind === 'number' ? of.value : 0,
	);
};

beforeEach(async () => {
	app = await testApp();
	const mat = { nameTh: 'เสื่อกก', category: 'CRAFT', price, state: 'published' };
	await write(A, 'กลุ่มทอเสื่อบ้านหนองบัว', [
		{ kind: 'maker', key: A, set: { rows: [2] } },
		{ kind: 'product', key: 'reed-mat', set: mat },
	]);
	await write(B, 'กลุ่มทอเสื่อหนองบัว', [
		{ kind: 'maker', key: B, set: { rows: [3, 4] } },
		{ kind: 'product', key: 'palm-hat', set: { ...mat, nameTh: 'หมวก' } },
		{ kind: 'photo', key: 'hat-pic', set: { full: HASH, thumb: HASH, of: 'product/palm-hat', order: 'V' } },
	]);
	await write('far-weavers', 'กลุ่มทอเสื่อหนองบัว', [], '50');
	staff = (await joinAs(app, null, { role: 'staff', name: 'คุณสมใจ' })).person;
	marketer = await joinAs(app, staff, { role: 'marketer', areas: ['30'], name: 'คุณมาลี' });
	seller = await joinAs(app, staff, { shop: B, name: 'ยายบุญ' });
	// The picture's bytes were sent by somebody of B, who may not write in A
	const row = { hash: HASH, type: 'image/webp', bytes: 9, created_at: app.now() };
	await app.store.write((tx) => putPhotoFile(tx, row, { person: seller.person.person, space: '' }));
});

describe('two makers that may be one', () => {
	it('are found in a province, told apart by hand, and found again', async () => {
		const pairs = () => pairsOf(app, marketer.person, '30');
		expect(await pairs()).toMatchObject([{ a: { shop: A }, b: { shop: B }, reasons: ['phone', 'name'] }]);
		expect(await setApart(app, marketer.person, B, A, true)).toBe(true);
		expect(await pairs()).toEqual([]);
		expect((await compare(app, staff, A, B))?.isApart).toBe(true);
		expect(await setApart(app, staff, A, B, false)).toBe(true);
		expect(await pairs()).toHaveLength(1);
	});

	it('are nobody’s to merge who does not look after both', async () => {
		const elsewhere: Principal = { ...marketer.person, areas: ['50'] };
		const wish = { stays: A, goes: B, picks: NONE };
		for (const who of [elsewhere, seller.person]) {
			expect(await mergeShops(app, who, wish)).toBe('gone');
			expect(await setApart(app, who, A, B, true)).toBe(false);
			expect(await compare(app, who, A, B)).toBeNull();
		}
		expect(await mergeShops(app, marketer.person, { ...wish, goes: 'far-weavers' })).toBe('gone');
		expect(await mergeShops(app, staff, { ...wish, goes: A })).toBe('gone');
	});
});

describe('a shop for which another stands', () => {
	it('is on no list and in no count of shops, its goods and pictures are the other’s, its rows count all the same', async () => {
		expect(await numbers()).toEqual([2, 2, 0, 1, 2, 1, 2]);
		expect(await mergeShops(app, staff, { stays: A, goes: B, picks: NONE })).toBe('ok');
		// Both rows of the register count, of the shops one: it has what both had
		expect(await numbers()).toEqual([2, 1, 1, 0, 1, 1, 2]);
		expect((await coverageFor(app, staff, 7)).rows).toBe(3);
		const list = await makersPage(app, staff, { area: '30', query: '' }, 1);
		expect([list.items.map(({ shop }) => shop), list.merged]).toEqual([[A], 1]);
		const front = await app.store.read((tx) => findProductfront(tx, A, hat));
		expect(front?.product.product.nameTh).toBe('หมวก');
		expect(front?.photos).toMatchObject([{ full: HASH }]);
		expect(await app.store.read((tx) => findShopfront(tx, B))).toBeNull();
		expect(await pairsOf(app, staff, '30')).toEqual([]);
		expect((await deskShop(app, staff, A))?.merged.aliases).toMatchObject([{ shop: B }]);
		expect((await deskShop(app, staff, B))?.merged.into).toMatchObject({ shop: A });
	});

	it('is answered with the one that stays', async () => {
		await mergeShops(app, staff, { stays: A, goes: B, picks: NONE });
		const moved = (product: string) => app.store.read((tx) => findMovedProduct(tx, B, product));
		expect(await app.store.read((tx) => findMovedShop(tx, B))).toBe(A);
		expect(await moved('palm-hat')).toEqual({ shop: A, product: hat });
		expect(await moved('never-there')).toEqual({ shop: A, product: null });
		expect(await app.store.read((tx) => findMovedShop(tx, A))).toBeNull();
		expect(await app.store.read((tx) => findMovedShop(tx, 'nowhere'))).toBeNull();
	});

	it('keeps what its own people go on writing', async () => {
		await mergeShops(app, staff, { stays: A, goes: B, picks: NONE });
		await say(app, seller, [
			{ kind: 'product', key: 'palm-hat', set: { price: { satang: 30_000, unit: 'ผืน' } } },
			{ kind: 'shop', key: B, set: { mergedInto: '' } },
		]);
		expect((await record(B, 'product', 'palm-hat'))?.fields['price']).toMatchObject({ satang: 30_000 });
		expect((await record(A, 'product', hat))?.fields['price']).toEqual(price);
		// Whether two shops are one is the office's to say
		expect((await record(B, 'shop', B))?.fields['mergedInto']).toBe(A);
		expect((await numbers())[6]).toBe(2);
	});

	it('stands for itself again, and what somebody has worked on stays', async () => {
		await mergeShops(app, staff, { stays: A, goes: B, picks: NONE });
		expect(await undoMerge(app, marketer.person, B)).toEqual({ stays: A, kept: 0, fields: 0 });
		// That it was one with another for a while is no work on it
		expect(await numbers()).toEqual([2, 2, 1, 1, 2, 1, 2]);
		expect((await record(A, 'product', hat))?.removed).not.toBeNull();
		// Merged again: the same records are back
		await mergeShops(app, staff, { stays: A, goes: B, picks: NONE });
		expect((await record(A, 'product', hat))?.removed).toBeNull();
		await say(app, { ...marketer, person: { ...marketer.person, shop: A } }, [
			{ kind: 'product', key: hat, set: { price: { satang: 31_000, unit: 'ผืน' } } },
		]);
		expect(await undoMerge(app, staff, B)).toMatchObject({ kept: 1 });
		expect((await record(A, 'product', hat))?.removed).toBeNull();
		expect(await undoMerge(app, staff, B)).toBeNull();
	});

	it('cannot be the one that stays for the one that stands for it', async () => {
		await mergeShops(app, staff, { stays: A, goes: B, picks: NONE });
		expect(await mergeShops(app, staff, { stays: B, goes: A, picks: NONE })).toBe('loop');
		expect(await mergeShops(app, staff, { stays: A, goes: B, picks: NONE })).toBe('ok');
		// Nor by a phone that had not heard of it; nor into what is not there or not theirs
		const wrong = [B, 'nowhere-at-all', 'far-weavers', A];
		await say(
			app,
			{ ...marketer, person: { ...marketer.person, shop: A } },
			wrong.map((mergedInto) => ({ kind: 'shop', key: A, set: { mergedInto } })),
		);
		expect((await record(A, 'shop', A))?.fields['mergedInto']).toBeUndefined();
		const told = await app.store.read(({ db }) =>
			db.selectFrom('outcome').select('outcome').orderBy('n').execute(),
		);
		expect(told.map(({ outcome }) => (JSON.parse(outcome) as { reason: string }).reason)).toEqual([
			'merge-loop',
			'merge-not-there',
			'merge-not-there',
			'merge-loop',
		]);
	});
});
