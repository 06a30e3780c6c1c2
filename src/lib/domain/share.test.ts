import { expect, test } from 'vitest';
import type { Product } from './product.ts';
import { shareProduct, shareShop, type ShareWords } from './share.ts';
import type { Shop } from './shop.ts';

const shop: Shop = { nameTh: 'กลุ่มแม่บ้านสันป่าตอง', phones: ['0812345678', '053123456'], line: '@sanpatong' };
const dip: Product = {
	nameTh: 'น้ำพริกหนุ่ม',
	category: 'FOOD',
	price: { satang: 12_050, unit: 'กระปุก' },
	state: 'published',
};
const link = 'https://tambon.example/s/abcd/p/efgh';
const words: ShareWords = {
	language: 'th',
	price: (baht, unit) => (unit ? `ราคา ${baht} บาท ต่อ${unit}` : `ราคา ${baht} บาท`),
	promo: (price, before, until) => `${price} (ปกติ ${before} บาท) ถึง ${until}`,
	shop: (name) => `ร้าน ${name}`,
	phone: (number) => `โทร ${number}`,
	line: (id) => `ไลน์ ${id}`,
};
const at = (now = 0) => ({ link, now, words });

test('a product: name, price, shop, how to reach it, the page', () => {
	expect(shareProduct(dip, shop, at())).toBe(
		[
			'น้ำพริกหนุ่ม',
			'ราคา 120.50 บาท ต่อกระปุก',
			'',
			'ร้าน กลุ่มแม่บ้านสันป่าตอง',
			'โทร 081-234-5678',
			'ไลน์ @sanpatong',
			'',
			link,
		].join('\n'),
	);
});

test('a running promotion says the price before and its last day, and one that is over says nothing', () => {
	// Midnight in Bangkok: the last day is the one before.
	const until = Date.UTC(2026, 10, 30, 17);
	const promo = { ...dip, promo: { satang: 9_900, from: 0, until } };
	expect(shareProduct(promo, shop, at(until - 1))).toContain(
		'ราคา 99 บาท ต่อกระปุก (ปกติ 120.50 บาท) ถึง 30 พ.ย. 2569',
	);
	expect(shareProduct(promo, shop, at(until))).not.toContain('ปกติ');
});

test('leaves out what there is not, without empty lines', () => {
	expect(shareProduct({ nameTh: 'ข้าว' }, {}, { link: null, now: 0, words })).toBe('ข้าว');
});

test('a shop names some of what is on sale, and nothing that is not', () => {
	const wine: Product = { ...dip, nameTh: 'สุราชุมชน', alcohol: true };
	const draft: Product = { ...dip, nameTh: 'ยังไม่เสร็จ', state: 'draft' };
	const text = shareShop(shop, [wine, draft, ...Array<Product>(8).fill(dip)], at());
	expect(text).not.toMatch(/สุรา|ยังไม่เสร็จ/);
	expect(text.match(/น้ำพริกหนุ่ม/g)).toHaveLength(5);
	expect(text.startsWith('ร้าน กลุ่มแม่บ้านสันป่าตอง\n\n• น้ำพริกหนุ่ม ราคา 120.50 บาท ต่อกระปุก\n')).toBe(true);
	expect(text.endsWith(`ไลน์ @sanpatong\n\n${link}`)).toBe(true);
});
