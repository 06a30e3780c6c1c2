import { describe, expect, it } from 'vitest';
import { guessCategory } from './guess.ts';

describe('guessCategory', () => {
	const cases: Record<string, string[]> = {
		FOOD: ['ข้าวแต๋นน้ำแตงโม', 'น้ำพริกนรก', 'น้ำผึ้งดอกลำไย', 'ปลาสร้อยแดดเดียว', 'กลุ่มแปรรูปกล้วย', 'กะละเเมโบราณ'],
		BEVERAGE: ['กาแฟคั่วบดบ้านดอย', 'น้ำมะนาวแท้', 'ชาใบหม่อน', 'ไวน์เม่า', 'เครื่องดื่มสมุนไพร'],
		TEXTILE: ['ผ้าไหมมัดหมี่', 'เสื้อย้อมคราม', 'กลุ่มทอผ้าบ้านปลาค้าว', 'กระเป๋าผ้า'],
		CRAFT: ['เสื่อกก', 'กระเป๋าสานผักตบชวา', 'ไม้กวาดดอกหญ้า', 'เครื่องปั้นดินเผา'],
		HERB: ['สบู่น้ำผึ้ง', 'ยาหม่องไพล', 'น้ำมันนวดสมุนไพร', 'น้ำยาล้างจาน'],
	};

	it('goes by the word that the name begins with', () => {
		for (const [code, names] of Object.entries(cases))
			for (const name of names) expect(guessCategory(name), name).toEqual({ code, guess: true });
	});

	it('says nothing of a name that tells nothing', () => {
		for (const name of ['', 'กลุ่มแม่บ้านหมู่ 4', 'ร้านป้าใจดี', 'ประชารัฐ'])
			expect(guessCategory(name), name).toBeNull();
	});
});
