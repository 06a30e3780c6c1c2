import { describe, expect, it } from 'vitest';
import { loadAddresses } from '../address/index.ts';
import { PROVINCES } from '../provinces.ts';
import { gazetteer } from './gazetteer.ts';
import { mentions, namesSubdistrict } from './mentions.ts';
import { distance, nearest, skeleton } from './nearness.ts';
import { readDistrict, readProvince } from './names.ts';
import { resolveAddress } from './resolve.ts';

const addresses = await loadAddresses();
const places = gazetteer(addresses);

/** In อำเภอสะเมิง, จังหวัดเชียงใหม่ (5008) unless told otherwise. */
function resolve(address: string, localAuthority = '', district = '5008', subdistrict = '') {
	const province = district.slice(0, 2);
	const result = resolveAddress({ province, district, address, localAuthority, subdistrict }, places);
	if (result.kind === 'unresolved') return result.reason;
	const unit = addresses.byCode(result.subdistrict);
	return unit?.kind === 'subdistrict' ? `${result.subdistrict} ${unit.name} ${result.how}` : 'no such unit';
}

describe('resolveAddress', () => {
	it('reads every official subdistrict out of a rightly written address', () => {
		const wrong: string[] = [];
		for (const province of PROVINCES) {
			for (const district of addresses.districts(province.code)) {
				for (const sub of addresses.subdistricts(district.code)) {
					const bangkok = province.code === '10';
					const [t, a] = bangkok ? ['แขวง', 'เขต'] : ['ตำบล', 'อำเภอ'];
					const long = `99 หมู่ 1 ${t}${sub.name} ${a}${district.name} จังหวัด${province.th} ${sub.postcodes[0]}`;
					const short = `99 ม.1 ต.${sub.name} อ.${district.name} จ.${province.th}`;
					for (const address of bangkok ? [long] : [long, short])
						if (!resolve(address, '', `${province.code}01`).startsWith(sub.code))
							wrong.push(`${address}: ${resolve(address, '', `${province.code}01`)}`);
				}
			}
		}
		expect(wrong).toEqual([]);
	});

	it('takes the level in all the ways it is written', () => {
		for (const address of [
			'12 ม.3 ต.บ่อแก้ว อ.สะเมิง จ.เชียงใหม่',
			'12 ม 3  ต บ่อแก้ว  อ สะเมิง  จ  เชียงใหม่',
			'12 หมู่ 3 ตำบล บ่อแก้วอำเภอสะเมิง',
			'12 หมู่ 3\nตำบลบ่อเเก้ว\nอำเภอ\tสะเมิง',
			'ต,บ่อแก้ว อ.สะเมิง',
			'ตำบล/เขตบ่อแก้ว',
			'ตำบ่อแก้ว อำเเภอสะเมิง',
		])
			expect(resolve(address), address).toBe('500804 บ่อแก้ว exact');
	});

	it('reads misspellings that can mean one place only', () => {
		expect(resolve('ต.บ่อแก้้ว')).toMatch('บ่อแก้ว');
		expect(resolve('ตำบลบอแกว')).toBe('500804 บ่อแก้ว near');
		expect(resolve('ตำบลยั้งเมิง')).toMatch('ยั้งเมิน near');
		expect(resolve('ต.สะเมิงไต้')).toMatch('สะเมิงใต้ near');
	});

	it('refuses a misspelling that could mean two places', () => {
		expect(resolve('ตำบลสะเมิง')).toBe('unknown-subdistrict');
	});

	it('goes by the district named in the address before that of the office', () => {
		expect(resolve('ต.แม่สา อ.แม่ริม')).toMatch('แม่สา exact');
		expect(resolve('ต.ในเมือง อ.เมือง', '', '4002')).toMatch(/^4001.. ในเมือง exact$/);
	});

	it('never looks outside a district that is named, nor outside the province', () => {
		expect(resolve('ต.แม่สา อ.สะเมิง')).toBe('subdistrict-elsewhere');
		expect(resolve('ต.แม่สา')).toBe('subdistrict-elsewhere');
		expect(resolve('ต.หนองบัว อ.เมือง จ.กาญจนบุรี')).toBe('other-province');
	});

	it('says when an address names two subdistricts', () => {
		expect(resolve('ต.บ่อแก้ว และตลาด ต.สะเมิงใต้ อ.สะเมิง')).toBe('several-subdistricts');
		expect(resolve('ต.บ่อแก้ว อ.สะเมิง และตลาด ต.แม่สา อ.แม่ริม')).toBe('500804 บ่อแก้ว exact');
	});

	it('lets the authority tip the balance, and stand in where the address is silent', () => {
		expect(resolve('ตำบลแก้ว อำเภอสะเมิง')).toBe('unknown-subdistrict');
		expect(resolve('ตำบลแก้ว อำเภอสะเมิง', 'องค์การบริหารส่วนตำบลบ่อแก้ว')).toBe('500804 บ่อแก้ว near');
		expect(resolve('12 หมู่ 3', 'องค์การบริหารส่วนตำบลบ่อแก้ว')).toBe('500804 บ่อแก้ว authority');
		expect(resolve('12 หมู่ 3', 'อบต.บ่อแก้ว')).toBe('500804 บ่อแก้ว authority');
		expect(resolve('12 หมู่ 3', 'เทศบาลตำบลสะเมิงใต้')).toBe('no-subdistrict');
		expect(resolve('อ.แม่ริม', 'องค์การบริหารส่วนตำบลบ่อแก้ว')).toBe('no-subdistrict');
		expect(resolve('ตลาดเทศบาลตำบลสะเมิงใต้', '')).toMatch('สะเมิงใต้ authority');
	});

	it('reads a subdistrict column of its own', () => {
		expect(resolve('', '', '5008', 'บ่อแก้ว')).toBe('500804 บ่อแก้ว exact');
		expect(resolve('', '', '5008', 'ต.บ่อแก้ว')).toBe('500804 บ่อแก้ว exact');
	});

	it('answers an empty address with no-subdistrict', () => {
		expect(resolve('')).toBe('no-subdistrict');
		expect(resolve('ถนน ตำบล อำเภอสะเมิง')).toBe('no-subdistrict');
	});
});

