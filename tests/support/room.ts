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

/** Waits until the browser will store nothing more: it lives on what it counted before for half a minute. */
export async function refuses(page: Page): Promise<void> {
	const write = () =>
		page.evaluate(
			() =>
				new Promise<string>((resolve) => {
					const opened = indexedDB.open('scratch');
					opened.onupgradeneeded = () => opened.result.createObjectStore('some');
					opened.onerror = () => resolve(String(opened.error?.name));
					opened.onsuccess = () => {
						const tx = opened.result.transaction('some', 'readwrite');
						tx.objectStore('some').put('text', 'here');
						tx.oncomplete = () => resolve('stored');
						tx.onabort = () => resolve(String(tx.error?.name));
						opened.result.close();
					};
				}),
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
