import { Dexie, liveQuery, type Observable } from 'dexie';
import type { Product } from '../domain/product.ts';
import type { Session } from './session.ts';
import type { NameRow } from './store/database.ts';
import { isHere, toView, type View } from './view.ts';

/** Products by key, in the order asked for; those that are gone are left out. */
export async function productsByKey(
	{ db, space }: Session,
	keys: readonly string[],
): Promise<View<Product>[]> {
	const rows = await db.records.bulkGet(keys.map((key) => [space, 'product', key]));
	return rows.filter(isHere).map((row) => toView<'product'>(row));
}

/** The first `limit` products, newest first (`made`) or in Thai dictionary order (`name`). */
export function watchProducts(
	{ db, space }: Session,
	order: 'made' | 'name',
	limit: number,
): Observable<View<Product>[]> {
	return liveQuery(async () => {
		const index = order === 'name' ? '[space+kind+sort]' : '[space+kind+key]';
		const all = db.records
			.where(index)
			.between([space, 'product', Dexie.minKey], [space, 'product', Dexie.maxKey]);
		const ordered = order === 'name' ? all : all.reverse();
		const rows = await ordered.filter(isHere).limit(limit).toArray();
		return rows.map((row) => toView<'product'>(row));
	});
}

/** How many products there are. */
export function watchCount({ db, space }: Session): Observable<number> {
	return liveQuery(() =>
		db.names.where('[space+key]').between([space, Dexie.minKey], [space, Dexie.maxKey]).count(),
	);
}

/** The searchable words of every product, newest first: held in memory while a list is open, then searched without the database. */
export function watchNames({ db, space }: Session): Observable<NameRow[]> {
	return liveQuery(async () => {
		// Turned round here: backwards the database would hand out 10,000 rows one by one.
		const rows = await db.names
			.where('[space+key]')
			.between([space, Dexie.minKey], [space, Dexie.maxKey])
			.toArray();
		return rows.reverse();
	});
}
