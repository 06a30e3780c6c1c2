import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINK_VALID } from '$lib/domain/invitation.ts';
import { writeAs } from '$lib/server/write.ts';
import { giveShop, receiveShop } from '$lib/sync/device/handover.ts';
import { newFollowed } from '$lib/sync/device/held.ts';
import { QUESTION } from '$lib/sync/record.ts';
import { testApp } from '../support/joined.ts';
import { phoneOf } from '../support/talking.ts';

/** A marketer's phone hands a shop over with no server between them, and both later agree with it. */

const SHOP = 'shop-of-boon-000';
const SPACE = `c.${SHOP}`;
const PRICE = { satang: 25_000, unit: 'ผืน' };
const price = (baht: number) => ({ satang: baht * 100, unit: 'ผืน' });

async function village() {
	const app = await testApp();
	const space = { id: SPACE, area: '30', shop: SHOP };
	const edits = [
		{ kind: 'shop', key: SHOP, set: { nameTh: 'ทอเสื่อบ้านหนองบัว' } },
		{ kind: 'product', key: 'mat-of-reed', set: { nameTh: 'เสื่อกก', price: PRICE } },
		{ kind: 'product', key: 'hat-of-palm', set: { nameTh: 'หมวกใบลาน' } },
	];
	await app.store.write((tx) => writeAs(tx, 'register', space, edits, app.now()));
	const valid = { validMs: LINK_VALID };
	const marketer = await phoneOf(app, null, { role: 'marketer', areas: ['30'], name: 'คุณสมชาย', ...valid });
	await marketer.store.transact(async (tx) => tx.setSelf({ ...(await tx.self()), scopes: [SPACE] }));
	await marketer.settle();
	const seller = await phoneOf(app, null, { role: 'seller', shop: SHOP, areas: [], name: 'ยายบุญ', ...valid });
	const hand = async () => {
		const replica = await marketer.store.transact((tx) =>
			giveShop(tx, SPACE, marketer.person.person, app.now()),
		);
		// As it comes out of the series of QR codes.
		const arrived = JSON.parse(JSON.stringify(replica)) as typeof replica;
		return seller.store.transact((tx) => receiveShop(tx, arrived, app.now()));
	};
	const set = (kind: string, key: string, fields: object) => ({
		space: SPACE,
		kind,
		key,
		set: fields as never,
	});
	const truth = () =>
		app.store.read(({ db }) =>
			db
				.selectFrom('record')
				.select(['kind', 'key', 'fields', 'removed'])
				.orderBy('kind')
				.orderBy('key')
				.execute(),
		);
	const questions = async () =>
		(await truth()).filter(({ kind, removed }) => kind === QUESTION && removed === null);
	const agree = async () => {
		expect([await marketer.parked(), await seller.parked()]).toEqual([[], []]);
		for (const { kind, key, fields, removed } of await truth()) {
			if (kind === QUESTION || removed !== null) continue;
			for (const phone of [marketer, seller])
				expect(await phone.see(SPACE, kind, key)).toEqual(JSON.parse(fields));
		}
	};
	return { app, marketer, seller, hand, set, truth, questions, agree };
}

test('she has the shop as the marketer’s screens showed it, before any server was heard', async () => {
	const { marketer, seller, hand, set } = await village();
	await marketer.edit(set('product', 'mat-of-reed', { price: price(280) }));
	await marketer.edit(set('product', 'pot-of-clay', { nameTh: 'หม้อดิน' }));
	await marketer.edit({ space: SPACE, kind: 'product', key: 'hat-of-palm', remove: true });
	expect(await hand()).toMatchObject({ fresh: 3, isNew: true });
	expect(await seller.see(SPACE, 'product', 'mat-of-reed')).toMatchObject({
		nameTh: 'เสื่อกก',
		price: price(280),
	});
	expect(await seller.see(SPACE, 'product', 'pot-of-clay')).toEqual({ nameTh: 'หม้อดิน' });
	expect(await seller.see(SPACE, 'product', 'hat-of-palm')).toBeNull();
	expect(await hand()).toMatchObject({ fresh: 0, isNew: false });
});

