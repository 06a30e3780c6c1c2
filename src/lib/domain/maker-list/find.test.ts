import { describe, expect, it } from 'vitest';
import { known, MAX_FOUND, meantBy, type Listable } from './find.ts';

const maker = (shop: string, name: string, more: Partial<Listable> = {}): Listable => ({
	...{ shop, name, nameEn: '', place: 'ต.ในเมือง อ.เมืองนครราชสีมา นครราชสีมา', phones: [], otop: '' },
	...more,
});
const PIMAI = 'ต.ในเมือง อ.พิมาย นครราชสีมา';
const MAKERS = [
	maker('mats', 'กลุ่มทอเสื่อกกบ้านหนองบัว', { phones: ['0812345678'], otop: '30-01-0042' }),
	maker('silk', 'กลุ่มทอผ้าไหมบ้านหลุง', { place: PIMAI, phones: ['0898765432', '044123456'] }),
	maker('silk-too', 'กลุ่มทอผ้าไหมบ้านหลุง', { nameEn: 'Lung Silk' }),
	maker('paste', 'น้ำพริกแม่จันทร์ ตราช้าง', { phones: ['0812345678'] }),
	maker('inn', 'ร้านพิมาย', { place: 'ต.ปากช่อง อ.ปากช่อง นครราชสีมา' }),
	maker('rice', 'วิสาหกิจชุมชนข้าวหอมมะลิทุ่งสัมฤทธิ์', { place: PIMAI }),
].map(known);
const meant = (line: string) => meantBy(line, MAKERS);
const shops = (line: string) => meant(line).shops;
const one = (shop: string) => ({ shops: [shop], more: 0, isSure: true });

describe('a line of a list', () => {
	it('is a name, or any part of one, as people type it', () => {
		expect(meant('กลุ่มทอเสื่อกกบ้านหนองบัว')).toEqual(one('mats'));
		expect(meant('เสื่อกก')).toEqual(one('mats'));
		expect(meant('กลุ่ม ทอเสื่อกก บ้าน หนองบัว')).toEqual(one('mats'));
		expect(meant('น้ำพริกเเม่จันทร์')).toEqual(one('paste'));
		expect(meant('lung')).toEqual(one('silk-too'));
		expect(meant('ตราช้าง น้ำพริก')).toEqual(one('paste'));
	});

	it('is a phone, whole, with Thai digits, without the 0 that a sheet has eaten, or a part of it', () => {
		for (const line of ['๐๘๙-๘๗๖-๕๔๓๒', '898765432', '+66 89 876 5432', 'โทร. 0898765432', '044 123456'])
			expect(meant(line), line).toEqual(one('silk'));
		expect(meant('876543')).toEqual(one('silk'));
		expect(meant('0899999999').shops).toEqual([]);
	});

	it('is an OTOP number, however its parts are set off', () => {
		for (const line of ['30-01-0042', '๓๐๐๑๐๐๔๒', '3. 30-01-0042'])
			expect(meant(line), line).toEqual(one('mats'));
	});

	it('is numbered, or is a row of a sheet with a place, an address and a phone', () => {
		expect(meant('12. กลุ่มทอเสื่อกกบ้านหนองบัว')).toEqual(one('mats'));
		expect(meant('๓) เสื่อกก')).toEqual(one('mats'));
		expect(meant('7\tกลุ่มทอผ้าไหมบ้านหลุง\t12 หมู่ 3\tพิมาย\t')).toEqual(one('silk'));
		expect(meant('น้ำพริกแม่จันทร์ ตราช้าง ต.ในเมือง อ.เมืองนครราชสีมา โทร 099-999-9999')).toEqual(one('paste'));
		expect(meant('กลุ่มทอผ้าไหม, อำเภอพิมาย')).toEqual(one('silk'));
		expect(meant('ร้านพิมาย ต.ปากช่อง อ.ปากช่อง โทร -')).toEqual(one('inn'));
	});

	it('that could be several is to be chosen', () => {
		expect(meant('กลุ่มทอผ้าไหมบ้านหลุง')).toMatchObject({ shops: ['silk', 'silk-too'], isSure: false });
		expect([...shops('กลุ่มทอ')].sort()).toEqual(['mats', 'silk', 'silk-too']);
		// A number that two makers share, and the name that tells which
		expect([...shops('0812345678')].sort()).toEqual(['mats', 'paste']);
		expect(meant('แม่จันทร์ 081-234-5678')).toEqual(one('paste'));
	});

	it('with one maker’s name and another’s number is nobody’s for certain', () => {
		expect(meant('เสื่อกก 089-876-5432')).toMatchObject({ shops: ['silk', 'mats'], isSure: false });
	});

	it('that sounds like a name is shown, and not taken for it', () => {
		expect(meant('กลุ่มทอเสือกกบ้านหนองบว')).toEqual({ shops: ['mats'], more: 0, isSure: false });
		// Where nothing but tone marks and letters of one sound differ it is the same name.
		expect(meant('กลุ่มทอเสือกกบานหนองบัว')).toEqual(one('mats'));
		expect(meant('ข้าวหอมมะริทุ่งสำริด').shops).toEqual([]);
		expect(meant('ข้าวหอมมะลิทุ้งสัมฤทธิ')).toEqual({ shops: ['rice'], more: 0, isSure: false });
	});

	it('of somebody who is not there finds nobody because of the place beside it', () => {
		expect(meant('กลุ่มจักสานบ้านโนนไทย\tพิมาย')).toMatchObject({ isSure: false });
		expect(meant('กลุ่มจักสานบ้านโนนไทย').shops).toEqual([]);
		expect(meant('😀').shops).toEqual([]);
	});

	it('with somebody’s whole name in it means them where the rest is a place, and perhaps where it is not', () => {
		expect(meant('น้ำพริกแม่จันทร์ ตราช้าง 12 หมู่ 3 ตำบลในเมือง')).toEqual(one('paste'));
		expect(meant('ลูกสาวของประธานกลุ่มวิสาหกิจชุมชนข้าวหอมมะลิทุ่งสัมฤทธิ์')).toMatchObject({
			shops: ['rice'],
			isSure: false,
		});
	});

	it('has a number before it that is no part of a phone', () => {
		const twice = [maker('one', 'ปลาร้าทอด'), maker('two', 'ร้านปลาร้า ทอด', { phones: ['0812644444'] })].map(
			known,
		);
		expect(meantBy('26\tปลาร้าทอด\t', twice)).toMatchObject({ shops: ['one'] });
	});

	it('that fits very many names a few and how many more', () => {
		const many = Array.from({ length: 30 }, (_, i) => known(maker(`m-${i}`, `กลุ่มแม่บ้านที่ ${i}`)));
		const found = meantBy('กลุ่มแม่บ้าน', many);
		expect(found.shops).toHaveLength(MAX_FOUND);
		expect(found).toMatchObject({ more: 30 - MAX_FOUND, isSure: false });
	});
});
