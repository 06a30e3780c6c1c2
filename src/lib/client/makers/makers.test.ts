import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../domain/access.ts';
import { DAY } from '../../domain/spans.ts';
import { newFollowed } from '../../sync/device/edit.ts';
import type { Fields } from '../../sync/value.ts';
import type { Account } from '../accounts.ts';
import { inShop } from '../in-shop.ts';
import { openSession, type Session } from '../session.ts';
import type { MakerRow, RecordRow } from '../store/database.ts';
import { findMakers, metres, type Wish } from './find.ts';
import { refreshMakers } from './refresh.ts';
import { ENOUGH_PHOTOS, makerRow, marksOf, OLD_PRICE } from './row.ts';

const NOW = 1_800_000_000_000;
const SHOP = 'shop-of-boon';
const SPACE = catalogueOf(SHOP);
const price = { satang: 10_000, unit: 'ผืน' };
const address = { province: '30', district: '3001', subdistrict: '300101', postcode: '30000', line: '' };

const record = (kind: string, key: string, fields: Fields, more: Partial<RecordRow> = {}): RecordRow => ({
	...{ space: SPACE, kind, key, short: 1, seen: 1, fields, author: 'register' },
	...{ pending: {}, moves: [], removing: 0 },
	...more,
});
const standing = {
	...{ space: SPACE, cursor: 1, unsent: false, newsAt: null, now: NOW },
	placeName: () => 'ตำบลในเมือง อำเภอเมืองนครราชสีมา',
};
const shop = record('shop', SHOP, {
	...{ nameTh: 'กลุ่มทอผ้าบ้านหนองบัว', address, phones: ['0812345678'], state: 'draft' },
	place: { lat: 14.97, lng: 102.1, accuracy: null },
});
const mat = (fields: Fields = {}, more: Partial<RecordRow> = {}) =>
	record('product', 'mat', { nameTh: 'เสื่อกก', category: 'CRAFT', ...fields }, more);
const make = (records: readonly RecordRow[], before?: MakerRow, more: Partial<typeof standing> = {}) =>
	makerRow(records, before, { ...standing, ...more });
const marks = (row: MakerRow, now = NOW) => marksOf(row, now);

describe('a row of a maker', () => {
	it('says what lists need and no more', () => {
		const row = make([shop, mat({ price })]);
		expect(row).toMatchObject({
			...{ name: 'กลุ่มทอผ้าบ้านหนองบัว', district: '3001', place: [14.97, 102.1], products: 1, photos: 0 },
			...{ categories: ['CRAFT'], touched: false, phones: ['0812345678'] },
		});
		for (const part of ['หนองบัว', 'เสื่อกก', 'ในเมือง', '0812345678']) expect(row.text).toContain(part);
	});

	it('is of the register until somebody adds to it, on this phone or another', () => {
		const note = record('maker', SHOP, { name: 'ก' }, { author: 'register' });
		expect(marks(make([shop, mat(), note]))).toContain('register');
		expect(marks(make([shop, mat({}, { author: 'p1' })]))).not.toContain('register');
		expect(marks(make([shop, mat({}, { author: '' })]))).not.toContain('register');
		const mine = mat({}, { pending: { price: { n: 1, value: price } }, unsent: 1 });
		expect(marks(make([shop, mine]))).not.toContain('register');
	});

	it('is told of what the office asks until it is done, and is no more than its row of the register for that', () => {
		const comment = (fields: Fields) => record('comment', 'note', { text: 'ก', ...fields }, { author: 's1' });
		expect(marks(make([shop, mat(), comment({})]))).toEqual(expect.arrayContaining(['asked', 'register']));
		expect(marks(make([shop, mat(), comment({ done: 5 })]))).not.toContain('asked');
	});

	it('counts a product without a price, and one that is on its way out not at all', () => {
		const rows = [shop, mat({ price }), record('product', 'hat', { nameTh: 'หมวก' })];
		expect(marks(make(rows))).toContain('no-price');
		expect(marks(make([shop, mat({ price }), { ...(rows[2] as RecordRow), removing: 2 }]))).not.toContain(
			'no-price',
		);
		expect(marks(make([shop]))).toContain('no-price');
	});

	it('knows since when a price stands here, and begins anew with another price', () => {
		const first = make([shop, mat({ price })]);
		const later = make([shop, mat({ price })], first, { now: NOW + 100 * DAY });
		expect(marks(later, NOW + OLD_PRICE - 1)).not.toContain('old-price');
		expect(marks(later, NOW + OLD_PRICE)).toContain('old-price');
		const other = make([shop, mat({ price: { ...price, satang: 12_000 } })], later, { now: NOW + 100 * DAY });
		expect(marks(other, NOW + OLD_PRICE)).not.toContain('old-price');
		const unit = make([shop, mat({ price: { ...price, unit: 'ชิ้น' } })], later, { now: NOW + 100 * DAY });
		expect(marks(unit, NOW + OLD_PRICE)).not.toContain('old-price');
	});

	it('wants three photos of all its goods, and says when it is open', () => {
		const photos = Array.from({ length: ENOUGH_PHOTOS }, (_, i) => record('photo', `f${i}`, {}));
		expect(marks(make([shop, ...photos.slice(1)]))).toContain('few-photos');
		const open = { ...shop, fields: { ...shop.fields, state: 'published' } };
		expect(marks(make([open, mat({ price }, { author: 'p1' }), ...photos]))).toEqual(['published']);
	});

	it('has changed where news came after this person last looked', () => {
		const row = make([shop], undefined, { newsAt: null });
		expect(marks(make([shop], { ...row, lookedAt: NOW }, {}))).not.toContain('changed');
		const told = make([shop], { ...row, lookedAt: NOW }, { newsAt: (NOW + 5) as never });
		expect(marks(told)).toContain('changed');
		// The journal is short: what it has dropped is not forgotten.
		expect(marks(make([shop], told, { newsAt: null }))).toContain('changed');
		expect(marks({ ...told, lookedAt: NOW + 9 })).not.toContain('changed');
		expect(marks({ ...told, lookedAt: null })).not.toContain('changed');
	});
});

