import { expect, test } from 'vitest';
import { CONSENT_TEXT } from './consent.ts';
import { isTold, restoring, whyNotRestore } from './restore.ts';

test('nothing is no earlier value, and what tells of a person is not brought back', () => {
	expect(isTold('product', 'materials', '')).toBe(false);
	expect(isTold('product', 'promo', null)).toBe(false);
	expect(isTold('product', 'season', [])).toBe(false);
	expect(isTold('product', 'stock', 0)).toBe(true);
	expect(isTold('product', 'alcohol', false)).toBe(true);
	expect(isTold('shop', 'consent', { by: 'malee' })).toBe(false);
	expect(isTold('shop', 'mergedInto', 'weavers-a')).toBe(false);
});

test('what excludes a value is given up with it, as in the editor', () => {
	expect(restoring('product', 'stock', 4)).toEqual({ stock: 4, madeInDays: null });
	expect(restoring('product', 'madeInDays', 7)).toEqual({ madeInDays: 7, stock: null });
	expect(restoring('product', 'category', 'FOOD')).toEqual({ category: 'FOOD', categoryGuess: false });
	expect(restoring('story', 'th', 'ก')).toEqual({ th: 'ก' });
});

test('a promotion that is over, and what the rules forbid, cannot be used now', () => {
	const mat = { nameTh: 'เสื่อ', category: 'CRAFT', state: 'paused', price: { satang: 100, unit: '' } };
	const promo = { promo: { satang: 50, from: 1, until: 10 } };
	expect(whyNotRestore('product', mat, promo, 10)).toBe('over');
	expect(whyNotRestore('product', mat, promo, 9)).toBeNull();
	expect(whyNotRestore('product', mat, { state: 'published' }, 0)).toBeNull();
	expect(whyNotRestore('product', { ...mat, price: null }, { state: 'published' }, 0)).toBe(
		'product-needs-price',
	);
});

test('a shop is not opened again without consent to the words in use', () => {
	const shop = { nameTh: 'ร้าน', address: { province: '30' }, phones: ['0812345678'] };
	expect(whyNotRestore('shop', shop, { state: 'published' }, 0)).toBe('consent');
	const agreed = { ...shop, consent: { text: CONSENT_TEXT } };
	expect(whyNotRestore('shop', agreed, { state: 'published' }, 0)).toBeNull();
	expect(whyNotRestore('shop', shop, { state: 'paused' }, 0)).toBeNull();
});
