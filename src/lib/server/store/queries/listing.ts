import { catalogueOf } from '../../../domain/access.ts';
import type { Category } from '../../../domain/category.ts';
import { PROVINCES } from '../../../domain/provinces.ts';
import { listedName } from '../../storefront/listed.ts';
import type { Tx } from '../port.ts';
import {
	selectProducts,
	selectShops,
	showProducts,
	showShops,
	type ShownProduct,
	type ShownShop,
} from './shown.ts';

/** How many cards a page of a list has. */
export const PAGE = 24;

/** `next` goes into `after` of the following page; null on the last one. */
export interface Page<T> {
	readonly items: readonly T[];
	readonly next: string | null;
}

export interface ProvinceCount {
	readonly code: string;
	readonly shops: number;
	readonly products: number;
}

/** All 77 provinces in the order of their codes, those without a shop too. */
export async function provinceCounts({ db }: Tx): Promise<ProvinceCount[]> {
	const shops = await db
		.selectFrom('listed_shop')
		.select((eb) => ['province', eb.fn.countAll().as('n')])
		.groupBy('province')
		.execute();
	const products = await db
		.selectFrom('listed_product as item')
		.innerJoin('listed_shop as place', 'place.space', 'item.space')
		.select((eb) => ['place.province', eb.fn.countAll().as('n')])
		.groupBy('place.province')
		.execute();
	const number = (rows: readonly { province: string; n: string | number | bigint }[], code: string) =>
		Number(rows.find((row) => row.province === code)?.n ?? 0);
	return PROVINCES.map(({ code }) => {
		return { code, shops: number(shops, code), products: number(products, code) };
	});
}

/**
 * Where a list in Thai order goes on: the last item's key and its place in that order, which it says itself. It may have
 * left the list meanwhile, and what is not listed is not looked at.
 */
const cursorAt = (key: string, named: Parameters<typeof listedName>[0]): string =>
	`${key}.${Buffer.from(listedName(named).sort).toString('base64url')}`;

function readCursor(after: string | null): { key: string; sort: string } | null {
	const match = /^([A-Za-z0-9_-]{4,64})\.([A-Za-z0-9_-]{0,4000})$/.exec(after ?? '');
	return match && { key: match[1] ?? '', sort: Buffer.from(match[2] ?? '', 'base64url').toString() };
}

/** The shops of a province in Thai order. `after` is the `next` of the page before. */
export async function shopsOfProvince(
	tx: Tx,
	province: string,
	after: string | null = null,
): Promise<Page<ShownShop>> {
	let query = selectShops(tx).where('place.province', '=', province);
	const from = readCursor(after);
	if (from) {
		const { key, sort } = from;
		query = query.where((eb) =>
			eb.or([eb('place.sort', '>', sort), eb.and([eb('place.sort', '=', sort), eb('place.shop', '>', key)])]),
		);
	}
	const rows = await query
		.orderBy('place.sort')
		.orderBy('place.shop')
		.limit(PAGE + 1)
		.execute();
	const items = await showShops(tx, rows.slice(0, PAGE));
	const last = items.at(-1);
	return { items, next: rows.length > PAGE && last ? cursorAt(last.key, last.shop) : null };
}

/** The products of a shop in Thai order. `after` is the `next` of the page before. */
export async function productsOfShop(
	tx: Tx,
	shop: string,
	after: string | null = null,
): Promise<Page<ShownProduct>> {
	const space = catalogueOf(shop);
	const from = readCursor(after);
	const rows = await selectProducts(tx, (listed) => {
		let chosen = listed.where('item.space', '=', space);
		if (from) {
			const { key, sort } = from;
			chosen = chosen.where((eb) =>
				eb.or([eb('item.sort', '>', sort), eb.and([eb('item.sort', '=', sort), eb('item.key', '>', key)])]),
			);
		}
		return chosen
			.orderBy('item.sort')
			.orderBy('item.key')
			.limit(PAGE + 1);
	})
		.orderBy('item.sort')
		.orderBy('item.key')
		.execute();
	const items = await showProducts(tx, rows.slice(0, PAGE));
	const last = items.at(-1);
	return { items, next: rows.length > PAGE && last ? cursorAt(last.key, last.product) : null };
}

/** Products by when they came to the storefront, the newest first; `after` is `time.key` of the page before. */
export async function newestProducts(
	tx: Tx,
	{ category = null, after = null, max = PAGE }: NewestWish = {},
): Promise<Page<ShownProduct>> {
	const match = after === null ? null : /^(\d{1,15})\.([A-Za-z0-9_-]{4,64})$/.exec(after);
	const rows = await selectProducts(tx, (listed) => {
		let chosen = category === null ? listed : listed.where('item.category', '=', category);
		if (match) {
			const [time, key] = [Number(match[1]), match[2] ?? ''];
			chosen = chosen
				.where('item.published_at', '<=', time)
				.where((eb) => eb.or([eb('item.published_at', '<', time), eb('item.key', '<', key)]));
		}
		return chosen
			.orderBy('item.published_at', 'desc')
			.orderBy('item.key', 'desc')
			.limit(max + 1);
	})
		.orderBy('item.published_at', 'desc')
		.orderBy('item.key', 'desc')
		.execute();
	const items = await showProducts(tx, rows.slice(0, max));
	const last = items.at(-1);
	return { items, next: rows.length > max && last ? `${last.publishedAt}.${last.key}` : null };
}

interface NewestWish {
	readonly category?: Category | null;
	readonly after?: string | null;
	readonly max?: number;
}
