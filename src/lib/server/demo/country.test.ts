import { describe, expect, it } from 'vitest';
import { loadAddresses } from '../../domain/address/index.ts';
import { CATEGORIES } from '../../domain/category.ts';
import { KEY_PATTERN } from '../../domain/key.ts';
import { isPhone } from '../../domain/phone.ts';
import { PROVINCES, provinceOf } from '../../domain/provinces.ts';
import { isOnSale, missingOfProduct, missingOfShop } from '../../domain/publish.ts';
import { checkField } from '../../domain/schema.ts';
import { graphemeLength } from '../../domain/thai.ts';
import { country, SHOP_COUNT } from './country.ts';
import { PICTURE_KEYS } from './pictures.ts';
import { TOWNS } from './words/places.ts';
import { STEMS } from './words/stems.ts';
import { TRADES } from './words/tales.ts';

const NOW = Date.UTC(2026, 10, 23, 9);
const addresses = await loadAddresses();
const shops = [...country(2569, NOW, addresses)];
const products = shops.flatMap((shop) => shop.products.map((made) => ({ shop, ...made })));

const badFields = (kind: string, fields: object) =>
	Object.entries(fields).filter(([field, value]) => checkField(kind, field, value).kind !== 'ok');

describe('the sample country', () => {
	it('is the same for the same seed, and another for another', () => {
		expect([...country(2569, NOW, addresses)]).toEqual(shops);
		const [other] = country(1, NOW, addresses);
		expect(other).not.toEqual(shops[0]);
	});

	it('has about 300 shops and 3,000 products, and an open shop with goods in every province', () => {
		expect(shops).toHaveLength(SHOP_COUNT);
		expect(SHOP_COUNT).toBeGreaterThan(280);
		expect(products.length).toBeGreaterThan(2_700);
		expect(products.length).toBeLessThan(3_400);
		const open = shops.filter(
			({ shop, products }) => shop.state === 'published' && products.some((one) => isOnSale(one.product)),
		);
		const provinces = new Set(open.map(({ shop }) => shop.address?.province));
		expect(PROVINCES.filter(({ code }) => !provinces.has(code))).toEqual([]);
	});

	it('holds what the schemas hold, and what is published lacks nothing', () => {
		for (const { shop, story } of shops) {
			expect(badFields('shop', shop)).toEqual([]);
			expect(badFields('story', { th: story })).toEqual([]);
			if (shop.state === 'published') expect(missingOfShop(shop)).toEqual([]);
		}
		for (const { product, story } of products) {
			expect(badFields('product', product)).toEqual([]);
			if (story) expect(badFields('story', story)).toEqual([]);
			if (product.state === 'published') expect(missingOfProduct(product)).toEqual([]);
		}
	});

	it('gives every shop an address whose official units hold each other, and a place near by', () => {
		for (const { shop } of shops) {
			const { province = '', district = '', subdistrict = '', postcode = '' } = shop.address ?? {};
			expect(addresses.districts(province).map(({ code }) => code)).toContain(district);
			expect(addresses.subdistricts(district).map(({ code }) => code)).toContain(subdistrict);
			expect(addresses.postcodes(subdistrict)).toContain(postcode);
			const town = TOWNS.get(province);
			if (!shop.place || !town) continue;
			expect(Math.hypot(shop.place.lat - town.lat, shop.place.lng - town.lng)).toBeLessThan(0.1);
		}
	});

	it('never repeats a key, a shop name, or a product name within a shop', () => {
		const keys = [...shops, ...products].map(({ key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		for (const key of keys) expect(key).toMatch(KEY_PATTERN);
		expect(new Set(shops.map(({ shop }) => shop.nameTh)).size).toBe(shops.length);
		for (const { products } of shops) {
			const names = products.map(({ product }) => product.nameTh);
			expect(new Set(names).size).toBe(names.length);
		}
	});

	it('reaches nobody: phones of areas that no province has, accounts of the sample alone', () => {
		for (const { shop } of shops) {
			for (const phone of shop.phones ?? []) {
				expect(isPhone(phone)).toBe(true);
				expect(phone).toMatch(/^0(57|46|31|71)/);
			}
			expect(shop.line ?? '').toMatch(/^(@?tambondemo.*)?$/);
			expect(shop.website ?? '').toMatch(/^(https:\/\/.*\.example)?$/);
		}
	});

	it('shows every state that a screen must draw', () => {
		const share = (of: (product: (typeof products)[number]['product']) => boolean) =>
			products.filter(({ product }) => of(product)).length / products.length;
		const running = share(({ promo }) => !!promo && promo.from <= NOW && NOW < promo.until);
		expect(running).toBeGreaterThan(0.06);
		expect(running).toBeLessThan(0.1);
		expect(share(({ promo }) => !!promo && promo.until <= NOW)).toBeGreaterThan(0.02);
		expect(share(({ state }) => state === 'draft')).toBeGreaterThan(0.04);
		expect(share(({ state }) => state === 'paused')).toBeGreaterThan(0.02);
		expect(share(({ stock }) => stock === 0)).toBeGreaterThan(0.01);
		expect(share(({ madeInDays }) => madeInDays !== null)).toBeGreaterThan(0.05);
		expect(share(({ nameEn }) => nameEn !== '')).toBeGreaterThan(0.2);
		const long = products.filter(({ product }) => graphemeLength(product.nameTh ?? '') >= 140);
		expect(long.length).toBeGreaterThan(10);
		const strong = products.filter(({ product }) => product.alcohol);
		expect(strong.length).toBeGreaterThan(3);
		expect(strong.filter(({ product }) => isOnSale(product))).toEqual([]);
		for (const category of CATEGORIES) {
			expect(share((product) => product.category === category)).toBeGreaterThan(0.05);
		}
	});

	it('asks less in a promotion and in wholesale than otherwise', () => {
		for (const { product } of products) {
			if (product.promo && product.price) expect(product.promo.satang).toBeLessThan(product.price.satang);
			if (product.wholesale && product.price) {
				expect(product.wholesale.satang).toBeLessThan(product.price.satang);
			}
		}
	});
});

describe('the words of the sample', () => {
	it('knows some sixty things of each category, each with its own sentence and a trade', () => {
		for (const category of CATEGORIES) {
			const stems = STEMS.filter((stem) => stem.category === category);
			expect(stems.length).toBeGreaterThanOrEqual(60);
			expect(new Set(stems.map(({ th }) => th)).size).toBe(stems.length);
		}
		expect(new Set(STEMS.map(({ told }) => told)).size).toBe(STEMS.length);
		const trades = new Map(TRADES.map(({ key, category }) => [key, category]));
		for (const stem of STEMS) {
			expect(trades.get(stem.trade)).toBe(stem.category);
			expect(stem.low).toBeGreaterThan(0);
			expect(stem.high).toBeGreaterThan(stem.low);
			for (const code of stem.where.match(/\d+/g) ?? []) expect(provinceOf(code)).not.toBeNull();
		}
	});

	it('leaves no blank unfilled', () => {
		const stories = [...shops.map(({ story }) => story), ...products.map(({ story }) => story?.th ?? '')];
		for (const story of stories) expect(story).not.toMatch(/[{}]|undefined| {2}/);
	});

	it('keeps pork and spirits out of Muslim provinces', () => {
		const south = products.filter(({ shop }) =>
			['94', '95', '96'].includes(shop.shop.address?.province ?? ''),
		);
		expect(south.length).toBeGreaterThan(50);
		for (const { product } of south) {
			expect(`${product.nameTh} ${product.materials}`).not.toMatch(/หมู/);
			expect(product.alcohol).toBe(false);
		}
	});

	it('names only pictures that are drawn, at most sixty', () => {
		expect(PICTURE_KEYS.length).toBeLessThanOrEqual(60);
		const shown = [...shops, ...products].flatMap(({ pictures }) => pictures);
		expect(shown.filter((key) => !PICTURE_KEYS.includes(key))).toEqual([]);
	});
});
