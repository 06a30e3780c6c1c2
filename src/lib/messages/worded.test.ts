import { expect, test } from 'vitest';
import { question as en } from '$lib/messages/en/question.ts';
import { question as th } from '$lib/messages/th/question.ts';
import { worded } from './worded.ts';

const places: Record<string, string> = {
	'300101': 'ในเมือง',
	'3001': 'เมืองนครราชสีมา',
	'100101': 'พระบรมมหาราชวัง',
};
const say = (kind: string, field: string, value: unknown) =>
	worded(kind, field, value, th.value, 'th', (code) => places[code] ?? null);
const home = { province: '30', district: '3001', subdistrict: '300101', postcode: '30000', line: '45 หมู่ 3' };

test('a price is told with what it is for', () => {
	const price = { satang: 128_050, unit: 'ผืน' };
	expect(say('product', 'price', price)).toEqual({ big: '฿1,280.50', small: 'ต่อผืน', size: 'two' });
	expect(say('product', 'price', { satang: 9_900, unit: '' })).toEqual({
		big: '฿99',
		small: '',
		size: 'one',
	});
	expect(say('product', 'price', null).big).toBe('ไม่มีราคา');
});

test('a promotion is told with its first and its last day', () => {
	const from = Date.UTC(2026, 10, 20, 17);
	const promo = { satang: 9_900, from, until: from + 2 * 86_400_000 };
	expect(say('product', 'promo', promo)).toMatchObject({
		big: '฿99',
		small: '21 พ.ย. 2569 ถึง 22 พ.ย. 2569',
	});
	expect(say('product', 'promo', null).big).toBe('ไม่มีโปร');
});

test('stock and states are told in words', () => {
	expect(say('product', 'stock', 0)).toMatchObject({ big: '0', small: 'ที่มีอยู่' });
	expect(say('product', 'stock', null).big).toBe('ไม่นับจำนวน');
	expect(say('product', 'state', 'paused').big).toBe('พักการขาย');
	expect(say('shop', 'state', 'published').big).toBe('เปิดหน้าร้าน');
});

test('an address is one line, in Bangkok with the words of Bangkok', () => {
	expect(say('shop', 'address', home).big).toBe('45 หมู่ 3 ต.ในเมือง อ.เมืองนครราชสีมา จ.นครราชสีมา 30000');
	const palace = { province: '10', district: '1001', subdistrict: '100101', postcode: '10200', line: '' };
	expect(say('shop', 'address', palace).big).toBe('แขวงพระบรมมหาราชวัง กรุงเทพมหานคร 10200');
	expect(say('shop', 'address', null).big).toBe('ไม่มีที่อยู่');
});

test('numbers are in groups that can be read out', () => {
	expect(say('shop', 'phones', ['0812345678', '044123456']).big).toBe('081-234-5678 · 044-123-456');
	expect(say('shop', 'phones', []).big).toBe('ไม่มีเบอร์โทร');
	expect(say('shop', 'promptpay', '0812345678').big).toBe('081-234-5678');
	expect(say('shop', 'promptpay', '').big).toBe('ไม่มีพร้อมเพย์');
});

test('what a newer app has set is not guessed at', () => {
	expect(say('product', 'state', 'auctioned').big).toBe(th.value.unknown);
	expect(worded('product', 'deposit', 5, en.value, 'en', () => null).big).toBe(en.value.unknown);
});
