import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it, vi } from 'vitest';
import { catalogueOf } from '../domain/access.ts';
import type { Account } from './accounts.ts';
import { filed } from './filed.ts';
import { inShop, unfiled } from './in-shop.ts';
import { cameraIntent, openingCamera, watchUnfinished } from './photos/intent.ts';
import type { Shrunk } from './photos/picture.ts';
import { shrink } from './photos/shrink.ts';
import { finishAll, finishTaken, keepTaken, takenOf, takenRow } from './photos/taken.ts';
import { reprice, undoReprice } from './prices.ts';
import { openSession, type Session } from './session.ts';
import { readUnsent } from './unsent.ts';
import { photosOf, readRecord } from './view.ts';
import { readWaiting } from './waiting.ts';

// The decoder alone is not here: vitest has no browser.
vi.mock('./photos/shrink.ts', () => ({ shrink: vi.fn() }));

const BOON = 'shop-of-boon';
const CHAN = 'shop-of-chan';
/** Two shops may well have things of one key: a copy, a merge, a register that repeats itself. */
const MAT = 'mat-of-reed';

const marketer: Account = {
	enrolment: 'e1',
	person: 'm1',
	role: 'marketer',
	name: 'สมชาย',
	areas: ['30'],
	shop: null,
};

function made(name: string): Shrunk {
	const [full, thumb] = [new Blob([`${name} full`]), new Blob([name])];
	const hashes = { fullHash: `${name}-full`, thumbHash: `${name}-thumb` };
	const picture = { full, thumb, ...hashes, width: 1_600, height: 1_200, blur: 'b', hints: [] };
	return { kind: 'ok', picture };
}

let base: Session;
let boon: Session;
let chan: Session;
beforeEach(async () => {
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
	const nothing = () => undefined;
	base = await openSession(marketer, nothing, nothing);
	boon = inShop(base, BOON);
	chan = inShop(base, CHAN);
	vi.mocked(shrink).mockReset();
	for (const { space, edit } of [boon, chan])
		await edit({ space, kind: 'product', key: MAT, set: { nameTh: 'เสื่อ', state: 'draft' } });
});

const waitingIn = async (session: Session) => (await readWaiting(session)).map(({ id }) => id);

it('stores what is changed in one shop in no other, by one outbox and under one person', async () => {
	await boon.edit({ space: boon.space, kind: 'product', key: MAT, set: { nameTh: 'เสื่อของบุญ' } });
	expect((await readRecord(boon, 'product', MAT))?.fields.nameTh).toBe('เสื่อของบุญ');
	expect((await readRecord(chan, 'product', MAT))?.fields.nameTh).toBe('เสื่อ');
	const rows = await base.db.queue.toArray();
	expect(rows.map(({ space, n }) => [space, n])).toEqual([
		[catalogueOf(BOON), 1],
		[catalogueOf(CHAN), 1],
	]);
});

it('stores nothing of a change that names another shop, nor of what came with it', async () => {
	const wish = { space: chan.space, kind: 'product', key: MAT, set: { nameTh: 'ผิดร้าน' } };
	await expect(boon.edit(wish)).rejects.toThrow('c.shop-of-chan');
	const both = boon.store(async (edit) => {
		await edit({ ...wish, space: boon.space });
		await edit(wish);
	});
	await expect(both).rejects.toThrow('c.shop-of-chan');
	for (const shop of [boon, chan])
		expect((await readRecord(shop, 'product', MAT))?.fields.nameTh).toBe('เสื่อ');
});

it('stores nothing at all while no shop is open', async () => {
	await expect(base.edit({ space: base.space, kind: 'product', key: MAT, set: {} })).rejects.toThrow();
	await expect(base.edit({ space: '', kind: 'shop', key: BOON, set: { nameTh: 'ก' } })).rejects.toThrow();
});

