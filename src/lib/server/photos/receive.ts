import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { HASH_PATTERN, MAX_PHOTO_BYTES } from '../../domain/photo.ts';
import type { Principal } from '../../domain/access.ts';
import { visible } from '../access.ts';
import type { App } from '../app.ts';
import { enqueueVariants } from '../store/queries/photo-jobs.ts';
import { findPhotoFile, isVisiblePhoto, putPhotoFile } from '../store/queries/photo-files.ts';
import { hasSent, OURSELVES, putSender, type Sender } from '../store/queries/photo-senders.ts';
import { diskPhotos } from './disk.ts';
import { isWhole, opensTooLarge, PICTURE_TYPES, pictureKind, type PictureKind } from './picture.ts';
import type { PhotoFiles } from './port.ts';
import { isPastQuota } from './quota.ts';

/** Why a photo was not taken; the phone puts it in words. */
export type PhotoRefusal =
	| 'bad-name'
	| 'empty'
	| 'too-large'
	| 'not-a-picture'
	| 'hash-mismatch'
	| 'broken'
	| 'interrupted'
	| 'over-quota';

export type PhotoReceipt = { kind: 'kept' | 'already-here' } | { kind: 'refused'; reason: PhotoRefusal };

export const photoFiles = (app: App): PhotoFiles => diskPhotos(join(app.env.dataDir, 'photos'));

const refused = (reason: PhotoRefusal): PhotoReceipt => ({ kind: 'refused', reason });

/**
 * Takes one picture under the name of its hash: whole, or not at all. `length` is what the sender announced.
 * The row follows the file, so that a row always has one; a file without its row is written again.
 */
export async function receivePhoto(
	app: App,
	hash: string,
	body: AsyncIterable<Uint8Array> | null,
	length: number | null,
	sender = OURSELVES,
	files: PhotoFiles = photoFiles(app),
): Promise<PhotoReceipt> {
	if (!HASH_PATTERN.test(hash)) return refused('bad-name');
	if (await isHere(app, hash, sender, files)) return { kind: 'already-here' };
	if (length !== null && length > MAX_PHOTO_BYTES) return refused('too-large');
	const read = await readPicture(hash, body);
	if ('reason' in read) return refused(read.reason);
	if (await app.store.read((tx) => isPastQuota(tx, hash, read.bytes.length))) return refused('over-quota');
	const type = PICTURE_TYPES[read.kind];
	const known = await app.store.read((tx) => findPhotoFile(tx, hash));
	if (known && (await files.has(hash, known.type))) {
		await app.store.write((tx) => putSender(tx, hash, sender));
		return { kind: 'already-here' };
	}
	await files.keep(hash, type, read.bytes);
	const row = { hash, type, bytes: read.bytes.length, created_at: app.now() };
	await app.store.write(async (tx) => {
		await putPhotoFile(tx, row, sender);
		await enqueueVariants(tx, hash, row.created_at);
	});
	return { kind: 'kept' };
}

/** Whether a file of this hash was kept and this one has sent it. */
async function isHere(app: App, hash: string, sender: Sender, files: PhotoFiles): Promise<boolean> {
	const { known, sent } = await app.store.read(async (tx) => {
		return { known: await findPhotoFile(tx, hash), sent: await hasSent(tx, hash, sender) };
	});
	return sent && known !== null && (await files.has(hash, known.type));
}

/**
 * Whether a file need not travel again: it is here, and this person has sent it or may see it. Who knows no more than its
 * hash is told nothing, and must bring its bytes.
 */
export async function needsNoBytes(app: App, hash: string, who: Principal): Promise<boolean> {
	const sender = senderOf(who);
	const { known, sent, seen } = await app.store.read(async (tx) => ({
		known: await findPhotoFile(tx, hash),
		sent: await hasSent(tx, hash, sender),
		seen: await isVisiblePhoto(tx, hash, visible(who)),
	}));
	if (!known || !(sent || seen) || !(await photoFiles(app).has(hash, known.type))) return false;
	if (!sent) await app.store.write((tx) => putSender(tx, hash, sender));
	return true;
}

/** Somebody who sends for wherever they may write. */
export const senderOf = ({ person }: Principal): Sender => ({ person, space: '' });

type Picture = { kind: PictureKind; bytes: Uint8Array } | { reason: PhotoRefusal };

/** At most MAX_PHOTO_BYTES are ever held. */
async function readPicture(hash: string, body: AsyncIterable<Uint8Array> | null): Promise<Picture> {
	const parts: Uint8Array[] = [];
	const digest = createHash('sha256');
	let size = 0;
	try {
		for await (const part of body ?? []) {
			size += part.length;
			// Read to its end though nothing of it is kept: a sender who is cut off hears no answer
			if (size > MAX_PHOTO_BYTES) continue;
			digest.update(part);
			parts.push(part);
		}
	} catch (error) {
		return { reason: (error as { status?: number }).status === 413 ? 'too-large' : 'interrupted' };
	}
	if (size > MAX_PHOTO_BYTES) return { reason: 'too-large' };
	if (size === 0) return { reason: 'empty' };
	const bytes = Buffer.concat(parts);
	const kind = pictureKind(bytes);
	if (!kind) return { reason: 'not-a-picture' };
	if (opensTooLarge(bytes)) return { reason: 'too-large' };
	if (digest.digest('hex') !== hash) return { reason: 'hash-mismatch' };
	return isWhole(kind, bytes) ? { kind, bytes } : { reason: 'broken' };
}