test('the price it had is one tap away on her phone', async () => {
	const { marketer, seller, hand, set } = await village();
	await marketer.edit(set('product', 'mat-of-reed', { price: price(280) }));
	await hand();
	const past = await seller.store.transact((tx) => tx.past(SPACE, 'product', 'mat-of-reed'));
	expect(past).toMatchObject([{ field: 'price', value: PRICE }]);
	const [held] = await seller.store.transact((tx) => tx.held(SPACE, [['product', 'mat-of-reed']]));
	expect(held).toMatchObject({
		seen: 1,
		fields: { price: PRICE },
		over: { by: marketer.person.person, fields: { price: price(280) } },
	});
});

for (const first of ['marketer', 'seller'] as const)
	test(`a price set on top of the marketer’s unsent one asks nobody (${first} first)`, async () => {
		const { marketer, seller, hand, set, questions, agree, truth } = await village();
		await marketer.edit(set('product', 'mat-of-reed', { price: price(280), nameTh: 'เสื่อกกลายขิด' }));
		await hand();
		// Screens say which number they were held at: of what is the marketer's that says nothing.
		const base = await seller.store.transact(async (tx) => ({
			epoch: (await tx.self()).epoch,
			number: (await tx.following(SPACE))?.cursor ?? 0,
		}));
		await seller.edit({ ...set('product', 'mat-of-reed', { price: price(300) }), base });
		await seller.edit(set('product', 'mat-of-reed', { nameTh: 'เสื่อกกลายขิดแท้' }));
		await seller.edit(set('product', 'hat-of-palm', { price: price(90) }));
		const all = { marketer, seller };
		for (const phone of first === 'marketer'
			? ['marketer', 'seller', 'marketer']
			: ['seller', 'marketer', 'seller'])
			await all[phone as keyof typeof all].settle();
		expect(await questions()).toEqual([]);
		const mat = (await truth()).find(({ kind, key }) => kind === 'product' && key === 'mat-of-reed');
		expect(JSON.parse(mat?.fields ?? '')).toMatchObject({ price: price(300), nameTh: 'เสื่อกกลายขิดแท้' });
		await agree();
	});

for (const first of ['marketer', 'seller'] as const)
	test(`what the office refuses of it stands on no phone (${first} first)`, async () => {
		const { marketer, seller, hand, set, truth } = await village();
		await marketer.edit(set('product', 'mat-of-reed', { price: price(-1) }));
		await marketer.edit(set('product', 'pot-of-clay', { nameTh: 'หม้อ', price: price(-1) }));
		await hand();
		await seller.edit(set('product', 'pot-of-clay', { materials: 'ดินเหนียว' }));
		const [one, other] = first === 'marketer' ? [marketer, seller] : [seller, marketer];
		for (const phone of [one, other, one]) await phone.settle();
		expect(await seller.see(SPACE, 'product', 'mat-of-reed')).toMatchObject({ price: PRICE });
		expect(await seller.see(SPACE, 'product', 'pot-of-clay')).toEqual({ materials: 'ดินเหนียว' });
		expect((await truth()).map(({ key }) => key)).toContain('pot-of-clay');
	});

test('what the office had refused the marketer stays there, with the thing that it would have made', async () => {
	const { marketer, seller, hand, set } = await village();
	await marketer.edit(set('product', 'pot-of-clay', { nameTh: 'หม้อ', price: price(-1) }));
	await marketer.settle();
	await marketer.edit(set('product', 'mat-of-reed', { price: price(-1) }));
	await marketer.settle();
	expect(await marketer.parked()).toHaveLength(2);
	expect(await hand()).toMatchObject({ fresh: 0, isNew: true });
	expect(await seller.see(SPACE, 'product', 'pot-of-clay')).toBeNull();
	expect(await seller.see(SPACE, 'product', 'mat-of-reed')).toEqual({ nameTh: 'เสื่อกก', price: PRICE });
});

test('refused work on a thing that others removed leaves nothing of it on her phone', async () => {
	const { app, marketer, seller, hand, set } = await village();
	// More than one request brings: news that it is gone comes first.
	for (let i = 0; i < 100; i++) await marketer.edit(set('product', `thing-${i}`, { nameTh: `ของ ${i}` }));
	await marketer.edit(set('product', 'hat-of-palm', { price: price(-1) }));
	await hand();
	const wish = { shop: SHOP, areas: [], name: 'ตาสี', validMs: LINK_VALID };
	const helper = await phoneOf(app, null, { role: 'seller', ...wish });
	await helper.settle();
	await helper.edit({ space: SPACE, kind: 'product', key: 'hat-of-palm', remove: true });
	await helper.settle();
	await seller.settle();
	expect(await seller.see(SPACE, 'product', 'hat-of-palm')).toBeNull();
});