it('changes every price of the open shop alone, and takes it back there', async () => {
	const before = { satang: 10_000, unit: 'ผืน' };
	const after = { satang: 12_000, unit: 'ผืน' };
	for (const { space, edit } of [boon, chan])
		await edit({ space, kind: 'product', key: MAT, set: { price: before } });
	const change = { key: MAT, name: 'เสื่อ', before, after };
	await reprice(boon, [change]);
	expect((await readRecord(boon, 'product', MAT))?.fields.price).toEqual(after);
	expect((await readRecord(chan, 'product', MAT))?.fields.price).toEqual(before);
	await undoReprice(boon, [change]);
	expect((await readRecord(boon, 'product', MAT))?.fields.price).toEqual(before);
});

it('files drafts by shop, so that text typed in one is not found in the field of another', () => {
	expect(filed(boon, `product/${MAT}/nameTh`)).not.toBe(filed(chan, `product/${MAT}/nameTh`));
	expect(unfiled(base, filed(boon, 'product/x'))).toMatchObject({
		id: 'product/x',
		session: { space: boon.space },
	});
	expect(unfiled(chan, filed(boon, 'product/x'))).toBeNull();
});

it('leaves the names on the phone of one shop as they are: what was typed there before is found', () => {
	const seller = { account: { ...marketer, role: 'seller' as const, shop: BOON }, space: boon.space };
	expect(filed(seller, 'product/x/nameTh')).toBe('product/x/nameTh');
	expect(unfiled({ ...boon, ...seller }, 'product/x')?.id).toBe('product/x');
});

it('remembers in which shop the camera was opened', async () => {
	await openingCamera(boon, MAT);
	expect(await cameraIntent(boon)).toBe(MAT);
	expect(await cameraIntent(chan)).toBeNull();
	expect((await readUnsent(base)).drafts).toBe(0);
});

it('makes photos of what was taken in the shop it was taken for, whichever is open', async () => {
	vi.mocked(shrink).mockImplementation((bytes) => bytes.text().then(made));
	await keepTaken(boon, takenRow(boon, `product/${MAT}`, new Blob(['one'])));
	const { row } = await keepTaken(chan, takenRow(chan, `product/${MAT}`, new Blob(['two'])));
	expect(await takenOf(boon, `product/${MAT}`)).toHaveLength(1);
	await expect(finishTaken(boon, row)).rejects.toThrow('in c.shop-of-boon');
	await finishAll(boon);
	expect(await photosOf(boon, `product/${MAT}`)).toHaveLength(1);
	expect(await photosOf(chan, `product/${MAT}`)).toEqual([]);
	await finishAll(base);
	expect(await photosOf(chan, `product/${MAT}`)).toHaveLength(1);
	const uploads = await base.db.uploads.toArray();
	expect(uploads.map(({ hash, space }) => [hash, space]).sort()).toEqual([
		['one-full', boon.space],
		['one-thumb', boon.space],
		['two-full', chan.space],
		['two-thumb', chan.space],
	]);
	expect(await base.db.taken.count()).toBe(0);
});

it('counts pictures that wait for the product of the shop that is open', async () => {
	await keepTaken(boon, takenRow(boon, `product/${MAT}`, new Blob(['one'])));
	const count = (session: Session) =>
		new Promise((resolve) => watchUnfinished(session, `product/${MAT}`).subscribe(resolve));
	expect([await count(boon), await count(chan)]).toEqual([1, 0]);
});

it('tells in one shop what waits there, and of all where none is open', async () => {
	await boon.edit({ space: boon.space, kind: 'story', key: BOON, set: { th: 'เรื่อง' } });
	await keepTaken(chan, takenRow(chan, 'product/of-chan', new Blob(['one'])));
	expect(await waitingIn(boon)).toEqual([`product/${MAT}`, `shop/${BOON}`]);
	expect((await waitingIn(chan)).sort()).toEqual([`product/${MAT}`, 'product/of-chan']);
	expect((await waitingIn(base)).sort()).toEqual([`product/${MAT}`, 'product/of-chan', `shop/${BOON}`]);
});
