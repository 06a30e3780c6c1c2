import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HASH_PATTERN } from '../../domain/photo.ts';
import { PICTURE_TYPES } from './picture.ts';
import type { PhotoFiles } from './port.ts';

/** Files in a folder: `ab/abcdef….webp`. Only a hash and a known type ever become a path. */
export function diskPhotos(folder: string): PhotoFiles {
	const path = (hash: string, type: string): string => {
		const [ending] = Object.entries(PICTURE_TYPES).find(([, known]) => known === type) ?? [];
		if (!HASH_PATTERN.test(hash) || !ending) throw new Error(`no photo name: ${hash} ${type}`);
		return join(folder, hash.slice(0, 2), `${hash}.${ending}`);
	};
	return {
		async keep(hash, type, bytes) {
			const target = path(hash, type);
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
		async read(hash, type) {
			return readFile(path(hash, type)).catch(nullWhenMissing);
		},
		async has(hash, type) {
			return (await stat(path(hash, type)).catch(nullWhenMissing)) !== null;
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
