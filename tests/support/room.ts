import { expect, type CDPSession, type Page } from '@playwright/test';

/** What JavaScript holds once it has thrown away what it can, bytes. */
export async function heap(cdp: CDPSession): Promise<number> {
	await cdp.send('HeapProfiler.collectGarbage');
	const { metrics } = await cdp.send('Performance.getMetrics');
	return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN;
}

/** What the app takes, bytes. */
export const usage = (page: Page) =>
	page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);

/** The browser lets the app have so many bytes from here on; null: as many as it likes. */
export async function allow(cdp: CDPSession, origin: string, bytes: number | null): Promise<void> {
	const quotaSize = bytes === null ? {} : { quotaSize: Math.round(bytes) };
	await cdp.send('Storage.overrideQuotaForOrigin', { origin, ...quotaSize });
}

/** How much is written at once until there is no room for more, bytes. */
const PIECES = [20_000_000, 1_000_000, 50_000, 2_000, 1];

/**
 * Fills what room there is, at most `room`, until the browser will store nothing more. It lives for half a minute on what it
 * counted before: what is larger than that it counts anew.
 */
export async function refuses(page: Page, room: number): Promise<void> {
	const write = () =>
		page.evaluate(
			async ({ first, pieces }) => {
				const asked = <R>(request: IDBRequest<R>) =>
					new Promise<R>((resolve, reject) => {
						request.onsuccess = () => resolve(request.result);
						request.onerror = () => reject(request.error ?? new Error('not opened'));
					});
				const opening = indexedDB.open('scratch');
				opening.onupgradeneeded = () => opening.result.createObjectStore('some', { autoIncrement: true });
				const db = await asked(opening).catch((error: DOMException) => error.name);
				if (typeof db === 'string') return db;
				const put = (bytes: number) =>
					new Promise<string>((resolve) => {
						const tx = db.transaction('some', 'readwrite');
						tx.objectStore('some').put(new Blob([new Uint8Array(bytes)]));
						tx.oncomplete = () => resolve('stored');
						tx.onabort = () => resolve(String(tx.error?.name));
					});
				let end = await put(first);
				for (const bytes of pieces) while ((end = await put(bytes)) === 'stored' && bytes > 1);
				db.close();
				return end;
			},
			{ first: room, pieces: PIECES },
		);
	await expect.poll(write, { timeout: 60_000 }).toBe('QuotaExceededError');
}

/** A browser that tells how much is left, as Chrome did until 138; null: one that tells nothing. */
export async function tells(page: Page, left: number | null): Promise<void> {
	await page.addInitScript((bytes) => {
		const usage = 45_600_000;
		const told = bytes === null ? {} : { usage, quota: usage + bytes };
		StorageManager.prototype.estimate = () => Promise.resolve(told);
	}, left);
	await page.reload();
}
