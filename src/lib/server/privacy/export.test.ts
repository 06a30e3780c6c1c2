import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invited, joined, testApp, type Joined } from '../../../../tests/support/joined.ts';
import { catalogueOf, ordersOf } from '../../domain/access.ts';
import { CONSENT_TEXT } from '../../domain/consent.ts';
import { latestAccesses } from '../store/queries/access-log.ts';
import { writeAs } from '../write.ts';
import { countOf, eraseBuyer, ordersOfBuyer } from './erase.ts';
import { exportBuyer, exportPerson } from './export.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let seller: Joined;
const BY = { person: 'staff', enrolment: 'desk' };
const buyer = { name: 'สมศรี ใจดี', phone: '0812345678', address: null };
const lines = [{ product: '', name: 'เสื่อ', satang: 100, quantity: 2 }];
const shop = 'shop-mats';
beforeEach(async () => {
	app = await testApp();
	const consent = { text: CONSENT_TEXT, at: 1, by: 'ยายบุญ', way: 'tapped' };
	const facts = { id: catalogueOf(shop), area: '30', shop };
	const made = [{ kind: 'shop', key: shop, set: { nameTh: 'ร้านเสื่อ' } }];
	await app.store.write((tx) => writeAs(tx, 'register', facts, made, app.now()));
	seller = await joined(app, null, { areas: [], shop, name: 'ยายบุญ' });
	const theirs = [{ kind: 'shop', key: shop, set: { consent, nameEn: 'Mats' } }];
	await app.store.write((tx) => writeAs(tx, seller.person.person, facts, theirs, app.now()));
	const again = [{ kind: 'shop', key: shop, set: { nameEn: 'Mats of reed' } }];
	await app.store.write((tx) => writeAs(tx, seller.person.person, facts, again, app.now()));
	await invited(app, seller.person, { areas: [], shop, name: 'ผู้ช่วย' });
	await sold('order-a', { buyer, notes: 'ฝากข้างบ้าน', placedAt: 5 });
});
afterEach(() => app.store.close());

const sold = (key: string, set: object, of = shop) =>
	app.store.write((tx) => {
		const facts = { id: ordersOf(of), area: '30', shop: of };
		return writeAs(tx, 'test', facts, [{ kind: 'order', key, set: { lines, ...set } as never }], app.now());
	});
const latest = async () => (await app.store.read((tx) => latestAccesses(tx, 1)))[0];

describe('what is on record of a person', () => {
	it('is all there is, in words, and that it was asked for is noted', async () => {
		const file = await exportPerson(app, seller.person.person, BY);
		expect(file).toMatchObject({
			account: { name: 'ยายบุญ', role: 'seller', shop: { key: shop, name: 'ร้านเสื่อ' }, ended: null },
			phones: [{ model: 'SM-A127F' }],
			consents: [{ shop: 'ร้านเสื่อ', agreed: 'ยายบุญ', way: 'tapped', text: CONSENT_TEXT }],
			changes: {
				standing: [{ shop: 'ร้านเสื่อ', kind: 'shop', fields: expect.arrayContaining(['consent', 'nameEn']) }],
				replaced: [{ kind: 'shop', field: 'nameEn', at: new Date(app.now()).toISOString() }],
			},
		});
		expect(file?.invitations.map(({ way, name }) => [way, name])).toEqual([
			['received', 'ยายบุญ'],
			['made', 'ผู้ช่วย'],
		]);
		expect(file?.consents[0]?.lines.length).toBeGreaterThan(0);
		expect(file?.accessLog).toMatchObject([{ act: 'join', thing: 'seller', outcome: 'done' }]);
		expect(await latest()).toMatchObject({ ...BY, act: 'export', thing: 'person' });
	});

	it('has no secret, and no buyer of the shop', async () => {
		const text = JSON.stringify(await exportPerson(app, seller.person.person, BY));
		for (const secret of [seller.session, seller.enrolment, 'สมศรี', '0812345678', 'ข้างบ้าน'])
			expect(text).not.toContain(secret);
	});

	it('is nothing for an id that nobody has, and then nothing is noted', async () => {
		const before = await latest();
		expect(await exportPerson(app, 'nobody00', BY)).toBeNull();
		expect(await latest()).toEqual(before);
	});
});

describe('what is on record of a buyer', () => {
	it('is every order of that phone, in whatever shop', async () => {
		await sold('order-b', { buyer: { ...buyer, name: 'สมศรี' } }, 'shop-other');
		await sold('order-c', { buyer: { ...buyer, phone: '0898765432' } });
		const file = await exportBuyer(app, buyer.phone, BY);
		expect(file.orders).toMatchObject([
			{
				shop: { name: 'ร้านเสื่อ' },
				buyer,
				notes: 'ฝากข้างบ้าน',
				totalSatang: 200,
				placed: '1970-01-01T00:00:00.005Z',
			},
			{ shop: { key: 'shop-other' }, lines },
		]);
		expect(await latest()).toMatchObject({ ...BY, act: 'export', thing: 'buyer' });
		expect(countOf(await ordersOfBuyer(app.store, buyer.phone))).toEqual({ orders: 2, shops: 2 });
	});

	it('is nothing once it was erased, and another’s order stays', async () => {
		await sold('order-c', { buyer: { ...buyer, phone: '0898765432' } });
		expect(await eraseBuyer(app, buyer.phone, BY)).toEqual({ orders: 1, shops: 1 });
		expect((await exportBuyer(app, buyer.phone, BY)).orders).toEqual([]);
		expect((await exportBuyer(app, '0898765432', BY)).orders).toHaveLength(1);
	});

	it('is erased where it stands in history alone, after the number was corrected', async () => {
		await sold('order-a', { buyer: { ...buyer, phone: '0898765432' } });
		expect(await eraseBuyer(app, buyer.phone, BY)).toEqual({ orders: 0, shops: 0 });
		const past = await app.store.read(({ db }) => db.selectFrom('superseded').selectAll().execute());
		expect(JSON.stringify(past)).not.toContain(buyer.phone);
		expect((await exportBuyer(app, '0898765432', BY)).orders).toHaveLength(1);
	});
});
