import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';

/** Lists a shop, or renews its row; the moment it came to the storefront stays. */
export async function listShop(
	{ db }: Tx,
	row: Omit<Tables['listed_shop'], 'published_at'>,
	now: number,
): Promise<void> {
	await db
		.insertInto('listed_shop')
		.values({ ...row, published_at: now })
		.onConflict((conflict) => conflict.column('space').doUpdateSet(row))
		.execute();
}

export async function unlistShop({ db }: Tx, space: string, shop: string): Promise<void> {
	await db.deleteFrom('listed_shop').where('space', '=', space).where('shop', '=', shop).execute();
}

export async function listProduct(
	{ db }: Tx,
	row: Omit<Tables['listed_product'], 'published_at'>,
	now: number,
): Promise<void> {
	await db
		.insertInto('listed_product')
		.values({ ...row, published_at: now })
		.onConflict((conflict) => conflict.columns(['space', 'key']).doUpdateSet(row))
		.execute();
}

export async function unlistProduct({ db }: Tx, space: string, key: string): Promise<void> {
	await db.deleteFrom('listed_product').where('space', '=', space).where('key', '=', key).execute();
}

/** The files that a photo record names from now on. */
export async function usePhoto(
	{ db }: Tx,
	space: string,
	key: string,
	uses: readonly Tables['photo_use'][],
): Promise<void> {
	await db.deleteFrom('photo_use').where('space', '=', space).where('key', '=', key).execute();
	if (uses.length > 0) await db.insertInto('photo_use').values(uses).execute();
}
