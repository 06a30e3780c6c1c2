import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import { checkProgramme } from '../../domain/programme.ts';
import type { Fields } from '../../sync/value.ts';
import { inShop } from '../in-shop.ts';
import { openSession, type Session } from '../session.ts';
import { isReady, mendAt, readyOf, watchLooked, type LookedShop } from './looked.ts';
import { openShop } from './open-shop.ts';

const SHOP = 'shop-of-boon';
const SPACE = `c.${SHOP}`;
const price = { satang: 25_000, unit: 'ผืน' };
const address = { province: '30', district: '3001', subdistrict: '', postcode: '', line: '' };
const consent = { text: 'x', at: 1, by: 'ยายบุญ', way: 'spoken' as const, heard: 'คุณสมชาย' };

let session: Session;
beforeEach(async () => {
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
	const nothing = () => undefined;
	const whole = await openSession(
		{ enrolment: 'e1', person: 'mark1', role: 'marketer', name: 'สมชาย', areas: ['30'], shop: null },
		nothing,
		nothing,
	);
	session = inShop(whole, SHOP);
	await put('shop', SHOP, { nameTh: 'กลุ่มทอผ้า', address, phones: ['0812345678'] });
	await put('product', 'mat1', { nameTh: 'เสื่อกก', category: 'CRAFT', price });
	await put('product', 'hat1', { nameTh: 'หมวก', category: 'CRAFT' });
	await put('product', 'rum1', { nameTh: 'เหล้า', category: 'BEVERAGE', price, alcohol: true });
	await put('product', 'old1', { nameTh: 'พักไว้', category: 'CRAFT', price, state: 'paused' });
	await put('photo', 'photo1', { of: 'product/mat1', order: 'V' });
});
const put = (kind: string, key: string, set: Fields) => session.edit({ space: SPACE, kind, key, set });
const look = () =>
	new Promise<LookedShop>((resolve, reject) => watchLooked(session).subscribe(resolve, reject));
const stateOf = async (kind: string, key: string) =>
	(await session.db.records.get([SPACE, kind, key]))?.pending['state']?.value;

it('looks at what waits as at what has arrived, and leads to the product that needs it most', async () => {
	const looked = await look();
	const open = checkProgramme({ ...looked.looked, today: '2026-11-26' }, []);
	expect(open.find(({ check }) => check === 'price')).toMatchObject({ state: 'open', missing: 1 });
	expect(open.find(({ check }) => check === 'photos')).toMatchObject({ state: 'open', missing: 2 });
	expect(mendAt('price', looked)).toBe('/prices');
	expect(mendAt('photos', looked)).toBe('/product/hat1#photos');
	expect(mendAt('consent', looked)).toBe('/shop#consent');
	expect(mendAt('price', { ...looked, products: [] })).toMatch(/^\/product\/.{16}$/);
});

it('opens the shop with what is ready and nothing else, and takes that back as it was', async () => {
	const looked = await look();
	expect(readyOf(looked).map(({ key }) => key)).toEqual(['mat1']);
	expect(isReady(looked)).toBe(true);
	const { goods, undo } = await openShop(session, looked, consent);
	expect(goods).toBe(1);
	expect(await stateOf('shop', SHOP)).toBe('published');
	expect(await stateOf('product', 'mat1')).toBe('published');
	for (const key of ['hat1', 'rum1']) expect(await stateOf('product', key)).toBeUndefined();
	expect(await stateOf('product', 'old1')).toBe('paused');
	await undo();
	expect(await stateOf('shop', SHOP)).toBe('draft');
	expect(await stateOf('product', 'mat1')).toBe('draft');
	expect((await look()).looked.shop.consent).toEqual(consent);
});

it('leaves a shop alone whose owner does not want to be seen, or that nobody could reach', async () => {
	await put('shop', SHOP, { consent: null });
	expect(isReady(await look())).toBe(false);
	await put('shop', SHOP, { consent, phones: [] });
	expect(isReady(await look())).toBe(false);
});
