import { expect, it } from 'vitest';
import { readCategory } from './category.ts';

it.each([
	['ของใช้/ของตกแต่ง/ของที่ระลึก', 'CRAFT'],
	['สมุนไพรไม่ใช่อาหาร', 'HERB'],
	['ผ้าและเครื่องแต่งกาย', 'TEXTILE'],
	['เสื้อผ้า', 'TEXTILE'],
	[' อาหาร ', 'FOOD'],
	['BEVERAGE', 'BEVERAGE'],
])('accepts the spelling %s', (spelling, code) => {
	expect(readCategory(spelling)).toBe(code);
});

it('guesses nothing for an unknown word', () => {
	expect(readCategory('รถยนต์')).toBeNull();
});
