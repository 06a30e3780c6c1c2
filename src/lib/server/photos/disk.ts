import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HASH_PATTERN } from '../../domain/photo.ts';
import { PICTURE_TYPES } from './picture.ts';
import type { PhotoFiles } from './port.ts';
import { VARIANT_TYPES, VARIANT_WIDTHS, type VariantWidth } from './variant.ts';

const ENDINGS = Object.entries({ ...VARIANT_TYPES, ...PICTURE_TYPES });

/**
 * Files in a folder: `ab/abcdef….webp` as it arrived, `ab/abcdef…-640.avif` beside it. Only a hash, a known width and
 * a known type ever become a path.
 */
export function diskPhotos(folder: string): PhotoFiles {
	const folderOf = (hash: string): string => {
		if (!HASH_PATTERN.test(hash)) throw new Error(`no photo name: ${hash}`);
		return join(folder, hash.slice(0, 2));
	};
	const path = (hash: string, type: string, width?: VariantWidth): string => {
		const [ending] = ENDINGS.find(([, known]) => known === type) ?? [];
		const isKnown = width === undefined || VARIANT_WIDTHS.includes(width);
		if (!ending || !isKnown) throw new Error(`no photo name: ${hash} ${type} ${width}`);
		return join(folderOf(hash), `${hash}${width === undefined ? '' : `-${width}`}.${ending}`);
	};
	return {
		async keep(hash, type, bytes, width) {
			const target = path(hash, type, width);
			await mkdir(dirname(target), { recursive: true });
			const temporary = `${target}.${randomUUID()}.part`;
			try {
				await writeSynced(temporary, bytes);
				await rename(temporary, target);
				await syncFolder(dirname(target));
			} catch (error) {
				await rm(temporary, { force: true });
				throw error;
			}
		},
		async read(hash, type, width) {
			return readFile(path(hash, type, width)).catch(nullWhenMissing);
		},
		async has(hash, type, width) {
			return (await stat(path(hash, type, width)).catch(nullWhenMissing)) !== null;
		},
		async remove(hash, before) {
			const place = folderOf(hash);
			const names = (await readdir(place).catch(nullWhenMissing)) ?? [];
			for (const name of names.filter((one) => one.startsWith(hash))) {
				const found = await stat(join(place, name)).catch(nullWhenMissing);
				if (found && found.mtimeMs < before) await rm(join(place, name), { force: true });
			}
		},
	};
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
	const file = await open(path, 'wx');
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** The new name itself is on the disk only when its folder is. Windows cannot open folders, and needs it not. */
async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, 'r').catch(() => null);
	await folder?.sync().catch(() => null);
	await folder?.close();
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
	if (error.code === 'ENOENT') return null;
	throw error;
}
