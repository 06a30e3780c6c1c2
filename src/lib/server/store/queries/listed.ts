import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';
import { provenIn } from './photo-senders.ts';

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

/** The files that a photo record names from now on. Naming one shows nobody anything until its bytes were sent for the space. */
export async function usePhoto(
	tx: Tx,
	space: string,
	key: string,
	uses: readonly Omit<Tables['photo_use'], 'proven'>[],
): Promise<void> {
	const { db } = tx;
	const proven = await provenIn(
		tx,
		space,
		uses.map(({ hash }) => hash),
	);
	await db.deleteFrom('photo_use').where('space', '=', space).where('key', '=', key).execute();
	const rows = uses.map((use) => ({ ...use, proven: proven.has(use.hash) ? 1 : 0 }));
	if (rows.length > 0) await db.insertInto('photo_use').values(rows).execute();
}
