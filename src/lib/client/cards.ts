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

/** The products of these keys, in their order; those that are gone are left out. */
export function watchCards({ db, space }: Session, keys: readonly string[]): Observable<Card[]> {
	return liveQuery(() =>
		db.transaction('r', db.records, async () => {
			const rows = await db.records.bulkGet(keys.map((key) => [space, 'product', key]));
			const photos = await Promise.all(
				keys.map((key) =>
					db.records
						.where('[space+kind+sort]')
						.between([space, 'photo', `product/${key} `], [space, 'photo', `product/${key} \uffff`])
						.first(),
				),
			);
			return toCards(rows.filter(isHere), photos.filter(isHere));
		}),
	);
}

/**
 * The same read once, past Dexie: between two letters typed on a slow phone its bookkeeping costs more than the reading
 * (90 ms against 20 at a sixth of a desk's speed).
 */
export async function readCards({ db, space }: Session, keys: readonly string[]): Promise<Card[]> {
	const store = db.backendDB().transaction('records', 'readonly').objectStore('records');
	const photos = store.index('[space+kind+sort]');
	const reads = keys.map((key) => {
		const [low, high] = [`product/${key} `, `product/${key} \uffff`];
		const own = IDBKeyRange.bound([space, 'photo', low], [space, 'photo', high]);
		return Promise.all([answer(store.get([space, 'product', key])), answer(photos.getAll(own, 1))]);
	});
	const rows = await Promise.all(reads);
	return toCards(
		rows.map(([product]) => product as RecordRow | undefined).filter(isHere),
		rows.flatMap(([, covers]) => covers as RecordRow[]),
	);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('a read failed'));
	});
}

const isHere = (row: RecordRow | undefined): row is RecordRow => row !== undefined && row.removing === 0;

/** `photos` in the order of their index: of one product the cover comes first. */
function toCards(products: readonly RecordRow[], photos: readonly RecordRow[]): Card[] {
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
