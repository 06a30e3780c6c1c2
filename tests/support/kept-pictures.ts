import type { Page } from '@playwright/test';
import { rowsOf } from './seller.ts';

/** A photo as this phone keeps it. */
export interface KeptPicture {
	readonly width: number;
	readonly height: number;
	readonly full: Buffer;
	readonly thumb: Buffer;
}

/** The photos on this phone with their files' bytes. */
export async function keptPictures(page: Page): Promise<KeptPicture[]> {
	const files = await filesOn(page);
	const photos = (await rowsOf(page, 'records')).filter(({ kind }) => kind === 'photo');
	return photos.map((row) => {
		const pending = (row['pending'] ?? {}) as Record<string, { value: unknown }>;
		const unsent = Object.fromEntries(Object.entries(pending).map(([name, { value }]) => [name, value]));
		const { full, thumb, width, height } = { ...(row['fields'] as object), ...unsent } as Record<
			string,
			unknown
		>;
		const bytesOf = (hash: unknown) => files.get(String(hash)) ?? Buffer.alloc(0);
		return { width: Number(width), height: Number(height), full: bytesOf(full), thumb: bytesOf(thumb) };
	});
}

async function filesOn(page: Page): Promise<Map<string, Buffer>> {
	const files = await page.evaluate(async () => {
		const asked = <R>(request: IDBRequest<R>) =>
			new Promise<R>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('not read'));
			});
		const named = (await indexedDB.databases()).find(({ name }) => name?.startsWith('tambon-'));
		const db = await asked(indexedDB.open(named?.name ?? ''));
		const rows = await asked<{ hash: string; blob: Blob }[]>(
			db.transaction('files').objectStore('files').getAll(),
		);
		db.close();
		const textOf = async (blob: Blob) => {
			const bytes = new Uint8Array(await blob.arrayBuffer());
			return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
		};
		return Promise.all(rows.map(async ({ hash, blob }) => [hash, await textOf(blob)] as const));
	});
	return new Map(files.map(([hash, text]) => [hash, Buffer.from(text, 'base64')]));
}

/** What a WebP or a JPEG is made of, in its order: chunks by their names, segments by their markers; `more` behind its end. */
export function partsOf(file: Buffer): string[] {
	const parts = file.toString('latin1', 0, 4) === 'RIFF' ? webpParts(file) : jpegParts(file);
	return parts.filter((part, i) => part !== parts[i - 1]);
}

function webpParts(file: Buffer): string[] {
	const parts: string[] = [];
	for (let at = 12; at < file.length;) {
		parts.push(file.toString('latin1', at, at + 4));
		const size = file.readUInt32LE(at + 4);
		at += 8 + size + (size % 2);
	}
	return parts;
}

function jpegParts(file: Buffer): string[] {
	const parts: string[] = [];
	for (let at = 2; at < file.length;) {
		const marker = file.readUInt16BE(at);
		if (marker < 0xff01) return [...parts, 'more'];
		parts.push(marker.toString(16));
		if (marker === 0xffd9) return at + 2 < file.length ? [...parts, 'more'] : parts;
		at += 2 + file.readUInt16BE(at + 2);
		// A scan: its bytes, and marks to begin anew at, up to the next marker.
		if (marker === 0xffda) while (!isMarker(file, at)) at += 1;
	}
	return [...parts, 'more'];
}

function isMarker(file: Buffer, at: number): boolean {
	const next = file[at + 1] ?? 0xd9;
	return file[at] !== 0xff ? at >= file.length : next !== 0 && (next < 0xd0 || next > 0xd7);
}
