import { liveQuery, type Observable } from 'dexie';
import { catalogueOf, shopOfSpace } from '../domain/access.ts';
import { isNote } from '../domain/notes.ts';
import { isEmpty } from '../sync/change.ts';
import { isOpen, readFiled, type FiledBy } from './filed.ts';
import type { CarriedStored, Database, QueueRow, TakenRow, UploadRow } from './store/database.ts';

/** One thing of the shop (the shop itself, a product) with what of it has not reached the office. */
export interface WaitingThing {
	/** `product/KEY`, `shop/KEY`; a photo or story counts for the thing it belongs to. */
	readonly id: string;
	readonly unsent: readonly QueueRow[];
	/** Refused changes: they need the person. */
	readonly parked: readonly QueueRow[];
	/** Pictures whose file waits, or that were taken in the page and are no photos yet. */
	readonly photos: number;
	/** Those the office will not have. */
	readonly refusedPhotos: readonly UploadRow[];
	/** When the oldest of it was made, ms UTC by the phone's clock. */
	readonly since: number;
}

/** What a photo record shows (`product/KEY`), by its key; undefined where that is not known. */
type OwnerOf = (photo: string) => string | undefined;

/** Groups what waits by the thing a person knows it as, the oldest first. `shop` is this account's shop. */
export function groupWaiting(
	queue: readonly QueueRow[],
	uploads: readonly UploadRow[],
	ownerOf: OwnerOf,
	shop: string,
	taken: readonly Pick<TakenRow, 'key' | 'of' | 'at'>[] = [],
): WaitingThing[] {
	interface Growing {
		id: string;
		unsent: QueueRow[];
		parked: QueueRow[];
		files: Set<string>;
		refused: Map<string, UploadRow>;
		since: number;
	}
	const things = new Map<string, Growing>();
	const thing = (id: string, madeAt: number): Growing => {
		const known = things.get(id) ?? {
			id,
			unsent: [],
			parked: [],
			files: new Set(),
			refused: new Map(),
			since: madeAt,
		};
		known.since = Math.min(known.since, madeAt);
		things.set(id, known);
		return known;
	};
	for (const row of queue) {
		// Undone before it left: it only keeps its number.
		if (isEmpty(row.change)) continue;
		const { space, kind, key } = row;
		const id =
			kind === 'photo'
				? (ownerOf(key) ?? `photo/${key}`)
				: kind === 'story'
					? `${key === shop || space === catalogueOf(key) ? 'shop' : 'product'}/${key}`
					: isNote(kind)
						? `shop/${shopOfSpace(space)}`
						: `${kind}/${key}`;
		const into = thing(id, row.madeAt);
		(row.state === 'parked' ? into.parked : into.unsent).push(row);
	}
	for (const file of uploads) {
		const into = thing(ownerOf(file.photo) ?? `photo/${file.photo}`, file.madeAt);
		// Two files a picture (full and thumbnail): a person counts pictures.
		if (file.refused === null) into.files.add(file.photo);
		else into.refused.set(file.photo, file);
	}
	for (const { key, of, at } of taken) thing(of, at).files.add(key);
	return [...things.values()]
		.map(({ files, refused, ...rest }) => ({
			...rest,
			photos: files.size,
			refusedPhotos: [...refused.values()],
		}))
		.sort((a, b) => a.since - b.since);
}

/** Whose work it is: a session, or what of one the worker has. */
export interface Where extends FiledBy {
	readonly db: Database;
	readonly account: FiledBy['account'] & { readonly shop: string | null };
}

export function watchWaiting(where: Where): Observable<WaitingThing[]> {
	return liveQuery(() => readWaiting(where));
}

/** What waits, once. */
export async function readWaiting(where: Where): Promise<WaitingThing[]> {
	const { db, account } = where;
	const [own, files, taken, brought] = await Promise.all([
		db.queue.toArray(),
		db.uploads.toArray(),
		takenIn(where),
		db.carried.where('state').equals('waiting').toArray(),
	]);
	const isShown = ({ space }: { space: string }) => isOpen(where, space);
	const rescued = brought.filter(({ kind }) => kind === 'rescue').map(asQueued);
	const queue = [...own, ...rescued].filter(isShown);
	const uploads = files.filter(isShown);
	const photos = new Map([
		...queue.filter((row) => row.kind === 'photo').map((row) => [row.key, row.space] as const),
		...uploads.map((row) => [row.photo, row.space] as const),
	]);
	const rows = await db.records.bulkGet([...photos].map(([key, space]) => [space, 'photo', key]));
	const owners = new Map([
		...queue.flatMap(({ key, change: { set } }) => ('of' in set ? [[key, set['of']] as const] : [])),
		...rows.flatMap((row) => (row ? [[row.key, row.pending['of']?.value ?? row.fields['of']] as const] : [])),
	]);
	const ownerOf = (photo: string) => owners.get(photo) as string | undefined;
	return groupWaiting(queue, uploads, ownerOf, account.shop ?? '', taken);
}

/** Of pictures taken in the page what their index says: their bytes are megabytes. */
async function takenIn(where: Where): Promise<Pick<TakenRow, 'key' | 'of' | 'at'>[]> {
	const rows: Pick<TakenRow, 'key' | 'of' | 'at'>[] = [];
	await where.db.taken.orderBy('[of+at]').eachKey((at, { primaryKey }) => {
		const [name, when] = at as unknown as [string, number];
		const its = readFiled(where, name);
		if (its) rows.push({ key: primaryKey, of: its.id, at: when });
	});
	return rows;
}

/** What was brought for another phone waits like this one's own. */
function asQueued({ change, madeAt }: CarriedStored): QueueRow {
	const { space, n, kind, key } = change;
	return { change, space, n, kind, key, madeAt, state: 'sent', sentAt: null, reason: null };
}
