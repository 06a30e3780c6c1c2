import type { Photo } from '../../../domain/photo.ts';
import type { Product } from '../../../domain/product.ts';
import type { Shop } from '../../../domain/shop.ts';
import type { Tx } from '../port.ts';

/** A picture whose file has arrived; `thumb` or `full` is null while that one is still on the way. */
export interface ShownPhoto {
	readonly thumb: string | null;
	readonly full: string | null;
	/** Pixels of the full picture. */
	readonly width: number;
	readonly height: number;
}

export interface ShownShop {
	readonly key: string;
	readonly shop: Shop;
	/** How many of its products a shopper may see. */
	readonly products: number;
	readonly face: ShownPhoto | null;
}

export interface ShownProduct {
	readonly key: string;
	readonly product: Product;
	readonly cover: ShownPhoto | null;
	readonly shopKey: string;
	readonly shop: Shop;
	/** Milliseconds UTC: when it came to the storefront. */
	readonly publishedAt: number;
}

/** Products on sale in listed shops, alone: in this form every engine walks them by the index of their order. */
function selectListed({ db }: Tx) {
	return db
		.selectFrom('listed_product as item')
		.selectAll('item')
		.where((eb) =>
			eb.exists(
				eb.selectFrom('listed_shop as open').select('open.shop').whereRef('open.space', '=', 'item.space'),
			),
		);
}

type Listed = ReturnType<typeof selectListed>;

/**
 * Products on sale in listed shops, each with its record and its shop's: the ground of every list of products.
 * `choose` filters, orders and limits them before anything is joined; the order is to be given again.
 */
export function selectProducts(tx: Tx, choose: (listed: Listed) => Listed) {
	return tx.db
		.selectFrom(choose(selectListed(tx)).as('item'))
		.innerJoin('listed_shop as place', 'place.space', 'item.space')
		.innerJoin('record as goods', (join) =>
			join
				.onRef('goods.space', '=', 'item.space')
				.on('goods.kind', '=', 'product')
				.onRef('goods.key', '=', 'item.key'),
		)
		.innerJoin('record as maker', (join) =>
			join
				.onRef('maker.space', '=', 'item.space')
				.on('maker.kind', '=', 'shop')
				.onRef('maker.key', '=', 'place.shop'),
		)
		.select([
			'item.space',
			'item.key',
			'item.published_at',
			'place.shop',
			'goods.fields as product_fields',
			'maker.fields as shop_fields',
		]);
}

/** Listed shops with their records and the number of products on sale. */
export function selectShops({ db }: Tx) {
	return db
		.selectFrom('listed_shop as place')
		.innerJoin('record as maker', (join) =>
			join
				.onRef('maker.space', '=', 'place.space')
				.on('maker.kind', '=', 'shop')
				.onRef('maker.key', '=', 'place.shop'),
		)
		.select((eb) => [
			'place.space',
			'place.shop',
			'maker.fields as shop_fields',
			eb
				.selectFrom('listed_product as item')
				.whereRef('item.space', '=', 'place.space')
				.select((count) => count.fn.countAll().as('n'))
				.as('products'),
		]);
}

type ProductRow = Awaited<ReturnType<ReturnType<typeof selectProducts>['execute']>>[number];
type ShopRow = Awaited<ReturnType<ReturnType<typeof selectShops>['execute']>>[number];

export async function showProducts(tx: Tx, rows: readonly ProductRow[]): Promise<ShownProduct[]> {
	const covers = await photosOf(tx, 'product', rows);
	return rows.map((row): ShownProduct => {
		return {
			key: row.key,
			product: JSON.parse(row.product_fields) as Product,
			cover: covers.get(`${row.space}/${row.key}`)?.[0] ?? null,
			shopKey: row.shop,
			shop: JSON.parse(row.shop_fields) as Shop,
			publishedAt: Number(row.published_at),
		};
	});
}

export async function showShops(tx: Tx, rows: readonly ShopRow[]): Promise<ShownShop[]> {
	const names = rows.map(({ space, shop }) => ({ space, key: shop }));
	const faces = await photosOf(tx, 'shop', names);
	return rows.map((row): ShownShop => {
		return {
			key: row.shop,
			shop: JSON.parse(row.shop_fields) as Shop,
			products: Number(row.products),
			face: faces.get(`${row.space}/${row.shop}`)?.[0] ?? null,
		};
	});
}

/** The photos of some things of one kind by `space/key`, in their order, the cover first; only files that are here. */
export async function photosOf(
	{ db }: Tx,
	kind: 'shop' | 'product',
	things: readonly { space: string; key: string }[],
): Promise<Map<string, ShownPhoto[]>> {
	const byThing = new Map<string, ShownPhoto[]>();
	if (things.length === 0) return byThing;
	const rows = await db
		.selectFrom('photo_use as use')
		.innerJoin('photo_file as file', 'file.hash', 'use.hash')
		.innerJoin('record as rec', (join) =>
			join.onRef('rec.space', '=', 'use.space').on('rec.kind', '=', 'photo').onRef('rec.key', '=', 'use.key'),
		)
		.select(['use.space', 'use.key', 'use.hash', 'use.of_key', 'rec.fields'])
		.where('use.of_kind', '=', kind)
		.where('use.of_key', 'in', [...new Set(things.map(({ key }) => key))])
		.where('use.space', 'in', [...new Set(things.map(({ space }) => space))])
		.execute();
	const photos = Map.groupBy(rows, (row) => `${row.space}/${row.of_key}`);
	for (const [thing, uses] of photos) {
		const each = [...Map.groupBy(uses, ({ key }) => key).values()].map((files) => {
			const photo = JSON.parse(files[0]?.fields ?? '{}') as Photo;
			return { photo, here: new Set(files.map(({ hash }) => hash)), key: files[0]?.key ?? '' };
		});
		const place = ({ photo, key }: (typeof each)[number]) => `${photo.order ?? '~'} ${key}`;
		each.sort((a, b) => (place(a) < place(b) ? -1 : 1));
		byThing.set(
			thing,
			each.map(({ photo, here }) => shown(photo, here)),
		);
	}
	return byThing;
}

function shown({ thumb, full, width, height }: Photo, here: ReadonlySet<string>): ShownPhoto {
	return {
		thumb: thumb && here.has(thumb) ? thumb : null,
		full: full && here.has(full) ? full : null,
		width: width ?? 4,
		height: height ?? 3,
	};
}
