import { describe, expect, it } from 'vitest';
import { isOnSale, missingOfProduct, missingOfShop } from './publish.ts';
import { priceNow } from './price-now.ts';
import type { Product } from './product.ts';
import { brokenRule } from './rules.ts';

const mat: Product = {
	nameTh: 'เสื่อกก',
	category: 'CRAFT',
	price: { satang: 25_000, unit: 'ผืน' },
	state: 'published',
};

describe('what a shopper may see', () => {
	it('lists what is missing before publishing', () => {
		expect(missingOfProduct({})).toEqual(['name', 'price', 'category']);
		expect(missingOfProduct(mat)).toEqual([]);
		expect(missingOfShop({ nameTh: 'ก' })).toEqual(['address', 'contact']);
	});
	it('never shows alcohol, nor a thing without a price', () => {
		expect(isOnSale(mat)).toBe(true);
		expect(isOnSale({ ...mat, alcohol: true })).toBe(false);
		expect(isOnSale({ ...mat, price: null })).toBe(false);
		expect(isOnSale({ ...mat, state: 'draft' })).toBe(false);
	});
	it('refuses to publish without a price', () => {
		expect(brokenRule('product', { ...mat, price: null })).toBe('product-needs-price');
		expect(brokenRule('product', mat)).toBeNull();
	});
});

describe('a promotion', () => {
	const promo = { satang: 20_000, from: 1_000, until: 2_000 };
	it('shows the old price only while it runs', () => {
		expect(priceNow({ ...mat, promo }, 999)).toEqual({ satang: 25_000, old: null, unit: 'ผืน' });
		expect(priceNow({ ...mat, promo }, 1_000)).toEqual({ satang: 20_000, old: 25_000, unit: 'ผืน' });
		expect(priceNow({ ...mat, promo }, 2_000)).toEqual({ satang: 25_000, old: null, unit: 'ผืน' });
	});
	it('is no promotion when it is dearer', () => {
		expect(priceNow({ ...mat, promo: { ...promo, satang: 30_000 } }, 1_500)?.old).toBeNull();
	});
});