describe('readProvince and readDistrict', () => {
	it('forgive a letter, not a doubt', () => {
		expect(readProvince(['เชียงใหม'], places)).toMatchObject({ place: { code: '50' }, how: 'near' });
		expect(readProvince(['เชียง'], places)).toBeNull();
		expect(readDistrict(['เมือง'], '50', places)?.code).toBe('5001');
		expect(readDistrict(['เมืองเชียงใหม่'], '50', places)?.code).toBe('5001');
		expect(readDistrict(['สเมิง'], '50', places)?.code).toBe('5008');
		expect(readDistrict(['นอกประเทศ'], '50', places)).toBeNull();
	});
});

describe('mentions', () => {
	it('tell the level and the words behind it', () => {
		expect(mentions('99 ม.2 ต.แม่สา อ.แม่ ริม')).toEqual([
			{ level: 'subdistrict', parts: ['แม่สา'], sure: true },
			{ level: 'district', parts: ['แม่', 'ริม'], sure: true },
		]);
		expect(mentions('องค์การบริหารส่วนตำบลแม่สา')).toEqual([
			{ level: 'administration', parts: ['แม่สา'], sure: true },
		]);
	});

	it('know a named subdistrict from an unnamed one', () => {
		expect(namesSubdistrict('ต.แม่สา')).toBe(true);
		expect(namesSubdistrict('ตำบล อำเภอแม่ริม')).toBe(false);
		expect(namesSubdistrict('ผลิต, แปรรูป')).toBe(false);
	});
});

describe('nearness', () => {
	it('counts edits, a swap of neighbours as one', () => {
		expect(distance('กขค', 'กขค', 2)).toBe(0);
		expect(distance('กขค', 'ขกค', 2)).toBe(1);
		expect(distance('กขค', 'กค', 2)).toBe(1);
		expect(distance('กขคง', 'ลวสอ', 2)).toBe(3);
	});

	it('makes spellings that sound alike one', () => {
		expect(skeleton('ประสาทสิทธิ์')).toBe(skeleton('ประสาทสิทธิ'));
		expect(skeleton('ห้วยใผ่')).toBe(skeleton('หวยไผ'));
	});

	it('answers nothing when two come equally close', () => {
		const named = ['บ้านเหนือ', 'บ้านเหลือ'].map((name) => ({ name, skeleton: skeleton(name) }));
		expect(nearest('บ้านเหเือ', named)).toBeNull();
		expect(nearest('บ้านเหเือ', named, named[0] ?? null)?.one.name).toBe('บ้านเหนือ');
	});
});
