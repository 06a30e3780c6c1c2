import type { Session } from '../session.ts';
import { makeKey } from '../session.ts';
import type { UploadRow } from '../store/database.ts';
import { photosOf } from '../view.ts';
import { between, spread } from './order.ts';
import type { Picture } from './picture.ts';

export type Kept =
	| { readonly kind: 'ok'; readonly key: string }
	/** The thing has this very picture already. */
	| { readonly kind: 'there-already'; readonly key: string }
	/** The phone could not store it, not even once old pictures had made way: nothing was kept. */
	| { readonly kind: 'no-room' };

/** What of a picture is kept: all but the hints, which are for the one who took it. */
type Files = Omit<Picture, 'hints'>;

/**
 * Keeps a picture as a photo of a thing: both files, the two uploads and the photo's record are one transaction. `after`: the
 * key of the photo it stands behind; else it stands last.
 */
export async function keepPicture(
	session: Session,
	of: string,
	picture: Files,
	after?: string,
): Promise<Kept> {
	try {
		return await session.store(async (edit): Promise<Kept> => {
			const photos = await photosOf(session, of);
			const same = photos.find((photo) => photo.fields.full === picture.fullHash);
			if (same) return { kind: 'there-already', key: same.key };
			const key = makeKey();
			const files = await keepFiles(session, key, picture);
			const at = after === undefined ? photos.length : photos.findIndex((photo) => photo.key === after) + 1;
			const order = await makeRoom(edit, session, photos, at);
			await edit({ space: session.space, kind: 'photo', key, set: { ...files, of, order } });
			return { kind: 'ok', key };
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
export async function keepFiles({ db, space }: Session, photo: string, picture: Files) {
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

type Placed = Awaited<ReturnType<typeof photosOf>>;

/** A place at `at` among `photos`, in order. Where two phones have left no room between neighbours all get new places. */
export async function makeRoom(
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
