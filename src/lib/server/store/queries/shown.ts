import type { Photo } from '../../../domain/photo.ts';
import type { Product } from '../../../domain/product.ts';
import type { Shop } from '../../../domain/shop.ts';
import type { Variant } from '../../photos/variant.ts';
import type { Tx } from '../port.ts';
import { variantsOf } from './photo-variants.ts';

/** A picture; `thumb` or `full` is null while that one is still on the way, and when it cannot be opened. */
export interface ShownPhoto {
	readonly thumb: string | null;
	readonly full: string | null;
	/** The type of the full picture as it arrived; '' while it has not. */
	readonly type: string;
	/** The smaller copies of the full picture that are made. */
	readonly variants: readonly Variant[];
	/** Thumbhash, base64: a blurred picture, known before any file is here. */
	readonly blur: string;
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
	const covers = await photosOf(tx, 'product', rows, 1);
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
	const faces = await photosOf(tx, 'shop', names, 1);
	return rows.map((row): ShownShop => {
		return {
			key: row.shop,
			shop: JSON.parse(row.shop_fields) as Shop,
			products: Number(row.products),
			face: faces.get(`${row.space}/${row.shop}`)?.[0] ?? null,
		};
	});
}

/**
 * The photos of some things of one kind by `space/key`, in their order, the cover first, at most so many of each; also
 * those whose files are still on their way.
 */
export async function photosOf(
	tx: Tx,
	kind: 'shop' | 'product',
	things: readonly { space: string; key: string }[],
	most = Infinity,
): Promise<Map<string, ShownPhoto[]>> {
	const byThing = new Map<string, ShownPhoto[]>();
	if (things.length === 0) return byThing;
	const rows = await usesOf(tx, kind, things);
	const chosen = [...Map.groupBy(rows, (row) => `${row.space}/${row.of_key}`)].map(([thing, uses]) => {
		const each = [...Map.groupBy(uses, ({ key }) => key).values()].map((files) => {
			const photo = JSON.parse(files[0]?.fields ?? '{}') as Photo;
			return { photo, here: new Map(files.map(({ hash, type }) => [hash, type])), key: files[0]?.key ?? '' };
		});
		const place = ({ photo, key }: (typeof each)[number]) => `${photo.order ?? '~'} ${key}`;
		each.sort((a, b) => (place(a) < place(b) ? -1 : 1));
		return { thing, photos: each.slice(0, most) };
	});
	const fulls = chosen.flatMap(({ photos }) => photos.flatMap(({ photo }) => photo.full ?? []));
	const variants = await variantsOf(tx, fulls);
	for (const { thing, photos } of chosen) {
		byThing.set(
			thing,
			photos.map(({ photo, here }) => shown(photo, here, variants)),
		);
	}
	return byThing;
}

/** A row for each file that a photo record names; its type is null where it has not arrived or cannot be opened. */
function usesOf({ db }: Tx, kind: 'shop' | 'product', things: readonly { space: string; key: string }[]) {
	return db
		.selectFrom('photo_use as use')
		.leftJoin('photo_job as job', (join) =>
			join.onRef('job.hash', '=', 'use.hash').on('job.broken', 'is not', null),
		)
		.leftJoin('photo_file as file', (join) =>
			join.onRef('file.hash', '=', 'use.hash').on('job.hash', 'is', null).on('use.proven', '=', 1),
		)
		.innerJoin('record as rec', (join) =>
			join.onRef('rec.space', '=', 'use.space').on('rec.kind', '=', 'photo').onRef('rec.key', '=', 'use.key'),
		)
		.select(['use.space', 'use.key', 'use.hash', 'use.of_key', 'rec.fields', 'file.type'])
		.where('use.of_kind', '=', kind)
		.where('use.of_key', 'in', [...new Set(things.map(({ key }) => key))])
		.where('use.space', 'in', [...new Set(things.map(({ space }) => space))])
		.execute();
}

function shown(
	{ thumb, full, width, height, blur }: Photo,
	here: ReadonlyMap<string, string | null>,
	variants: ReadonlyMap<string, readonly Variant[]>,
): ShownPhoto {
	const isHere = (hash: string | undefined) => hash !== undefined && (here.get(hash) ?? null) !== null;
	return {
		thumb: thumb && isHere(thumb) ? thumb : null,
		full: full && isHere(full) ? full : null,
		type: (full && here.get(full)) || '',
		variants: (full && isHere(full) && variants.get(full)) || [],
		blur: blur ?? '',
		width: width ?? 4,
		height: height ?? 3,
	};
}
