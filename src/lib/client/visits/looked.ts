import { Dexie, liveQuery, type Observable } from 'dexie';
import { consentStanding } from '../../domain/consent.ts';
import { missingOfProduct, missingOfShop } from '../../domain/publish.ts';
import type { Check } from '../../domain/choices.ts';
import type { Looked } from '../../domain/programme.ts';
import type { Product } from '../../domain/product.ts';
import type { Shop } from '../../domain/shop.ts';
import type { Story } from '../../domain/story.ts';
import { shown } from '../../sync/device/held.ts';
import { makeKey, type Session } from '../session.ts';
import { isHere } from '../view.ts';

/** A shop as its checklist is computed of it, and its products by key, to mend them one by one. */
export interface LookedShop {
	readonly looked: Omit<Looked, 'today'>;
	readonly products: readonly { readonly key: string; readonly photos: number; readonly fields: Product }[];
}

/** The shop of a session as it stands on this phone, what waits included. */
export function watchLooked({ db, space, account }: Session): Observable<LookedShop> {
	return liveQuery(async () => {
		const rows = await db.records
			.where('[space+kind+key]')
			.between([space, Dexie.minKey], [space, Dexie.maxKey])
			.toArray();
		const here = rows.filter(isHere);
		const one = (kind: string) => {
			const row = here.find((other) => other.kind === kind && other.key === account.shop);
			return row ? shown(row) : {};
		};
		const photos = here.filter(({ kind }) => kind === 'photo').map((row) => shown(row)['of']);
		const products = here
			.filter(({ kind }) => kind === 'product')
			.map((row) => ({
				key: row.key,
				photos: photos.filter((of) => of === `product/${row.key}`).length,
				fields: shown(row) as Product,
			}));
		return {
			looked: {
				shop: one('shop') as Shop,
				story: one('story') as Story,
				products: products.map(({ fields }) => fields),
				photos: photos.length,
			},
			products,
		};
	});
}

/** Where an item of the checklist is mended, below the shop's address. */
export function mendAt(check: Check, { products }: LookedShop): string {
	const [first] = [...products].sort((a, b) => a.photos - b.photos);
	const product = (place: string) => `/product/${first?.key ?? makeKey()}${place}`;
	const places: Readonly<Record<Check, () => string>> = {
		price: () => (first ? '/prices' : product('')),
		photos: () => product('#photos'),
		story: () => '/shop#th',
		contact: () => '/shop#phones',
		standards: () => product('#standards'),
		promptpay: () => '/shop#promptpay',
		consent: () => '/shop#consent',
	};
	return places[check]();
}

/** The products that lack nothing and were never shown. What is paused was put aside on purpose. */
export const readyOf = ({ products }: LookedShop): LookedShop['products'] =>
	products.filter(
		({ fields }) =>
			(fields.state ?? 'draft') === 'draft' && !fields.alcohol && missingOfProduct(fields).length === 0,
	);

/** Whether the shop lacks nothing but being opened. One that its owner does not want to be seen is left alone. */
export const isReady = ({ looked: { shop } }: LookedShop): boolean =>
	missingOfShop(shop).length === 0 && consentStanding(shop) !== 'withdrawn';
