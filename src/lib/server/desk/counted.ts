import { catalogueOf } from '../../domain/access.ts';
import { dayNumber } from '../../domain/dates.ts';
import { isNote } from '../../domain/notes.ts';
import { isOfMerging, mergedInto } from '../../domain/duplicates/alias.ts';
import type { Maker } from '../../domain/maker.ts';
import { REGISTER_AUTHOR } from '../../domain/register-author.ts';
import type { Product } from '../../domain/product.ts';
import { isOnSale, missingOfShop } from '../../domain/publish.ts';
import type { Shop } from '../../domain/shop.ts';
import type { Rec } from '../../sync/record.ts';
import type { Tables } from '../store/tables.ts';

/** What the desk counts of one record. Pure: the tables themselves are kept by `counting.ts`. */
export type Priced = Omit<Tables['priced'], 'area' | 'was' | 'pictured'>;

/** The rows of the register that a maker's record stands for. */
export function rowsOfMaker(rec: Rec): number {
	const { rows }: Maker = rec.fields;
	return rec.removed || !Array.isArray(rows) ? 0 : rows.length;
}

/**
 * Whether somebody else than an import has written in a record: with that a maker on a list becomes a shop. What the office
 * notes beside it makes none.
 */
export function isBegun(rec: Rec): boolean {
	if (isNote(rec.kind)) return false;
	const set = Object.entries(rec.stamps).flatMap(([field, stamp]) => (isOfMerging(field) ? [] : [stamp]));
	const stamps = [...set, ...(rec.removed ? [rec.removed] : [])];
	return stamps.some(({ author }) => author !== REGISTER_AUTHOR);
}

/**
 * Whether a shop lacks nothing but that its owner agrees to be shown. The one place that knows what consent looks like: a
 * record without the field was never asked, null is an owner who said no and waits for nobody.
 */
export function awaitsConsent(rec: Rec): boolean {
	if (rec.kind !== 'shop' || rec.removed || rec.space !== catalogueOf(rec.key)) return false;
	const shop: Shop = rec.fields;
	return shop.consent === undefined && mergedInto(shop) === '' && missingOfShop(shop).length === 0;
}

/**
 * A product's price as it is counted; null where it never had one. `priced_on` is null where this very writing (its number
 * is the record's) did not set the price.
 */
export function pricedProduct(rec: Rec, now: number): Priced | null {
	const product: Product = rec.fields;
	if (rec.kind !== 'product' || product.price === undefined) return null;
	const price = rec.removed ? null : product.price;
	return {
		space: rec.space,
		key: rec.key,
		category: product.category ?? '',
		unit: price?.unit ?? '',
		satang: price?.satang ?? 0,
		priced_on: rec.stamps['price']?.number === rec.at ? dayNumber(now) : null,
		on_sale: !rec.removed && isOnSale(product) ? 1 : 0,
	};
}
