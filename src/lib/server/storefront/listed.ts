import { catalogueOf } from '../../domain/access.ts';
import { consentStanding } from '../../domain/consent.ts';
import { mergedInto } from '../../domain/duplicates/alias.ts';
import { HASH_PATTERN, type Photo } from '../../domain/photo.ts';
import type { Product } from '../../domain/product.ts';
import { isOnSale, missingOfShop } from '../../domain/publish.ts';
import type { Shop } from '../../domain/shop.ts';
import { fold, sortKey } from '../../domain/thai.ts';
import type { Rec } from '../../sync/record.ts';
import type { Tables } from '../store/tables.ts';

/** Rows without the moment of listing, which only the table knows. */
export type ListedShop = Omit<Tables['listed_shop'], 'published_at'>;
export type ListedProduct = Omit<Tables['listed_product'], 'published_at'>;
export type PhotoUse = Omit<Tables['photo_use'], 'proven'>;

/**
 * The row a shop has on the storefront, or null: published, with nothing missing, in its own catalogue. Where its owner has
 * withdrawn the consent it is not, whatever else is said of it meanwhile; nor where another stands for it.
 */
export function listedShop(rec: Rec): ListedShop | null {
	if (rec.kind !== 'shop' || rec.removed || rec.space !== catalogueOf(rec.key)) return null;
	const shop: Shop = rec.fields;
	if (shop.state !== 'published' || missingOfShop(shop).length > 0) return null;
	if (consentStanding(shop) === 'withdrawn' || mergedInto(shop) !== '') return null;
	return {
		space: rec.space,
		shop: rec.key,
		province: shop.address?.province ?? '',
		district: shop.address?.district ?? '',
		...listedName(shop),
	};
}

/** The row a product has on the storefront, or null: published, priced, not alcohol. */
export function listedProduct(rec: Rec): ListedProduct | null {
	if (rec.kind !== 'product' || rec.removed) return null;
	const product: Product = rec.fields;
	if (!isOnSale(product)) return null;
	return {
		space: rec.space,
		key: rec.key,
		shop: rec.space.slice(catalogueOf('').length),
		category: product.category ?? '',
		...listedName(product),
	};
}

/** The files a photo record names, each with what it shows. */
export function photoUses(rec: Rec): PhotoUse[] {
	if (rec.kind !== 'photo' || rec.removed) return [];
	const { full, thumb, of = '' }: Photo = rec.fields;
	const [kind = '', key = ''] = of.split('/');
	const hashes = [full, thumb].filter((hash) => hash !== undefined && HASH_PATTERN.test(hash));
	return [...new Set(hashes)].map((hash): PhotoUse => {
		return { hash: hash ?? '', space: rec.space, key: rec.key, of_kind: kind, of_key: key };
	});
}

interface Named {
	readonly nameTh?: unknown;
	readonly nameEn?: unknown;
	readonly materials?: unknown;
}

/**
 * The name as shown, as searched and as sorted. NUL is no text to every engine;
 * in a sort key, where it parts letters from marks, the next lowest character does as well.
 */
export function listedName(fields: Named = {}): { name: string; search: string; sort: string } {
	const texts = [fields.nameTh, fields.nameEn, fields.materials].map((text) =>
		typeof text === 'string' ? text.replaceAll('\0', '') : '',
	);
	const name = texts[0]?.trim() ?? '';
	const search = fold(texts.filter(Boolean).join(' '));
	return { name, search, sort: sortKey(name).replaceAll('\0', '\u0001') };
}
