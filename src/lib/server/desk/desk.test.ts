import { describe, expect, it } from 'vitest';
import { invited, joined, testApp } from '../../../../tests/support/joined.ts';
import { catalogueOf } from '../../domain/access.ts';
import type { App } from '../app.ts';
import { endPerson } from '../revocations.ts';
import { project } from '../storefront/project.ts';
import { putRecords } from '../store/queries/records.ts';
import { foundSpace } from '../store/queries/spaces.ts';
import { coverageFor } from './coverage.ts';
import { invitableShop } from './invitable.ts';
import { photoRec, shopRec, writeRecords } from '../../../../tests/support/catalogue.ts';
import { putPhotoFile } from '../store/queries/photo-files.ts';
import { figure, unknown } from '../../domain/figure.ts';
import { makersPage } from './makers.ts';
import { officeOf } from './office.ts';
import { openLinks } from './open-links.ts';
import { peoplePage } from './people.ts';

/** A maker of the register: a shop record in the space of a province. */
async function maker(
	app: App,
	shop: string,
	province: string,
	nameTh: string,
	phones = ['0812345678'],
	published = false,
) {
	const address = {
		province,
		district: `${province}01`,
		subdistrict: `${province}0101`,
		postcode: '',
		line: '',
	};
	const record = shopRec(shop, { nameTh, phones, address, state: published ? 'published' : 'draft' });
	await app.store.write(async (tx) => {
		await foundSpace(tx, { id: catalogueOf(shop), area: province, shop });
		await putRecords(tx, province, [record]);
		await project(tx, catalogueOf(shop), [record], app.now());
	});
}

async function office(app: App) {
	const staff = await joined(app, null, { role: 'staff', areas: [], name: 'สมชาย' });
	const marketer = await joined(app, null, { role: 'marketer', areas: ['30', '31'], name: 'มาลี' });
	return { staff: staff.person, marketer: marketer.person };
}

/** Who sees all makers. */
const STAFF = { person: 'staff', role: 'staff', areas: [], shop: null } as const;
const asked = { role: 'seller', area: null, name: '', page: 1 } as const;

describe('the overview', () => {
	it('counts each province, with zeros, where the shops lie now', async () => {
		const app = await testApp();
		const { staff, marketer } = await office(app);
		await maker(app, 'maker-a', '30', 'กลุ่มทอผ้า');
		await maker(app, 'maker-b', '30', 'น้ำพริก', ['0812345678'], true);
		await joined(app, null, { areas: [], shop: 'maker-a' });
		await joined(app, null, { areas: [], shop: 'maker-a', name: 'ผู้ช่วย' });
		await joined(app, null, { areas: ['50'] });
		const country = await coverageFor(app, staff, 7);
		expect(country.provinces).toHaveLength(77);
		const of = (code: string) => country.provinces.find((province) => province.code === code)?.figures;
		expect(of('30')).toMatchObject({ makers: figure(2), joined: figure(1), listed: figure(1) });
		expect(of('50')).toMatchObject({ makers: figure(0), joined: figure(1), listed: figure(0) });
		expect(of('96')).toMatchObject({ makers: figure(0), share: unknown('no-makers'), listed: figure(0) });
		expect(country).toMatchObject({
			total: { makers: figure(2), joined: figure(2), listed: figure(1) },
			office: { staff: 1, marketers: 1 },
			marketers: [{ name: 'มาลี', figures: { makers: figure(2), phones: figure(1) } }],
		});
		const theirs = await coverageFor(app, marketer, 7);
		expect(theirs.provinces.map(({ code }) => code)).toEqual(['30', '31']);
		expect(theirs).toMatchObject({
			total: { makers: figure(2), joined: figure(1) },
			office: null,
			marketers: null,
		});
	});

	it('counts nobody whose access has ended', async () => {
		const app = await testApp();
		const { staff } = await office(app);
		const { person } = await joined(app, null);
		await endPerson(app, staff, person.person);
		expect((await coverageFor(app, staff, 7)).total).toMatchObject({
			joined: figure(0),
			phones: figure(0),
			silent: unknown('no-phones'),
		});
	});
});

