/** What the pages show of a shop and a product, in one language at one moment. Pure: the tests read it as a shopper does. */
import { loadAddresses } from '$lib/domain/address/index.ts';
import type { Category } from '$lib/domain/category.ts';
import type { Language } from '$lib/domain/dates.ts';
import type { Product } from '$lib/domain/product.ts';
import { BANGKOK, provinceOf, type Region } from '$lib/domain/provinces.ts';
import { priceNow } from '$lib/domain/price-now.ts';
import type { Shop } from '$lib/domain/shop.ts';
import { pictureOf, type Photo, type Picture } from './pictures.ts';
import { wordsIn } from './words.ts';

interface ProductSource {
	readonly key: string;
	readonly product: Product;
	readonly cover: Photo | null;
	readonly shopKey: string;
	readonly shop: Shop;
}

interface ShopSource {
	readonly key: string;
	readonly shop: Shop;
	readonly products: number;
	readonly face: Photo | null;
}

export interface ProductCardView {
	readonly href: string;
	readonly name: string;
	readonly category: Category;
	/** Whole satang, as it is now. */
	readonly satang: number;
	readonly was: number | null;
	readonly unit: string;
	readonly place: string;
	readonly picture: Picture | null;
	readonly soldOut: boolean;
}

export interface ShopCardView {
	readonly href: string;
	readonly name: string;
	readonly place: string;
	readonly region: Region;
	readonly products: number;
	readonly picture: Picture | null;
}

export const shopAddress = (shop: string): string => `/s/${shop}`;
export const productAddress = (shop: string, key: string): string => `/s/${shop}/p/${key}`;

/** A text in the shopper's language where there is one, else in the maker's own. */
export function inLanguage(language: Language, th = '', en = ''): string {
	return language === 'en' && en.trim() ? en.trim() : th.trim();
}

export const isSoldOut = ({ stock, madeInDays }: Product): boolean =>
	stock !== undefined && stock !== null && stock <= 0 && (madeInDays ?? null) === null;

export const regionOf = (shop: Shop): Region => provinceOf(shop.address?.province ?? '')?.region ?? 'central';

export function productCard(source: ProductSource, language: Language, now: number): ProductCardView {
	const { product, shop } = source;
	const price = priceNow(product, now);
	return {
		href: productAddress(source.shopKey, source.key),
		name: inLanguage(language, product.nameTh, product.nameEn),
		category: product.category ?? 'FOOD',
		satang: price?.satang ?? 0,
		was: price?.old ?? null,
		unit: price?.unit ?? '',
		place: placeOf(shop, '', language),
		picture: pictureOf(source.cover, 'card'),
		soldOut: isSoldOut(product),
	};
}

/** `อ.แม่ริม จ.เชียงใหม่`; `district` is its name, '' to leave it out. */
export function placeOf(shop: Shop, district: string, language: Language): string {
	const province = provinceOf(shop.address?.province ?? '');
	return province ? wordsIn(language).shop.place(district, province[language]) : '';
}

/** Names of districts by their codes: read once for a page, since the table is large. */
export async function districtNames(): Promise<(code: string | undefined) => string> {
	const addresses = await loadAddresses();
	return (code) => {
		const unit = code ? addresses.byCode(code) : null;
		return unit && 'kind' in unit && unit.kind === 'district' ? unit.name : '';
	};
}

/** `among` the shops of one province it would be idle to name the province on each. */
export function shopCard(
	source: ShopSource,
	language: Language,
	districtName: (code: string | undefined) => string,
	among: 'country' | 'province' = 'country',
): ShopCardView {
	const { shop } = source;
	const district = districtName(shop.address?.district);
	return {
		href: shopAddress(source.key),
		name: inLanguage(language, shop.nameTh, shop.nameEn),
		place:
			among === 'province'
				? wordsIn(language).shop.district(district, shop.address?.province === BANGKOK)
				: placeOf(shop, district, language),
		region: regionOf(shop),
		products: source.products,
		picture: pictureOf(source.face, 'small'),
	};
}
