import { Dexie, liveQuery, type Observable } from 'dexie';
import type { Photo } from '../domain/photo.ts';
import type { Product } from '../domain/product.ts';
import type { Session } from './session.ts';
import type { RecordRow } from './store/database.ts';
import { productsByKey, toView, type View } from './view.ts';

/** Cards drawn at once: about eight screens. More come as the list is scrolled. */
export const PAGE = 30;

/** A product as a list shows it. */
export interface Card {
	readonly product: View<Product>;
	readonly cover: Photo | null;
}

/** A stretch of the list, newest first: products with keys below `before` down to `from` (included). Null: the end of the list. */
export interface Stretch {
	readonly before: string | null;
	readonly from: string | null;
}

/** The products of a stretch; at most `PAGE` of one that is open at its end. */
export function watchStretch(session: Session, { before, from }: Stretch): Observable<Card[]> {
	const { db, space } = session;
	return liveQuery(async () => {
		const rows = await db.records
			.where('[space+kind+key]')
			.between(
				[space, 'product', from ?? Dexie.minKey],
				[space, 'product', before ?? Dexie.maxKey],
				true,
				false,
			)
			.reverse()
			.filter((row) => row.removing === 0)
			.limit(from === null ? PAGE : Infinity)
			.toArray();
		return withCovers(
			session,
			rows.map((row) => toView<'product'>(row)),
		);
	});
}

/** The products of these keys, in their order; those that are gone are left out. */
export function watchCards(session: Session, keys: readonly string[]): Observable<Card[]> {
	return liveQuery(async () => withCovers(session, await productsByKey(session, keys)));
}

async function withCovers({ db, space }: Session, products: View<Product>[]): Promise<Card[]> {
	const covers = await Promise.all(
		products.map(({ key }) =>
			db.records
				.where('[space+kind+sort]')
				.between([space, 'photo', `product/${key} `], [space, 'photo', `product/${key} \uffff`])
				.first(),
		),
	);
	const photo = (row: RecordRow | undefined) => (row ? toView<'photo'>(row).fields : null);
	return products.map((product, i) => ({ product, cover: photo(covers[i]) }));
}
