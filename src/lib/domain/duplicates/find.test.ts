import { describe, expect, it } from 'vitest';
import { findPairs, type Suspect } from './find.ts';

/** As a register has them: names in many spellings, phones of an office, addresses half known. */
let count = 0;
const maker = (name: string, more: Partial<Suspect> = {}): Suspect => ({
	...{ shop: `shop-${String(count++).padStart(3, '0')}`, name, phones: [], otop: '' },
	...{ district: '5301', subdistrict: '530101' },
	...more,
});
const reasons = (...makers: Suspect[]) => findPairs(makers).map((pair) => pair.reasons);

describe('makers that may be one', () => {
	it.each([
		['กลุ่มวิสาหกิจชุมชน กลุ่มสัมมาชีพบ้านเกาะตาเพชร', 'กลุ่มวิสาหกิจชุมชนสัมมาชีพบ้านเกาะตาเพชร'],
		['บริษัท ปึงหงี่เชียง ฟู้ด โปรดักส์ จำกัด', 'บริษัทปึงหงี่เชียง ฟู้ด โปรดักส์ จำกัด'],
		['บริษัท ปราณีฟู้ด 2015 จำกัด', 'บริษัทปรานีฟุ๊ด 2015 จำกัด'],
		['กลุ่มแม่บ้านตำบลดอนไผ่', 'กลุ่มแม่บ้านเกษตรกรดอนไผ่'],
		['กลุ่มข้าวกล้องหนองภัยศูนย์', 'กลุ่มข้าวกล้องบ้านหนองภัยศูนย์'],
	])('have one name in one subdistrict: %s', (one, other) => {
		expect(reasons(maker(one), maker(other))).toEqual([['name']]);
	});

	it.each([
		['another number', 'กลุ่มสตรีบ้านสันผักแค หมู่ 13', 'กลุ่มสตรีบ้านสันผักแค หมู่ 14'],
		['common words alone', 'กลุ่มแม่บ้านเกษตรกร', 'กลุ่มแม่บ้านเกษตรกร แปรรูปอาหาร'],
		['what they sell', 'น้ำพริกเผาแม่บัว', 'น้ำพริกเผาแม่บัวลี'],
		['nobody in particular', 'กลุ่มจัดจำหน่ายเอง', 'กลุ่มจัดจำหน่าย เอง'],
		['another village', 'กลุ่มทอผ้าบ้านหนองบัว', 'กลุ่มทอผ้าบ้านดอนแดง'],
	])('are not paired for %s', (_, one, other) => {
		expect(reasons(maker(one), maker(other))).toEqual([]);
	});

	it('of two subdistricts need the very same name, of two districts more than a name', () => {
		const name = 'กลุ่มทอเสื่อกกบ้านโคกสะอาด';
		const near = maker('กลุ่มทอเสื่อกกโคกสะอาด', { subdistrict: '530102' });
		expect(reasons(maker(name), near)).toEqual([]);
		expect(reasons(maker(name), maker(name, { subdistrict: '530102' }))).toEqual([['name']]);
		expect(reasons(maker(name), maker(name, { district: '5302' }))).toEqual([]);
		expect(reasons(maker(name, { district: '' }), maker(name, { district: '' }))).toEqual([]);
	});

	it('give one phone, unless so many give it that it is an office’s', () => {
		const phones = ['0845574822'];
		const all = ['ก', 'ข', 'ค', 'ง'].map((name) => maker(name, { phones }));
		expect(reasons(...all.slice(0, 2))).toEqual([['phone']]);
		expect(reasons(...all.slice(0, 3))).toHaveLength(3);
		expect(reasons(...all)).toEqual([]);
	});

	it('have one OTOP number, however it is written', () => {
		expect(reasons(maker('ก', { otop: '3001-00231' }), maker('ข', { otop: '๓๐๐๑ 00231' }))).toEqual([
			['otop'],
		]);
	});

	it('come with the firmest first, once each, and not when somebody has said that they are two', () => {
		const phones = ['0812345678'];
		const [a, b] = [maker('กลุ่มทอผ้าบ้านหนองบัว', { phones }), maker('กลุ่มทอผ้าหนองบัว', { phones })];
		const [c, d] = [maker('สวนมะม่วงลุงโมทย์'), maker('สวนมะม่วงลุงโมทย์')];
		const pairs = findPairs([c, d, b, a]);
		expect(pairs.map(({ reasons }) => reasons)).toEqual([['phone', 'name'], ['name']]);
		expect(pairs[0]).toMatchObject({ a: a.shop, b: b.shop });
		expect(findPairs([a, b, c, d], (one, other) => one === a.shop && other === b.shop)).toHaveLength(1);
	});
});
