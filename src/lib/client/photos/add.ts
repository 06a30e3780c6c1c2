import type { Photo } from '../../domain/photo.ts';
import type { Fields } from '../../sync/value.ts';
import { makeKey, type Session } from '../session.ts';
import type { UploadRow } from '../store/database.ts';
import { photosOf, type View } from '../view.ts';
import type { Hint } from './hints.ts';
import { fileOf } from './object-urls.ts';
import { between, spread } from './order.ts';
import type { Picture, Refusal } from './picture.ts';
import { shrink } from './shrink.ts';
import { takeBytes } from './take.ts';

export type Added =
	| { readonly kind: 'ok'; readonly key: string; readonly hints: readonly Hint[] }
	/** The thing has this very picture already. */
	| { readonly kind: 'there-already'; readonly key: string }
	/** The phone could not store it: nothing was kept. */
	| { readonly kind: 'no-room' }
	| { readonly kind: Refusal };

export interface AddOptions {
	/** The key of the photo it stands behind; else it stands last. */
	readonly after?: string;
	readonly signal?: AbortSignal;
}

/** Takes a picked file's bytes, shrinks it and keeps it. `of`: `product/KEY` or `shop/KEY`. */
export async function addPhoto(
	session: Session,
	of: string,
	file: Blob,
	options: AddOptions = {},
): Promise<Added> {
	const taken = await takeBytes(file);
	return taken.kind === 'ok' ? addBytes(session, of, taken.bytes, options) : taken;
}

/**
 * The same for bytes that were taken already: of several picked files all are taken at once, and shrunk one by one.
 * Both files, the two uploads and the photo's record are one transaction.
 */
export async function addBytes(
	session: Session,
	of: string,
	bytes: Blob,
	{ after, signal }: AddOptions = {},
): Promise<Added> {
	const shrunk = await shrink(bytes, signal);
	if (shrunk.kind !== 'ok') return shrunk;
	if (signal?.aborted) return { kind: 'stopped' };
	const { fullHash, hints } = shrunk.picture;
	try {
		return await session.store(async (edit): Promise<Added> => {
			const photos = await photosOf(session, of);
			const same = photos.find((photo) => photo.fields.full === fullHash);
			if (same) return { kind: 'there-already', key: same.key };
			const key = makeKey();
			const files = await keepFiles(session, key, shrunk.picture);
			const at = after === undefined ? photos.length : photos.findIndex((photo) => photo.key === after) + 1;
			const order = await makeRoom(edit, session, photos, at);
			await edit({ space: session.space, kind: 'photo', key, set: { ...files, of, order } });
			return { kind: 'ok', key, hints };
		});
	} catch {
		return { kind: 'no-room' };
	}
}

/** How far a file is that waits already. Its row goes over to the newer photo: one upload serves both. */
function goneOf({ arrived, sentBefore }: UploadRow): Pick<UploadRow, 'arrived' | 'sentBefore'> {
	return { ...(arrived !== undefined && { arrived }), ...(sentBefore && { sentBefore }) };
}

/** Keeps both files and their uploads, in the caller's transaction. Answers what the photo's record says of them. */
async function keepFiles({ db, space }: Session, photo: string, picture: Picture) {
	const { full, thumb, fullHash, thumbHash, width, height, blur } = picture;
	const madeAt = Date.now();
	for (const [size, hash, blob] of [
		['full', fullHash, full],
		['thumb', thumbHash, thumb],
	] as const) {
		const [file, waiting] = [await db.files.get(hash), await db.uploads.get(hash)];
		await db.files.put({ hash, blob });
		const upload = { hash, space, photo, size, madeAt, refused: null, bytes: blob.size };
		// The same picture of several things is one file: what of it has gone stays gone.
		const gone = waiting ? goneOf(waiting) : file && { sentBefore: true as const };
		await db.uploads.put({ ...upload, ...gone });
	}
	return { full: fullHash, thumb: thumbHash, width, height, bytes: full.size, blur };
}

export type Cut =
	/** `undo` puts the picture back as it was: its files are still here. */
	| { readonly kind: 'ok'; readonly undo: () => Promise<void> }
	| { readonly kind: 'no-room' }
	| { readonly kind: Refusal };

/** Makes a photo the square in its middle. */
export async function cutSquare(session: Session, { key, fields }: View<Photo>): Promise<Cut> {
	const blob = fields.full === undefined ? null : await fileOf(session, fields.full);
	if (!blob) return { kind: 'gone' };
	const shrunk = await shrink(blob, undefined, 'square');
	if (shrunk.kind !== 'ok') return shrunk;
	const name = { space: session.space, kind: 'photo', key };
	try {
		await session.store(async (edit) => {
			await edit({ ...name, set: await keepFiles(session, key, shrunk.picture) });
		});
	} catch {
		return { kind: 'no-room' };
	}
	const { full, thumb, width, height, bytes, blur } = fields;
	const before = Object.fromEntries(
		Object.entries({ full, thumb, width, height, bytes, blur }).filter(([, value]) => value !== undefined),
	);
	return { kind: 'ok', undo: () => session.edit({ ...name, set: before as Fields }).then(() => undefined) };
}

/** Puts a photo at `to` (0: the cover) among those of its thing. */
export async function movePhoto(session: Session, of: string, key: string, to: number): Promise<void> {
	await session.store(async (edit) => {
		const others = (await photosOf(session, of)).filter((photo) => photo.key !== key);
		const order = await makeRoom(edit, session, others, to);
		await edit({ space: session.space, kind: 'photo', key, set: { order } });
	});
}

export async function removePhoto(session: Session, key: string): Promise<void> {
	// The files stay: a refused removal brings the photo back. An upload whose record is gone for good ends in `send`.
	await session.edit({ space: session.space, kind: 'photo', key, remove: true });
}

type Placed = Awaited<ReturnType<typeof photosOf>>;

/** A place at `at` among `photos`, in order. Where two phones have left no room between neighbours all get new places. */
async function makeRoom(
	edit: Parameters<Parameters<Session['store']>[0]>[0],
	{ space }: Session,
	photos: Placed,
	at: number,
): Promise<string> {
	const order = between(photos[at - 1]?.fields.order ?? null, photos[at]?.fields.order ?? null);
	if (order !== null) return order;
	const places = spread(photos.length + 1);
	const own = places.splice(at, 1)[0] ?? 'V';
	for (const [i, photo] of photos.entries()) {
		await edit({ space, kind: 'photo', key: photo.key, set: { order: places[i] ?? 'V' } });
	}
	return own;
}