describe('the list of makers', () => {
	it('says how many photos of a shop have arrived', async () => {
		const app = await testApp();
		await writeRecords(app.store, [
			shopRec('shop1'),
			...['phot1', 'phot2', 'phot3'].map((key) => photoRec('shop1', key, 'product/prod1')),
		]);
		const photos = async () => (await makersPage(app, STAFF, { area: '50', query: '' }, 1)).items[0]?.photos;
		expect(await photos()).toEqual({ here: 0, of: 3 });
		const arrive = (hash: unknown) =>
			app.store.write((tx) =>
				putPhotoFile(tx, { hash: String(hash), type: 'image/webp', bytes: 1, created_at: 1 }),
			);
		const { fields } = photoRec('shop1', 'phot2', 'product/prod1');
		await arrive(fields['thumb']);
		expect(await photos()).toEqual({ here: 0, of: 3 });
		await arrive(fields['full']);
		expect(await photos()).toEqual({ here: 1, of: 3 });
	});

	it('finds any part of a name, a place or a phone, in Thai order, 50 a page', async () => {
		const app = await testApp();
		for (let n = 0; n < 52; n++) await maker(app, `maker-${n}`, '30', `กลุ่ม ${String(n).padStart(2, '0')}`);
		await maker(app, 'special', '30', 'น้ำพริกเเม่ประนอม', ['044123456']);
		await maker(app, 'elsewhere', '31', 'กลุ่มอื่น');
		const first = await makersPage(app, STAFF, { area: '30', query: '' }, 1);
		expect(first).toMatchObject({ count: 53, of: 53, page: 1, pages: 2 });
		expect(first.items).toHaveLength(50);
		expect(first.items[0]?.name).toBe('กลุ่ม 00');
		expect((await makersPage(app, STAFF, { area: '30', query: '' }, 99)).items.at(-1)?.shop).toBe('special');
		for (const query of ['แม่ประ', '044-123', '044 123456']) {
			expect(
				(await makersPage(app, STAFF, { area: '30', query: query }, 1)).items.map(({ shop }) => shop),
			).toEqual(['special']);
		}
		expect((await makersPage(app, STAFF, { area: '30', query: 'เมืองนคร' }, 1)).count).toBe(53);
		expect(await makersPage(app, STAFF, { area: '30', query: 'ไม่มี' }, 1)).toMatchObject({
			items: [],
			count: 0,
			of: 53,
			pages: 1,
		});
	});

	it('says who has joined and who is in the shop window', async () => {
		const app = await testApp();
		await maker(app, 'maker-a', '30', 'ก');
		await maker(app, 'maker-b', '30', 'ข');
		await maker(app, 'maker-c', '30', 'ค', ['0812345678'], true);
		await joined(app, null, { areas: [], shop: 'maker-b' });
		const { items } = await makersPage(app, STAFF, { area: '30', query: '' }, 1);
		expect(items.map(({ standing }) => standing)).toEqual(['new', 'joined', 'listed']);
		expect(items[0]).toMatchObject({ place: 'ตำบลในเมือง อำเภอเมืองนครราชสีมา', phones: ['081-234-5678'] });
	});
});

describe('the list of people', () => {
	it('shows a marketer the sellers of their provinces alone, whatever is asked for', async () => {
		const app = await testApp();
		const { staff, marketer } = await office(app);
		await joined(app, null, { areas: ['30'], name: 'ใกล้' });
		await joined(app, null, { areas: ['50'], name: 'ไกล' });
		const names = async (filter: Partial<Parameters<typeof peoplePage>[2]>, who = marketer) =>
			(await peoplePage(app, who, { ...asked, ...filter })).items.map(({ name }) => name);
		expect(await names({})).toEqual(['ใกล้']);
		expect(await names({ role: 'staff' })).toEqual(['ใกล้']);
		expect(await names({ area: '50' })).toEqual([]);
		expect((await names({}, staff)).sort()).toEqual(['ใกล้', 'ไกล']);
		expect(await names({ area: '50' }, staff)).toEqual(['ไกล']);
		expect(await names({ name: 'กล้' }, staff)).toEqual(['ใกล้']);
		expect(await names({ role: 'marketer' }, staff)).toEqual(['มาลี']);
	});

	it('counts a seller to the province their shop lies in now', async () => {
		const app = await testApp();
		const { marketer } = await office(app);
		await maker(app, 'maker-a', '30', 'ร้านย้าย');
		await joined(app, null, { areas: [], shop: 'maker-a' });
		await app.store.write(({ db }) => db.updateTable('space').set({ area: '50' }).execute());
		expect((await peoplePage(app, marketer, asked)).items).toEqual([]);
	});

	it('tells each device and its last contact, and pages', async () => {
		const app = await testApp();
		const { staff } = await office(app);
		for (let n = 0; n < 51; n++) await joined(app, null);
		const first = await peoplePage(app, staff, asked);
		expect(first).toMatchObject({ page: 1, more: true });
		expect(first.items).toHaveLength(50);
		expect(first.items[0]?.devices).toMatchObject([{ phone: 'SM-A127F', heardAt: null, revokedAt: null }]);
		expect(await peoplePage(app, staff, { ...asked, page: 2 })).toMatchObject({ more: false });
	});
});

describe('inviting', () => {
	it('knows the shops one may invite to, and tells nothing of the others', async () => {
		const app = await testApp();
		const { staff, marketer } = await office(app);
		await maker(app, 'maker-a', '30', 'ใกล้');
		await maker(app, 'maker-z', '50', 'ไกล');
		expect(await invitableShop(app, marketer, 'maker-a')).toEqual({ key: 'maker-a', name: 'ใกล้' });
		expect(await invitableShop(app, marketer, 'maker-z')).toBeNull();
		expect(await invitableShop(app, staff, 'maker-z')).toMatchObject({ name: 'ไกล' });
		expect(await invitableShop(app, staff, 'nowhere')).toBeNull();
	});

	it('lists open links: all for staff, their own for a marketer', async () => {
		const app = await testApp();
		const { staff, marketer } = await office(app);
		await invited(app, marketer, { areas: ['30'], name: 'จากมาลี' });
		await invited(app, null, { areas: ['50'], name: 'จากเซิร์ฟเวอร์' });
		await joined(app, marketer, { areas: ['30'] });
		expect((await openLinks(app, staff)).map(({ name }) => name).sort()).toEqual(['จากมาลี', 'จากเซิร์ฟเวอร์']);
		expect(await openLinks(app, marketer)).toMatchObject([{ name: 'จากมาลี', inviterName: 'มาลี' }]);
	});
});

it('lets nobody in who is not of the office', () => {
	expect(() => officeOf({ office: null })).toThrow(expect.objectContaining({ status: 401 }));
});
