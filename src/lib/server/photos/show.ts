import { mayRead } from '../../domain/access.ts';
import { HASH_PATTERN } from '../../domain/photo.ts';
import type { App } from '../app.ts';
import type { Enrolled } from '../principal.ts';
import { findPhotoFile, isPublicPhoto, spacesUsing } from '../store/queries/photo-files.ts';
import { photoFiles } from './receive.ts';

export interface ShownFile {
	readonly bytes: Uint8Array;
	readonly type: string;
	/** True when anybody may see it, and any cache on the way may keep it. */
	readonly everyone: boolean;
}

/**
 * A picture for whoever may see it; null when there is none, and when it is not for this person: the two look the
 * same. `who` is asked for only when the picture is not for everyone.
 */
export async function showPhoto(
	app: App,
	hash: string,
	who: () => Promise<Enrolled | null>,
): Promise<ShownFile | null> {
	if (!HASH_PATTERN.test(hash)) return null;
	const { file, everyone } = await app.store.read(async (tx) => {
		const found = await findPhotoFile(tx, hash);
		return { file: found, everyone: found !== null && (await isPublicPhoto(tx, hash)) };
	});
	if (!file) return null;
	if (!everyone && !(await mayShow(app, hash, await who()))) return null;
	const bytes = await photoFiles(app).read(hash, file.type);
	if (!bytes) {
		app.log.error('a photo is in the list and not on the disk', { hash });
		return null;
	}
	return { bytes, type: file.type, everyone };
}

async function mayShow(app: App, hash: string, who: Enrolled | null): Promise<boolean> {
	if (!who) return false;
	const spaces = await app.store.read((tx) => spacesUsing(tx, hash));
	return spaces.some((space) => mayRead(who.principal, space));
}
