import { sql } from 'kysely';
import { fold } from '../../../domain/thai.ts';
import type { Tx } from '../port.ts';
import { PAGE } from './listing.ts';
import {
	selectProducts,
	selectShops,
	showProducts,
	showShops,
	type ShownProduct,
	type ShownShop,
} from './shown.ts';

/** Words of a search that are looked for; more are passed over, so that nobody makes the server work for nothing. */
const MAX_WORDS = 5;
const MAX_SHOPS = 6;

/** The parts that a name must hold, folded: every one of them, anywhere in it. */
export function searchParts(text: string): string[] {
	return fold(text).replaceAll('\0', '').split(' ').filter(Boolean).slice(0, MAX_WORDS);
}

/** Newest first, capped: a shopper who gets too many adds a word. Nothing to look for finds nothing. */
export async function searchListed(
	tx: Tx,
	text: string,
): Promise<{ products: ShownProduct[]; shops: ShownShop[]; more: boolean }> {
	const patterns = searchParts(text).map((part) => `%${part.replace(/[\\%_]/g, '\\$&')}%`);
	if (patterns.length === 0) return { products: [], shops: [], more: false };
	let shops = selectShops(tx);
	for (const pattern of patterns) shops = shops.where(sql<boolean>`place.search like ${pattern} escape '\\'`);
	const items = await selectProducts(tx, (listed) => {
		let chosen = listed;
		for (const pattern of patterns) {
			chosen = chosen.where(sql<boolean>`item.search like ${pattern} escape '\\'`);
		}
		return chosen
			.orderBy('item.published_at', 'desc')
			.orderBy('item.key', 'desc')
			.limit(PAGE + 1);
	})
		.orderBy('item.published_at', 'desc')
		.orderBy('item.key', 'desc')
		.execute();
	const places = await shops.orderBy('place.sort').limit(MAX_SHOPS).execute();
	return {
		products: await showProducts(tx, items.slice(0, PAGE)),
		shops: await showShops(tx, places),
		more: items.length > PAGE,
	};
}
