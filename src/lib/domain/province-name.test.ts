import { expect, it } from 'vitest';
import { findProvince } from './province-name.ts';
import { PROVINCES } from './provinces.ts';

it('finds every province by its code and both names', () => {
	for (const province of PROVINCES) {
		for (const text of [
			province.code,
			province.th,
			province.en,
			`จังหวัด${province.th}`,
			`จ. ${province.th}`,
		]) {
			expect(findProvince(text)).toBe(province);
		}
	}
});

it.each([
	['๓๐', '30'],
	['กทม.', '10'],
	['กรุงเทพฯ', '10'],
	['nakhonratchasima', '30'],
	['  CHIANG MAI ', '50'],
])('understands %s', (text, code) => {
	expect(findProvince(text)?.code).toBe(code);
});

it.each(['', '99', '3001', 'อำเภอเมือง', 'นคร'])('does not guess at %j', (text) => {
	expect(findProvince(text)).toBeNull();
});
