import { catalogueOf } from '../../../domain/access.ts';
import type { Story } from '../../../domain/story.ts';
import type { Tx } from '../port.ts';
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
