import { describe, expect, it } from 'vitest';
import type { Product } from '$lib/domain/product.ts';
import { inLanguage, isSoldOut, productCard } from './views.ts';

const card = (product: Product, now: number) =>
	productCard({ key: 'prod1', product, cover: null, shopKey: 'shop1', shop: {} }, 'th', now);

describe('a promotion', () => {
	const product: Product = {
		price: { satang: 10_000, unit: 'ผืน' },
		promo: { satang: 8_000, from: 1_000, until: 2_000 },
	};
	it.each([
		[999, 10_000, null],
		[1_000, 8_000, 10_000],
		[1_999, 8_000, 10_000],
		[2_000, 10_000, null],
	])('at %i costs %i, with %s struck through', (now, satang, was) => {
		expect(card(product, now)).toMatchObject({ satang, was });
	});

	it('that is dearer than the price is none', () => {
		expect(card({ ...product, promo: { satang: 12_000, from: 0, until: 9_999 } }, 1)).toMatchObject({
			satang: 10_000,
			was: null,
		});
	});
});

it('is sold out at no stock, unless it is made to order or not counted', () => {
	expect(isSoldOut({ stock: 0 })).toBe(true);
	expect(isSoldOut({ stock: -2 })).toBe(true);
	expect(isSoldOut({ stock: 0, madeInDays: 7 })).toBe(false);
	expect(isSoldOut({ stock: null })).toBe(false);
	expect(isSoldOut({})).toBe(false);
});

it('speaks English where there is any', () => {
	expect(inLanguage('en', 'ผ้า', 'cloth')).toBe('cloth');
	expect(inLanguage('en', 'ผ้า', ' ')).toBe('ผ้า');
	expect(inLanguage('th', 'ผ้า', 'cloth')).toBe('ผ้า');
});
