import { liveQuery, type Observable } from 'dexie';
import type { Photo } from '../domain/photo.ts';
import type { Product } from '../domain/product.ts';
import type { Shop } from '../domain/shop.ts';
import type { Story } from '../domain/story.ts';
import type { Visit } from '../domain/visit-fields.ts';
import { hasUnsent, shown } from '../sync/device/held.ts';
import type { Session } from './session.ts';
import type { QueueRow, RecordRow } from './store/database.ts';

interface Kinds {
	shop: Shop;
	product: Product;
	photo: Photo;
	story: Story;
	visit: Visit;
}
type Kind = keyof Kinds;

/** A record as a screen shows it: confirmed values under what waits. */
export interface View<T> {
	readonly key: string;
	readonly fields: T;
	/** The values the server has; a price row shows old → new from it. */
	readonly confirmed: T;
	/** Fields with a value that has not reached the server. */
	readonly unsent: readonly string[];
	/** Who made the latest change that came from the server; '' for this person. */
	readonly author: string;
	/** What an edit made while looking at this is based on. */
	readonly seen: number;
}

export function toView<K extends Kind>(row: RecordRow): View<Kinds[K]> {
	return {
		key: row.key,
		fields: shown(row) as Kinds[K],
		confirmed: row.fields as Kinds[K],
		unsent: hasUnsent(row) ? [...Object.keys(row.pending), ...row.moves.map((move) => move.field)] : [],
		author: row.author,
		seen: row.seen,
	};
}

export const isHere = (row: RecordRow | undefined): row is RecordRow =>
	row !== undefined && row.removing === 0;

/** One record; null when there is none (or it is removed). */
export function watchRecord<K extends Kind>(
	{ db, space }: Session,
	kind: K,
	key: string,
): Observable<View<Kinds[K]> | null> {
	return liveQuery(async () => {
		const row = await db.records.get([space, kind, key]);
		return isHere(row) ? toView<K>(row) : null;
	});
}

/** True while a record is on its way out: it was removed here, and the server has not heard of it. */
export function watchRemoved({ db, space }: Session, kind: Kind, key: string): Observable<boolean> {
	return liveQuery(async () => ((await db.records.get([space, kind, key]))?.removing ?? 0) > 0);
}

/** The same once, as it stands when all that is under way has been stored: for an act that judges what is there. */
export async function readRecord<K extends Kind>(
	session: Session,
	kind: K,
	key: string,
): Promise<View<Kinds[K]> | null> {
	await session.settled();
	const row = await session.db.records.get([session.space, kind, key]);
	return isHere(row) ? toView<K>(row) : null;
}

/** The photos of a thing (`product/KEY` or `shop/KEY`), the cover first. */
export async function photosOf({ db, space }: Session, of: string): Promise<View<Photo>[]> {
	const rows = await db.records
		.where('[space+kind+sort]')
		.between([space, 'photo', `${of} `], [space, 'photo', `${of} \uffff`])
		.toArray();
	return rows.map((row) => toView<'photo'>(row));
}

export function watchPhotos(session: Session, of: string): Observable<View<Photo>[]> {
	return liveQuery(() => photosOf(session, of));
}

/** Everything unsent or refused, oldest first: what waits, since when, and why. */
export function watchQueue({ db }: Session): Observable<QueueRow[]> {
	return liveQuery(async () => (await db.queue.toArray()).sort((a, b) => a.madeAt - b.madeAt));
}
