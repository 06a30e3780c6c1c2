import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catalogueOf } from '$lib/domain/access.ts';
import { CONSENT_TEXT } from '$lib/domain/consent.ts';
import { findShopfront } from '$lib/server/store/queries/shopfront.ts';
import { writeAs } from '$lib/server/write.ts';
import { offerAgain } from '$lib/sync/device/unpark.ts';
import { testApp } from '../support/joined.ts';
import { phoneOf, type TalkingPhone } from '../support/talking.ts';

const SHOP = 'shop-mats';
const SPACE = catalogueOf(SHOP);
const consent = { text: CONSENT_TEXT, at: 1, by: 'ยายบุญ', way: 'spoken', heard: 'มาลี' } as const;

let app: Awaited<ReturnType<typeof testApp>>;
let seller: TalkingPhone;
let marketer: TalkingPhone;
beforeEach(async () => {
	app = await testApp();
	const address = { province: '30', district: '3001', subdistrict: '', postcode: '30000', line: '' };
	await app.store.write((tx) =>
		writeAs(
			tx,
			'register',
			{ id: SPACE, area: '30', shop: SHOP },
			[
				{
					kind: 'shop',
					key: SHOP,
					set: { nameTh: 'ร้านเสื่อ', producerType: 'GROUP', address, phones: ['0812345678'] },
				},
				{
					kind: 'product',
					key: 'mat-of-reed',
					set: { nameTh: 'เสื่อ', category: 'CRAFT', price: { satang: 100, unit: 'ผืน' } },
				},
			],
			app.now(),
		),
	);
	seller = await phoneOf(app, null, { areas: [], shop: SHOP });
	marketer = await phoneOf(app, null, { role: 'marketer', areas: ['30'], shop: null });
	await marketer.store.transact(async (tx) => tx.setSelf({ ...(await tx.self()), scopes: [SPACE] }));
	await seller.settle();
	await marketer.settle();
});
afterEach(() => app.store.close());

/** As the sheet that asks does it: said now, whatever waits. */
const agreed = (set: object) => ({ ...shop({ state: 'published', ...set }), force: true });
const shop = (set: object) => ({ space: SPACE, kind: 'shop', key: SHOP, set: set as never });
const product = (set: object) => ({ space: SPACE, kind: 'product', key: 'mat-of-reed', set: set as never });
const isListed = async () => (await app.store.read((tx) => findShopfront(tx, SHOP))) !== null;

describe('whoever is not of the shop', () => {
	test('opens it with the owner’s consent on record, and not before', async () => {
		await marketer.edit(shop({ state: 'published' }));
		await marketer.edit(product({ state: 'published' }));
		await marketer.settle();
		expect(await marketer.parked()).toEqual(['shop-needs-consent', 'product-needs-consent']);
		expect(await isListed()).toBe(false);
		await marketer.edit(agreed({ consent }));
		await marketer.store.transact((tx) => offerAgain(tx, SPACE, 'product', 'mat-of-reed', app.now()));
		await marketer.settle();
		expect(await isListed()).toBe(true);
	});

	test('opens a product of a shop whose owner agreed on the own phone', async () => {
		await seller.edit(shop({ state: 'published', consent: { ...consent, way: 'tapped' } }));
		await seller.settle();
		await marketer.edit(product({ state: 'published' }));
		await marketer.settle();
		expect(await marketer.parked()).toEqual([]);
	});

	test('goes on editing what is open, whether or not anybody was ever asked', async () => {
		await seller.edit(shop({ state: 'published' }));
		await seller.edit(product({ state: 'published' }));
		await seller.settle();
		await marketer.settle();
		await marketer.edit(product({ nameTh: 'เสื่อกก' }));
		await marketer.settle();
		expect(await marketer.parked()).toEqual([]);
		expect(await isListed()).toBe(true);
	});
});

describe('consent that is withdrawn', () => {
	beforeEach(async () => {
		await seller.edit(shop({ state: 'published', consent }));
		await seller.settle();
		await marketer.settle();
	});

	test('takes the shop from the storefront at once, even where somebody else has set its state meanwhile', async () => {
		await marketer.edit(shop({ state: 'paused' }));
		await marketer.settle();
		await marketer.edit(shop({ state: 'published' }));
		await marketer.settle();
		expect(await isListed()).toBe(true);
		await seller.edit(shop({ consent: null, state: 'paused' }));
		await seller.settle();
		expect(await isListed()).toBe(false);
	});

	test('lets nobody open the shop, its own people included, before it is given anew', async () => {
		await seller.edit(shop({ consent: null, state: 'paused' }));
		await seller.settle();
		await marketer.settle();
		await marketer.edit(shop({ state: 'published' }));
		await marketer.settle();
		await seller.edit(shop({ state: 'published' }));
		await seller.settle();
		expect([...(await marketer.parked()), ...(await seller.parked())]).toEqual([
			'shop-needs-consent',
			'shop-needs-consent',
		]);
		await seller.edit(agreed({ consent }));
		await seller.settle();
		expect(await isListed()).toBe(true);
	});

	test('is not given back by a yes that was heard before, and arrives after', async () => {
		await marketer.edit(shop({ consent: { ...consent, at: 2 } }));
		await seller.edit(shop({ consent: null, state: 'paused' }));
		await seller.settle();
		await marketer.settle();
		expect(await marketer.parked()).toEqual(['consent-withdrawn']);
		expect(await isListed()).toBe(false);
		await marketer.edit(agreed({ consent: { ...consent, at: 3 } }));
		await marketer.settle();
		expect(await marketer.parked()).toEqual([]);
		expect(await isListed()).toBe(true);
	});
});
