import { catalogueOf } from '../../../domain/access.ts';
import { copyKey } from '../../../domain/duplicates/merge.ts';
import type { Story } from '../../../domain/story.ts';
import type { Tx } from '../port.ts';
import { standsFor, wayFrom } from './merged.ts';
import { findRecord } from './records.ts';
import {
	photosOf,
	selectProducts,
	selectShops,
	showProducts,
	showShops,
	type ShownPhoto,
	type ShownProduct,
	type ShownShop,
} from './shown.ts';

/** A shop as its own page shows it; null unless it is listed. */
export async function findShopfront(
	tx: Tx,
	shop: string,
): Promise<{ shop: ShownShop; story: Story | null } | null> {
	const row = await selectShops(tx).where('place.space', '=', catalogueOf(shop)).executeTakeFirst();
	if (!row) return null;
	const [shown] = await showShops(tx, [row]);
	return shown ? { shop: shown, story: await storyOf(tx, row.space, shop) } : null;
}

/** A product as its own page shows it; null unless it and its shop are listed. */
export async function findProductfront(
	tx: Tx,
	shop: string,
	key: string,
): Promise<{ product: ShownProduct; photos: readonly ShownPhoto[]; story: Story | null } | null> {
	const space = catalogueOf(shop);
	const row = await selectProducts(tx, (listed) =>
		listed.where('item.space', '=', space).where('item.key', '=', key),
	).executeTakeFirst();
	if (!row) return null;
	const [product] = await showProducts(tx, [row]);
	if (!product) return null;
	const photos = await photosOf(tx, 'product', [row]);
	return { product, photos: photos.get(`${space}/${key}`) ?? [], story: await storyOf(tx, space, key) };
}

async function storyOf(tx: Tx, space: string, key: string): Promise<Story | null> {
	const record = await findRecord(tx, space, 'story', key);
	return record && !record.removed ? record.fields : null;
}

/** Where a shop is found for which another stands; null: nowhere, or the other is not listed either. */
export async function findMovedShop(tx: Tx, shop: string): Promise<string | null> {
	const into = await standsFor(tx, shop);
	return into !== null && (await isListed(tx, into)) ? into : null;
}

/** The same for a product of it: itself where it came along and is on sale, else its shop. */
export async function findMovedProduct(
	tx: Tx,
	shop: string,
	key: string,
): Promise<{ shop: string; product: string | null } | null> {
	let [at, product] = [shop, key];
	for (const into of await wayFrom(tx, shop)) {
		product = copyKey(at, product);
		at = into;
	}
	if (at === shop || !(await isListed(tx, at))) return null;
	const front = await findProductfront(tx, at, product);
	return { shop: at, product: front ? product : null };
}

async function isListed({ db }: Tx, shop: string): Promise<boolean> {
	const row = await db
		.selectFrom('listed_shop')
		.select('shop')
		.where('space', '=', catalogueOf(shop))
		.executeTakeFirst();
	return row !== undefined;
}
