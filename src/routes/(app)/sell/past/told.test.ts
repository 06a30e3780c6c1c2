import { expect, test } from 'vitest';
import { productFields } from '$lib/domain/product.ts';
import { isTold } from '$lib/domain/restore.ts';
import { shopFields } from '$lib/domain/shop.ts';
import { common } from '$lib/messages/th/common.ts';
import { past } from '$lib/messages/th/past.ts';
import { product } from '$lib/messages/th/product.ts';
import { question } from '$lib/messages/th/question.ts';
import { shopEditor } from '$lib/messages/th/shopEditor.ts';
import { told } from './told.ts';

const words = {
	common,
	past,
	product,
	question,
	shop: shopEditor,
	language: 'th',
	placeName: () => null,
} as const;
const say = (kind: string, field: string, value: unknown) => told(kind, field, value, words);

/** One value of every field that a person may bring back, in words. */
const PRODUCT: Record<string, [value: unknown, said: string]> = {
	category: ['CRAFT', 'ของใช้ ของตกแต่ง ของที่ระลึก'],
	nameTh: ['เสื่อกก', 'เสื่อกก'],
	nameEn: ['Mat', 'Mat'],
	materials: ['ต้นกก', 'ต้นกก'],
	size: ['1 เมตร', '1 เมตร'],
	weightG: [500, '500 กรัม'],
	price: [{ satang: 25_050, unit: 'ผืน' }, '฿250.50 ต่อผืน'],
	wholesale: [{ satang: 20_000, min: 10 }, '฿200 เมื่อสั่งอย่างน้อย 10'],
	stock: [0, '0 ที่มีอยู่'],
	madeInDays: [7, 'ทำตามสั่ง 7 วัน'],
	shelfLifeDays: [30, '30 วัน'],
	standards: [[{ type: 'มผช.', number: '1/2566', expires: '2027-12-31' }], 'มผช. 1/2566 หมดอายุ 31 ธ.ค. 2570'],
	stars: [{ count: 5, year: 2567 }, '5 ดาว ปี 2567'],
	quadrant: ['A', 'A ดาวเด่น สู่สากล'],
	alcohol: [false, 'ไม่มี'],
	season: [[1, 12], 'ม.ค. ธ.ค.'],
	promo: [
		{ satang: 9_900, from: Date.UTC(2026, 10, 20, 17), until: Date.UTC(2026, 10, 22, 17) },
		'฿99 21 พ.ย. 2569 ถึง 22 พ.ย. 2569',
	],
	state: ['paused', 'พักการขาย'],
};
const SHOP: Record<string, [value: unknown, said: string]> = {
	producerType: ['SINGLE', 'ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว'],
	nameTh: ['ร้านยายบุญ', 'ร้านยายบุญ'],
	nameEn: ['Boon', 'Boon'],
	address: [
		{ province: '30', district: '', subdistrict: '', postcode: '30000', line: '45 หมู่ 3' },
		'45 หมู่ 3 จ.นครราชสีมา 30000',
	],
	place: [{ lat: 14.97384, lng: 102.0836, accuracy: 5 }, 'ละติจูด 14.97384 ลองจิจูด 102.08360'],
	phones: [['0812345678', '044123456'], '081-234-5678 · 044-123-456'],
	line: ['@boon', '@boon'],
	facebook: ['boon', 'boon'],
	messenger: ['boon', 'boon'],
	website: ['boon.th', 'boon.th'],
	promptpay: ['0812345678', '081-234-5678'],
	delivery: [['post', 'pickup'], 'ส่งไปรษณีย์ไทย · มารับที่ร้าน'],
	otopNumber: ['30-1', '30-1'],
	state: ['published', 'เปิดหน้าร้าน'],
};

test('every field that can be brought back is told in words', () => {
	const all = [...Object.keys(productFields).map((field) => ['product', field] as const)];
	for (const [kind, field] of [...all, ...Object.keys(shopFields).map((field) => ['shop', field] as const)]) {
		if (!isTold(kind, field, 'ก')) continue;
		const [value, said] = (kind === 'shop' ? SHOP : PRODUCT)[field] ?? [];
		expect([kind, field, say(kind, field, value)]).toEqual([kind, field, said]);
	}
	expect(say('story', 'th', 'ยายเริ่มทอ')).toBe('ยายเริ่มทอ');
});

test('what a newer app has set is left out', () => {
	expect(say('product', 'deposit', 5)).toBeNull();
	expect(say('product', 'category', 'TOYS')).toBeNull();
	expect(say('product', 'state', 'auctioned')).toBeNull();
	expect(say('shop', 'motto', 'สู้')).toBeNull();
	expect(say('recipe', 'notes', 'ก')).toBeNull();
	expect(say('visit', 'notes', 'ก')).toBe('ก');
});
