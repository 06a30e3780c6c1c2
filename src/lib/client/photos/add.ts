import type { Session } from '../session.ts';
import { photosOf } from '../view.ts';
import { keepPicture, makeRoom, type Kept } from './keep.ts';
import type { Refusal } from './picture.ts';
import { shrink } from './shrink.ts';
import { takeBytes } from './take.ts';

export type Added = Kept | { readonly kind: Refusal };

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

/** The same for bytes that were taken already: of several picked files all are taken at once, and shrunk one by one. */
export async function addBytes(
	session: Session,
	of: string,
	bytes: Blob,
	{ after, signal }: AddOptions = {},
): Promise<Added> {
	const shrunk = await shrink(bytes, signal);
	if (shrunk.kind !== 'ok') return shrunk;
	if (signal?.aborted) return { kind: 'stopped' };
	return keepPicture(session, of, shrunk.picture, after);
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
