import { liveQuery, type Observable } from 'dexie';
import { toCards, type Card } from './cards.ts';
import type { Session } from './session.ts';
import type { RecordRow } from './store/database.ts';
import { isHere } from './view.ts';

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
