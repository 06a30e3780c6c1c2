import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	arabicDigits,
	compareThai,
	contains,
	cut,
	fold,
	graphemeLength,
	graphemes,
	sortKey,
	words,
} from './thai.ts';

const thaiText = fc.string({
	unit: fc.oneof(
		fc.integer({ min: 0x0e01, max: 0x0e5b }).map((code) => String.fromCharCode(code)),
		fc.constantFrom(' ', 'เเ', '\u200B', '\uFEFF', '\u00A0', 'a', 'B', '7', '-'),
	),
});
const anyText = fc.oneof(thaiText, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

describe('fold', () => {
	it('is idempotent for any text', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(fold(fold(text))).toBe(fold(text));
			}),
			{ numRuns: 2000 },
		);
	});

	it('makes whole and split ำ equal, with the tone mark wherever it was typed', () => {
		const whole = 'น\u0E49\u0E33';
		expect(fold('น\u0E49\u0E4D\u0E32')).toBe(fold(whole));
		expect(fold('น\u0E4D\u0E49\u0E32')).toBe(fold(whole));
		expect(fold('น\u0E33\u0E49')).toBe(fold(whole));
		expect(fold(whole)).toBe(whole);
	});

	it('reads two เ as แ, Thai digits as digits, and drops what cannot be seen', () => {
		expect(fold('เเม่\u200Bเเตง  ๑๒\u00A0 OTOP\n')).toBe('แม่แตง 12 otop');
	});

	it('puts a tone mark behind the vowel it belongs to', () => {
		expect(fold('ท\u0E48\u0E35')).toBe(fold('ที่'));
	});

	it('changes Thai digits and nothing else on request', () => {
		expect(arabicDigits('๐๘๑ เเ')).toBe('081 เเ');
	});
});

describe('graphemes', () => {
	it('counts what a reader calls a letter', () => {
		expect(graphemes('น้ำที่')).toEqual(['น้ำ', 'ที่']);
		expect(graphemeLength('กี่👩‍👩‍👧')).toBe(2);
	});

	it('join back to the text', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(graphemes(text).join('')).toBe(text);
			}),
		);
	});
});

describe('cut', () => {
	it('never splits a letter and says that something is missing', () => {
		expect(cut('ผ้าไหมมัดหมี่', 4)).toBe('ผ้าไ…');
		expect(cut('ที่นี่', 3)).toBe('ที่นี่');
	});

	it('is never longer than asked', () => {
		fc.assert(
			fc.property(anyText, fc.integer({ min: 1, max: 20 }), (text, max) => {
				expect(graphemeLength(cut(text, max))).toBeLessThanOrEqual(max);
			}),
		);
	});
});

describe('sortKey', () => {
	const names =
		`กลุ่มทอผ้าบ้านดอน,กลุ่มทอผ้าบ้านด่อน,เกลือสินเธาว์,แกงไตปลา,ไก่ย่างเขาสวนกวาง,ใบชาเชียงราย,โคมล้านนา,ขนมจีนแป้งสด,
ข้าวหอมมะลิ,ข้าวเหนียวเขี้ยวงู,ข้าวแต๋นน้ำแตงโม,เครื่องปั้นดินเผา,เครื่องเงินวัวลาย,ผ้าไหมมัดหมี่,ผ้าฝ้ายย้อมคราม,ผ้าขาวม้า,
น้ำพริกหนุ่ม,น้ำผึ้งป่า,น้ำตาลโตนด,นมแพะ,ปลาร้าบอง,ปลาส้ม,แป้งร่ำ,โป่งลาง,เปลญวน,ไม้กวาดดอกหญ้า,มะม่วงกวน,หมูยอ,หม่อนผลสด,
แหนมเห็ด,ไวน์ลูกหม่อน,เสื่อกก,สบู่ฟักข้าว,สมุนไพรลูกประคบ,ศิลาดล,ร้านป้าแดง,ร้าน ป้าแดง 2,ร้านป้าแต๋ว,อินทผลัม,เอื้องคำ,ฮังเล,
OTOP สระบุรี,3 พี่น้อง,วิสาหกิจชุมชนบ้านใหม่,วิสาหกิจชุมชนบ้านไม้,เชียงใหม่,เชียงราย,เลย,ลำปาง,ลำพูน,แพร่,พะเยา,พังงา,เพชรบุรี,เพชรบูรณ์,
แม่ฮ่องสอน,มุกดาหาร,ยะลา,ยโสธร,ร้อยเอ็ด,ระนอง,ระยอง,ราชบุรี,สุรินทร์,สุโขทัย,สุราษฎร์ธานี,สุพรรณบุรี,อำนาจเจริญ,อ่างทอง,อุดรธานี,
อุตรดิตถ์,อุทัยธานี,อุบลราชธานี,ฤๅษีดัดตน,ฤดูร้อน,รักษ์ไทย,กา,ก่า,ก้า,กำ,ก่ำ,กิน,เก็บ,เกบ,เก่ง`
			.split(',')
			.map((name) => name.trim());

	it('orders every pair of names as the dictionary does', () => {
		let pairs = 0;
		const differ: string[] = [];
		for (const a of names) {
			for (const b of names) {
				pairs += 1;
				const byKey = sortKey(a) < sortKey(b) ? -1 : sortKey(a) > sortKey(b) ? 1 : 0;
				if (byKey !== Math.sign(compareThai(a, b))) differ.push(`${a} | ${b}`);
			}
		}
		expect(pairs).toBe(names.length ** 2);
		expect(differ).toEqual([]);
	});

	it('gives the same key however ำ and แ were typed', () => {
		expect(sortKey('เเม่น\u0E4D\u0E49\u0E32')).toBe(sortKey('แม่น้ำ'));
	});
});

describe('words and contains', () => {
	it('splits Thai without spaces into words', () => {
		expect(words('ผ้าไหมสวยมาก 2 ผืน!')).toEqual(['ผ้า', 'ไหม', 'สวย', 'มาก', '2', 'ผืน']);
	});

	it('finds any part of a word in folded text', () => {
		expect(contains(fold('น้ำพริกหนุ่มเเม่คำ'), fold('แม่คำ'))).toBe(true);
		expect(contains(fold('ปลาส้ม'), fold('ปลาร้า'))).toBe(false);
	});
});
