import type { Photo } from '../../domain/photo.ts';
import type { Fields } from '../../sync/value.ts';
import type { Session } from '../session.ts';
import { photosOf, type View } from '../view.ts';
import { fileOf } from './fetch.ts';
import type { Hint } from './hints.ts';
import { keepFiles, keepPicture, makeRoom, type Kept } from './keep.ts';
import type { Refusal } from './picture.ts';
import { shrink } from './shrink.ts';

export type Added =
	| (Kept & { readonly kind: 'ok'; readonly hints: readonly Hint[] })
	| Exclude<Kept, { readonly kind: 'ok' }>
	| { readonly kind: Refusal };

export interface AddOptions {
	/** The key of the photo it stands behind; else it stands last. */
	readonly after?: string;
	readonly signal?: AbortSignal;
}

/** Shrinks a picture and keeps it. `of`: `product/KEY` or `shop/KEY`. */
export async function addBytes(
	session: Session,
	of: string,
	bytes: Blob,
	{ after, signal }: AddOptions = {},
): Promise<Added> {
	const shrunk = await shrink(bytes, signal);
	if (shrunk.kind !== 'ok') return shrunk;
	if (signal?.aborted) return { kind: 'stopped' };
	const kept = await keepPicture(session, of, shrunk.picture, after);
	return kept.kind === 'ok' ? { ...kept, hints: shrunk.picture.hints } : kept;
}

export type Cut =
	/** `undo` puts the picture back as it was: its files are still here. */
	| { readonly kind: 'ok'; readonly undo: () => Promise<void> }
	| { readonly kind: 'no-room' }
	| { readonly kind: Refusal };

/** Makes a photo the square in its middle. */
export async function cutSquare(session: Session, { key, fields }: View<Photo>): Promise<Cut> {
	const file = fields.full === undefined ? null : await fileOf(session, fields.full);
	if (file?.kind !== 'here') return { kind: 'gone' };
	const shrunk = await shrink(file.blob, undefined, 'square');
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