test('a value set back to what the office has is a wish of hers all the same', async () => {
	const { marketer, seller, hand, set, agree } = await village();
	await marketer.edit(set('product', 'mat-of-reed', { nameTh: 'เสื่อกกลายขิด' }));
	await hand();
	await seller.edit(set('product', 'mat-of-reed', { nameTh: 'เสื่อ' }));
	await seller.edit(set('product', 'mat-of-reed', { nameTh: 'เสื่อกก' }));
	for (const phone of [marketer, seller, marketer]) await phone.settle();
	expect(await marketer.see(SPACE, 'product', 'mat-of-reed')).toMatchObject({ nameTh: 'เสื่อกก' });
	await agree();
});

test('what was handed over stays as it was said, whatever the marketer does then (S3)', async () => {
	const { marketer, seller, hand, set, truth, agree } = await village();
	await marketer.edit(set('product', 'mat-of-reed', { nameTh: 'เสื่อกกลายขิด' }));
	await hand();
	await marketer.edit(set('product', 'mat-of-reed', { nameTh: 'เสื่อกกสองสี' }));
	const rows = await marketer.store.transact((tx) => tx.wholeQueue());
	expect(rows.map(({ state, change }) => [state, change.set['nameTh']])).toEqual([
		['sent', 'เสื่อกกลายขิด'],
		['waiting', 'เสื่อกกสองสี'],
	]);
	for (const phone of [seller, marketer, seller]) await phone.settle();
	const mat = (await truth()).find(({ key }) => key === 'mat-of-reed');
	expect(JSON.parse(mat?.fields ?? '')).toMatchObject({ nameTh: 'เสื่อกกสองสี' });
	await agree();
});

test('two who changed it after they parted are asked', async () => {
	const { marketer, seller, hand, set, questions } = await village();
	await marketer.edit(set('product', 'mat-of-reed', { price: price(280) }));
	await hand();
	await seller.edit(set('product', 'mat-of-reed', { price: price(300) }));
	await marketer.edit(set('product', 'mat-of-reed', { price: price(290) }));
	await seller.settle();
	await marketer.settle();
	expect(await questions()).toHaveLength(1);
});

for (const first of ['marketer', 'seller'] as const)
	test(`a shop that the office has never heard of, ${first} first`, async () => {
		const app = await testApp();
		const valid = { validMs: LINK_VALID };
		const marketer = await phoneOf(app, null, { role: 'marketer', areas: ['30'], name: 'คุณสมชาย', ...valid });
		const seller = await phoneOf(app, null, {
			role: 'seller',
			shop: null,
			areas: ['30'],
			name: 'ยายบุญ',
			...valid,
		});
		const shop = seller.person.shop ?? '';
		const space = `c.${shop}`;
		const address = { province: '30', district: '', subdistrict: '', postcode: '', line: '' };
		await marketer.edit({
			space,
			kind: 'shop',
			key: shop,
			set: { nameTh: 'ร้านใหม่', address, phones: ['0812345678'] },
		});
		await marketer.edit({
			space,
			kind: 'product',
			key: 'mat-of-reed',
			set: { nameTh: 'เสื่อกก', price: PRICE },
		});
		const replica = await marketer.store.transact((tx) =>
			giveShop(tx, space, marketer.person.person, app.now()),
		);
		expect(replica).toMatchObject({ epoch: '', cursor: 0 });
		await seller.store.transact((tx) => receiveShop(tx, replica, app.now()));
		await seller.edit({ space, kind: 'product', key: 'mat-of-reed', set: { price: price(300) } });
		await seller.edit({ space, kind: 'shop', key: shop, set: { phones: ['0899999999'] } });
		const [one, other] = first === 'marketer' ? [marketer, seller] : [seller, marketer];
		for (const phone of [one, other, one]) await phone.settle();
		for (const phone of [marketer, seller]) {
			expect(await phone.see(space, 'product', 'mat-of-reed')).toMatchObject({ price: price(300) });
			expect(await phone.see(space, 'shop', shop)).toMatchObject({
				phones: ['0899999999'],
				nameTh: 'ร้านใหม่',
			});
			expect(await phone.parked()).toEqual([]);
		}
	});

