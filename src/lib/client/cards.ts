import { Dexie, liveQuery, type Observable } from 'dexie';
import type { Photo } from '../domain/photo.ts';
import type { Product } from '../domain/product.ts';
import type { Session } from './session.ts';
import type { RecordRow } from './store/database.ts';
import { toView, type View } from './view.ts';

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
	return liveQuery(() =>
		db.transaction('r', db.records, async () => {
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
			const [newest, oldest] = [rows[0], rows.at(-1)];
			if (!newest || !oldest) return [];
			// Photos lie in the order of their products, so those of a stretch are one piece too.
			const photos = await db.records
				.where('[space+kind+sort]')
				.between([space, 'photo', `product/${oldest.key} `], [space, 'photo', `product/${newest.key} \uffff`])
				.toArray();
			return toCards(rows, photos);
		}),
	);
}

/** `photos` in the order of their index: of one product the cover comes first. */
export function toCards(products: readonly RecordRow[], photos: readonly RecordRow[]): Card[] {
	const covers = new Map<string, Photo>();
	for (const row of photos) {
		const { fields } = toView<'photo'>(row);
		if (fields.of && !covers.has(fields.of)) covers.set(fields.of, fields);
	}
	return products.map((row) => ({
		product: toView<'product'>(row),
		cover: covers.get(`product/${row.key}`) ?? null,
	}));
}
