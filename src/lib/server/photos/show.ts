import { HASH_PATTERN } from '../../domain/photo.ts';
import { visible } from '../access.ts';
import type { App } from '../app.ts';
import type { Enrolled } from '../principal.ts';
import { findPhotoFile, isPublicPhoto, isVisiblePhoto } from '../store/queries/photo-files.ts';
import { makeAgain } from '../store/queries/photo-jobs.ts';
import { findVariant, largestVariant } from '../store/queries/photo-variants.ts';
import { carriesMetadata } from './metadata.ts';
import { kindOfType } from './picture.ts';
import { photoFiles } from './receive.ts';
import { readVariant, VARIANT_TYPES, type Variant } from './variant.ts';

export interface ShownFile {
	readonly bytes: Uint8Array;
	readonly type: string;
	/** True when anybody may see it, and any cache on the way may keep it. */
	readonly everyone: boolean;
}

type Who = () => Promise<Enrolled | null>;

/**
 * A picture for whoever may see it; null when there is none, and when it is not for this person: the two look the
 * same. `who` is asked for only when the picture is not for everyone.
 */
export async function showPhoto(app: App, hash: string, who: Who): Promise<ShownFile | null> {
	if (!HASH_PATTERN.test(hash)) return null;
	const { file, everyone } = await app.store.read(async (tx) => {
		const found = await findPhotoFile(tx, hash);
		return { file: found, everyone: await isPublicPhoto(tx, hash) };
	});
	// What does not exist is asked after like what is not theirs
	if (!everyone && !(await mayShow(app, hash, await who()))) return null;
	if (!file) return null;
	const bytes = await photoFiles(app).read(hash, file.type);
	if (!bytes) {
		app.log.error('a photo is in the list and not on the disk', { hash });
		return null;
	}
	const kind = kindOfType(file.type);
	if (!everyone || !kind || !carriesMetadata(kind, bytes)) return { bytes, type: file.type, everyone };
	// Where and when it was taken is for nobody but the people of its shop, whose file it is
	if (await mayShow(app, hash, await who())) return { bytes, type: file.type, everyone: false };
	return withoutMetadata(app, hash);
}

/** A smaller copy, for whoever may see the picture; `name` is what stands behind its hash: `640.avif`. */
export async function showVariant(app: App, hash: string, name: string, who: Who): Promise<ShownFile | null> {
	const variant = readVariant(name);
	if (!variant || !HASH_PATTERN.test(hash)) return null;
	const { isMade, everyone } = await app.store.read(async (tx) => {
		const made = (await findVariant(tx, hash, variant)) !== null;
		return { isMade: made, everyone: await isPublicPhoto(tx, hash) };
	});
	if (!everyone && !(await mayShow(app, hash, await who()))) return null;
	if (!isMade) return null;
	return readMade(app, hash, variant, everyone);
}

/** The picture that everybody knows how to open, made anew; null while it is not made yet. */
async function withoutMetadata(app: App, hash: string): Promise<ShownFile | null> {
	const variant = await app.store.read((tx) => largestVariant(tx, hash, 'jpg'));
	return variant && readMade(app, hash, variant, true);
}

async function readMade(
	app: App,
	hash: string,
	{ width, format }: Variant,
	everyone: boolean,
): Promise<ShownFile | null> {
	const type = VARIANT_TYPES[format];
	const bytes = await photoFiles(app).read(hash, type, width);
	if (bytes) return { bytes, type, everyone };
	app.log.error('a variant is in the list and not on the disk: it is made again', { hash, width, format });
	await app.store.write((tx) => makeAgain(tx, hash, app.now()));
	return null;
}

function mayShow(app: App, hash: string, who: Enrolled | null): Promise<boolean> {
	return app.store.read((tx) => isVisiblePhoto(tx, hash, visible(who?.principal ?? null)));
}
