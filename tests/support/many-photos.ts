import type { Page } from '@playwright/test';
import sharp from 'sharp';
import type { ServerEdit } from '../../src/lib/server/write.ts';
import { seeded } from './random.ts';

/** Of one product with one photo. */
export interface Shot {
	readonly product: string;
	readonly photo: string;
	readonly full: string;
	readonly thumb: string;
}

const hashOf = (name: string) => Buffer.from(name).toString('hex').padEnd(64, '0');

/** Keys sort as the numbers do: the last is the newest. */
export function shots(count: number): Shot[] {
	return Array.from({ length: count }, (_, i) => {
		const number = String(i).padStart(4, '0');
		return {
			product: `mat-of-reed-${number}`,
			photo: `photo-of-mat-${number}`,
			full: hashOf(`full ${number}`),
			thumb: hashOf(`thumb ${number}`),
		};
	});
}

/** As the office holds them. */
export function recordsOf(all: readonly Shot[]): ServerEdit[] {
	const price = { satang: 45_000, unit: 'ผืน' };
	return all.flatMap(({ product, photo, full, thumb }): ServerEdit[] => [
		{
			kind: 'product',
			key: product,
			set: {
				nameTh: `เสื่อกกลายขิดทอมือ ผืนใหญ่พิเศษสำหรับนั่งทำบุญ ผืนที่ ${product.slice(-4)}`,
				category: 'CRAFT',
				price,
				state: 'published',
			},
		},
		{
			kind: 'photo',
			key: photo,
			set: { of: `product/${product}`, order: 'V', full, thumb, width: 600, height: 450, bytes: 40_000 },
		},
	]);
}

/** A WebP of noise: as large as it looks. */
export async function noise(width: number, height: number, seed = 1): Promise<Buffer> {
	const random = seeded(seed);
	const raw = Buffer.from(Array.from({ length: width * height * 3 }, () => random.below(256)));
	return sharp(raw, { raw: { width, height, channels: 3 } })
		.webp({ quality: 40 })
		.toBuffer();
}

export interface Given {
	readonly hash: string;
	readonly kind: 'full' | 'thumb';
	readonly confirmedAt?: number | undefined;
}

/** Puts pictures on the phone as the app does, fifty at a time. Each has bytes of its own. */
export function putFiles(
	page: Page,
	database: string,
	files: readonly Given[],
	bytes: Readonly<Record<Given['kind'], Buffer>>,
): Promise<void> {
	return page.evaluate(
		async ({ name, rows, full, thumb }) => {
			const read = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
			const made = { full: read(full), thumb: read(thumb) };
			const opened = indexedDB.open(name);
			const db = await new Promise<IDBDatabase>((resolve, reject) => {
				opened.onsuccess = () => resolve(opened.result);
				opened.onerror = () => reject(opened.error ?? new Error('not opened'));
			});
			for (let i = 0; i < rows.length; i += 50) {
				const tx = db.transaction(['files', 'arrivals'], 'readwrite');
				for (const { hash, kind, confirmedAt } of rows.slice(i, i + 50)) {
					const blob = new Blob([made[kind], hash], { type: 'image/webp' });
					tx.objectStore('files').put({ hash, blob });
					if (confirmedAt === undefined) continue;
					tx.objectStore('arrivals').put({ hash, bytes: blob.size, confirmedAt });
				}
				await new Promise<void>((resolve, reject) => {
					tx.oncomplete = () => resolve();
					tx.onabort = () => reject(tx.error ?? new Error('not kept'));
				});
			}
			db.close();
		},
		{
			name: database,
			rows: files,
			full: bytes.full.toString('base64'),
			thumb: bytes.thumb.toString('base64'),
		},
	);
}

/** Counts the object URLs that are in use, from the next page on. */
export async function countUrls(page: Page): Promise<() => Promise<number>> {
	await page.addInitScript(() => {
		const live = new Set<string>();
		const { createObjectURL, revokeObjectURL } = URL;
		URL.createObjectURL = (of) => {
			const url = createObjectURL.call(URL, of);
			live.add(url);
			return url;
		};
		URL.revokeObjectURL = (url) => {
			live.delete(url);
			revokeObjectURL.call(URL, url);
		};
		(window as { liveUrls?: Set<string> }).liveUrls = live;
	});
	return () => page.evaluate(() => (window as { liveUrls?: Set<string> }).liveUrls?.size ?? -1);
}

/**
 * The hashes of the files on the phone. No bytes are read: the browser gives the room of a file back only when no page holds
 * them any more.
 */
export async function hashesOn(page: Page, database: string): Promise<Set<string>> {
	const keys = await page.evaluate(async (name) => {
		const asked = <R>(request: IDBRequest<R>) =>
			new Promise<R>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('not read'));
			});
		const db = await asked(indexedDB.open(name));
		const all = await asked(db.transaction('files').objectStore('files').getAllKeys());
		db.close();
		return all as string[];
	}, database);
	return new Set(keys);
}