describe('finding', () => {
	const row = (name: string, more: Partial<MakerRow> = {}) => {
		const base = make([{ ...shop, fields: { ...shop.fields, nameTh: name } }, mat({ price })]);
		return { ...base, space: name, ...more };
	};
	const rows = [
		row('กลุ่มจักสาน', { district: '3002', place: [15.5, 102.1] }),
		row('กลุ่มน้ำพริก', { categories: ['FOOD'], place: null }),
		row('ป้าเเดง', { text: 'ป้าแดง', place: [14.9, 102.1] }),
	];
	const any: Wish = { query: '', district: '', category: '', mark: 'all', here: null };
	const names = (wish: Partial<Wish>) => findMakers(rows, { ...any, ...wish }, NOW).map(({ name }) => name);

	it('finds any part of a name, of a place, of a product and a phone, however it is typed', () => {
		expect(names({ query: 'จักสาน' })).toEqual(['กลุ่มจักสาน']);
		expect(names({ query: 'กลุ่ม เสื่อ' })).toEqual(['กลุ่มจักสาน', 'กลุ่มน้ำพริก']);
		// ำ in two pieces, เเ for แ, a phone with its dashes and in Thai digits
		expect(names({ query: 'นํ้าพริก' })).toEqual(['กลุ่มน้ำพริก']);
		expect(names({ query: 'เเดง' })).toEqual(['ป้าเเดง']);
		expect(names({ query: '๐๘๑-234' })).toHaveLength(2);
		expect(names({ query: 'ไม่มีชื่อนี้' })).toEqual([]);
	});

	it('narrows by district, kind of goods and standing, all at once', () => {
		expect(names({ district: '3002' })).toEqual(['กลุ่มจักสาน']);
		expect(names({ category: 'FOOD' })).toEqual(['กลุ่มน้ำพริก']);
		expect(names({ mark: 'published' })).toEqual([]);
		expect(names({ mark: 'few-photos', category: 'CRAFT', query: 'แดง' })).toEqual(['ป้าเเดง']);
	});

	it('puts the nearest first and those without a place last', () => {
		expect(names({ here: [14.97, 102.1] })).toEqual(['ป้าเเดง', 'กลุ่มจักสาน', 'กลุ่มน้ำพริก']);
		expect(metres([14.97, 102.1], [14.98, 102.1])).toBeCloseTo(1_112, -1);
	});
});

describe('keeping the rows in step', () => {
	const marketer: Account = {
		...{ enrolment: 'e1', person: 'm1', role: 'marketer', name: 'สมชาย', areas: ['30'], shop: null },
	};
	let session: Session;
	beforeEach(async () => {
		for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
		const nothing = () => undefined;
		session = await openSession(marketer, nothing, nothing);
	});
	async function carry(i: number, cursor = 1, nameTh = `ร้านที่ ${i}`) {
		const [space, key] = [catalogueOf(`shop-${i}`), `shop-${i}`];
		await session.db.records.put({ ...shop, space, key, fields: { ...shop.fields, nameTh } });
		await session.db.followed.put({ ...newFollowed(space), cursor });
	}
	const names = async () => (await session.db.makers.toArray()).map(({ name }) => name).sort();

	it('makes a row for each maker, reads nothing where nothing is new, and follows what changes', async () => {
		for (let i = 0; i < 60; i++) await carry(i);
		expect(await refreshMakers(session)).toBe(60);
		expect(await refreshMakers(session)).toBe(0);
		await carry(7, 2, 'ชื่อใหม่');
		expect(await refreshMakers(session)).toBe(1);
		expect(await names()).toContain('ชื่อใหม่');
		expect((await session.db.makers.get('c.shop-7'))?.where).toBe('ตำบลในเมือง อำเภอเมืองนครราชสีมา');
	});

	it('lets those go that are not carried any more, but none with unsent work', async () => {
		await carry(1);
		await carry(2);
		await refreshMakers(session);
		await inShop(session, 'shop-2').edit({
			...{ space: 'c.shop-2', kind: 'shop', key: 'shop-2', set: { nameTh: 'แก้แล้ว' } },
		});
		for (const space of ['c.shop-1', 'c.shop-2']) await session.db.followed.update(space, { leaving: true });
		await refreshMakers(session);
		expect(await names()).toEqual(['แก้แล้ว']);
		expect((await session.db.makers.get('c.shop-2'))?.unsent).toBe(true);
	});

	it('keeps when somebody looked, and sees what was changed here before it has gone', async () => {
		await carry(1);
		await refreshMakers(session);
		await session.db.makers.update('c.shop-1', { lookedAt: 5 });
		await inShop(session, 'shop-1').edit({
			...{ space: 'c.shop-1', kind: 'product', key: 'mat', set: { nameTh: 'เสื่อ', price } },
		});
		await refreshMakers(session);
		expect(await session.db.makers.get('c.shop-1')).toMatchObject({ lookedAt: 5, products: 1, unsent: true });
	});
});