test('what both bring counts once', async () => {
	const { app, marketer, seller, hand, set, agree } = await village();
	await marketer.edit(set('product', 'mat-of-reed', { stock: 10 }));
	await marketer.settle();
	const move = (by: number) => ({ space: SPACE, kind: 'product', key: 'mat-of-reed', add: { stock: by } });
	await marketer.edit(move(-1));
	await marketer.edit(move(-2));
	await hand();
	await seller.edit(move(-3));
	await Promise.all([marketer.settle(), seller.settle()]);
	await marketer.settle();
	await seller.settle();
	expect(await seller.see(SPACE, 'product', 'mat-of-reed')).toMatchObject({ stock: 4 });
	await agree();
	app.pass(1);
});

test('whom the office had told that a shop is not theirs takes it in, and is heard again when it is', async () => {
	const { app, marketer, seller, set, agree } = await village();
	const valid = { validMs: LINK_VALID };
	const far = await phoneOf(app, null, { role: 'marketer', areas: ['50'], name: 'มาลี', ...valid });
	await far.store.transact(async (tx) => tx.setSelf({ ...(await tx.self()), scopes: [SPACE] }));
	await far.settle();
	// An empty shop that was theirs for a while leaves this behind.
	await far.store.transact((tx) => tx.follow({ ...newFollowed(SPACE), visible: false }));
	await marketer.edit(set('product', 'mat-of-reed', { nameTh: 'เสื่อกกลายขิด' }));
	const replica = await marketer.store.transact((tx) =>
		giveShop(tx, SPACE, marketer.person.person, app.now()),
	);
	expect(await far.store.transact((tx) => receiveShop(tx, replica, app.now()))).toMatchObject({
		isNew: true,
	});
	expect(await far.see(SPACE, 'product', 'mat-of-reed')).toMatchObject({ nameTh: 'เสื่อกกลายขิด' });
	await far.settle();
	Object.assign(far.person, { areas: ['30', '50'] });
	for (const phone of [far, marketer, far, seller]) await phone.settle();
	expect((await far.store.transact((tx) => tx.following(SPACE)))?.visible).toBe(true);
	expect(await far.see(SPACE, 'product', 'mat-of-reed')).toMatchObject({ nameTh: 'เสื่อกกลายขิด' });
	await agree();
});

test('work of hers waits behind more of the marketer’s than one request brings', async () => {
	const { marketer, seller, hand, set, agree } = await village();
	for (let i = 0; i < 130; i++) await marketer.edit(set('product', `thing-${i}`, { nameTh: `ของ ${i}` }));
	await marketer.edit(set('product', 'thing-129', { nameTh: 'ของสุดท้าย' }));
	await hand();
	await seller.edit(set('product', 'thing-129', { nameTh: 'ของเธอเอง' }));
	await seller.settle();
	await marketer.settle();
	expect(await seller.see(SPACE, 'product', 'thing-129')).toMatchObject({ nameTh: 'ของเธอเอง' });
	await agree();
});

test('whatever both do, in whatever order they come back, all agree and nothing counts twice', async () => {
	const act = fc.record({
		who: fc.constantFrom('marketer', 'seller'),
		what: fc.constantFrom('name', 'stock', 'sync', 'lost'),
		key: fc.constantFrom('mat-of-reed', 'hat-of-palm', 'new-thing'),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.array(act, { maxLength: 8 }),
			fc.array(act, { maxLength: 8 }),
			async (before, after) => {
				const { app, marketer, seller, hand, set, agree, truth } = await village();
				const all = { marketer, seller };
				const stock: Record<string, number> = {};
				let turn = 0;
				const does = async (acts: typeof before, isAlone: boolean) => {
					for (const { who, what, key } of acts) {
						const phone = all[isAlone ? 'marketer' : (who as keyof typeof all)];
						if (what === 'name') await phone.edit(set('product', key, { nameTh: `ชื่อ ${turn++}` }));
						if (what === 'stock') {
							stock[key] = (stock[key] ?? 0) + 1;
							await phone.edit({ space: SPACE, kind: 'product', key, add: { stock: 1 } });
						}
						if (what === 'sync') await phone.settle();
						if (what === 'lost') await phone.sync('lost-answer');
					}
				};
				await does(before, true);
				await hand();
				await does(after, false);
				for (const phone of [seller, marketer, seller, marketer]) await phone.settle();
				await agree();
				for (const { kind, key, fields } of await truth())
					if (kind === 'product')
						expect((JSON.parse(fields) as { stock?: number }).stock ?? 0).toBe(stock[key] ?? 0);
				await app.store.close();
			},
		),
		{ numRuns: 60 },
	);
});
