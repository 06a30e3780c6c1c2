import { describe, expect, it } from 'vitest';
import { PROVINCES } from '../provinces.ts';
import { loadAddresses, unitWords } from './index.ts';
import { unpack } from './unpack.ts';

const addresses = await loadAddresses();

describe('the table of units', () => {
	const districts = PROVINCES.flatMap(({ code }) => addresses.districts(code));
	const subdistricts = districts.flatMap(({ code }) => addresses.subdistricts(code));

	it('has the official counts', () => {
		expect(districts).toHaveLength(928);
		expect(subdistricts).toHaveLength(7436);
		expect(addresses.districts('10')).toHaveLength(50);
		expect(subdistricts.filter(({ province }) => province === '10')).toHaveLength(180);
	});

	it('gives every unit its own code, inside the code of what holds it', () => {
		expect(new Set(subdistricts.map(({ code }) => code)).size).toBe(7436);
		for (const unit of subdistricts) {
			expect(unit.code).toMatch(/^\d{6}$/);
			expect(unit.code.startsWith(unit.district)).toBe(true);
			expect(addresses.byCode(unit.code)).toBe(unit);
		}
		expect(addresses.byCode('1001')).toMatchObject({ kind: 'district', name: 'พระนคร' });
		expect(addresses.byCode('50')).toMatchObject({ th: 'เชียงใหม่' });
		expect(addresses.byCode('999999')).toBeNull();
	});

	it('gives every subdistrict a name in Thai letters and a postcode', () => {
		for (const { name, postcodes, code } of subdistricts) {
			expect(name, code).toMatch(/^[ก-๙.-]+$/);
			expect(postcodes.length, code).toBeGreaterThan(0);
			for (const postcode of postcodes) expect(postcode, code).toMatch(/^[1-9]\d{4}$/);
			expect(new Set(postcodes).size).toBe(postcodes.length);
		}
	});

	it('never repeats a name inside a district', () => {
		for (const district of districts) {
			const names = addresses.subdistricts(district.code).map(({ name }) => name);
			expect(new Set(names).size, district.name).toBe(names.length);
		}
	});

	it('knows the units that tables in use get wrong', () => {
		expect(addresses.byCode('380201')).toMatchObject({ name: 'ศรีชมภู', postcodes: ['38180'] });
		expect(addresses.byCode('103604')).toMatchObject({ name: 'ดอนเมือง' });
		expect(addresses.byCode('102703')).toBeNull();
		expect(addresses.postcodes('830104').length).toBeGreaterThan(0);
	});
});

describe('suggest', () => {
	it('finds any part of a name and puts whole names first', () => {
		const [first, ...rest] = addresses.suggest('ลาดยาว');
		expect(first?.label).toMatch(/ลาดยาว » /);
		expect(first?.subdistrict.name).toBe('ลาดยาว');
		expect(rest.length).toBeGreaterThan(0);
	});

	it('narrows by district, province and postcode typed behind the name', () => {
		expect(addresses.suggest('หนองบัว', null, 100).length).toBeGreaterThan(28);
		const narrowed = addresses.suggest('ต.หนองบัว อ.เมือง กาญจนบุรี');
		expect(narrowed.map(({ label }) => label)).toContain('หนองบัว » เมืองกาญจนบุรี » กาญจนบุรี');
		expect(addresses.suggest('แม่สา 50180').map(({ label }) => label)).toContain('แม่สา » แม่ริม » เชียงใหม่');
	});

	it('stays in the province that is already chosen', () => {
		const found = addresses.suggest('ในเมือง', '40');
		expect(found.length).toBeGreaterThan(0);
		expect(found.every(({ subdistrict }) => subdistrict.province === '40')).toBe(true);
	});

	it('reads dirty typing and answers nothing with nothing', () => {
		expect(addresses.suggest('เเม่นํ้า').length).toBe(addresses.suggest('แม่น้ำ').length);
		expect(addresses.suggest('  ')).toEqual([]);
		expect(addresses.suggest('ตำบล')).toBeInstanceOf(Array);
	});

	it('speaks of แขวง and เขต in Bangkok', () => {
		expect(addresses.suggest('จตุจักร', '10')[0]?.label).toBe('แขวงจตุจักร » เขตจตุจักร » กรุงเทพมหานคร');
		expect(unitWords('100101')).toEqual({ subdistrict: 'แขวง', district: 'เขต' });
		expect(unitWords('50').district).toBe('อำเภอ');
	});
});

describe('unpack', () => {
	it('counts codes up and jumps where a number says so', () => {
		const { districts, subdistricts } = unpack('\n99ก:99000,ข,07ค:99010:99020,ง;05จ:99100,ฉ\n');
		expect(districts.get('99')?.map(({ code }) => code)).toEqual(['9901', '9905']);
		expect(subdistricts.get('9901')?.map(({ code, postcodes }) => [code, ...postcodes])).toEqual([
			['990101', '99000'],
			['990107', '99010', '99020'],
			['990108', '99000'],
		]);
		expect(subdistricts.get('9905')?.[0]).toMatchObject({ name: 'ฉ', district: '9905', province: '99' });
	});
});
