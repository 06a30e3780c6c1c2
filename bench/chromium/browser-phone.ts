import type { Browser, Page } from '@playwright/test';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { SCREEN } from '../../tests/support/phone.ts';
import { join } from '../support/join.ts';
import { SHOP } from '../support/phone.ts';
import type { PriceEdit } from '../support/prices.ts';
import { giveCookie, remember } from '../support/seller.ts';
import { untilIn } from '../support/until.ts';

interface InPage {
	benchEdit(edits: readonly PriceEdit[]): Promise<void>;
	benchLook(id: string): Promise<{ held: number; waiting: number; price: unknown }>;
}

/** The app as people have it, in a browser of its own: installed, joined, and not yet in touch with the server. */
export interface BrowserPhone {
	/** The network comes: the app syncs for the first time. */
	firstSync(): Promise<void>;
	edit(edits: readonly PriceEdit[]): Promise<void>;
	/** The app is woken as by a network that comes back, and syncs. */
	sync(): Promise<void>;
	holds(edit: PriceEdit): Promise<boolean>;
	/** The protocol of each sync request (`http/1.1`, `h2`) since this was asked last. Throws when the page asked for anything else. */
	requests(): Promise<string[]>;
	close(): Promise<void>;
}

let script: Promise<string> | null = null;
function inPage(): Promise<string> {
	script ??= build({
		entryPoints: [fileURLToPath(new URL('./in-page.ts', import.meta.url))],
		bundle: true,
		write: false,
		format: 'iife',
		platform: 'browser',
		logLevel: 'error',
	}).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
	return script;
}

/** How long anything may take, milliseconds. */
const PATIENCE = 20_000;

export async function openBrowserPhone(
	browser: Browser,
	dataDir: string,
	origin: string,
): Promise<BrowserPhone> {
	const context = await browser.newContext({ viewport: SCREEN, locale: 'th-TH' });
	context.setDefaultTimeout(PATIENCE);
	const joined = await join(dataDir, { role: 'seller', areas: ['45'], shop: SHOP });
	await giveCookie(context, origin, joined);
	const page = await context.newPage();
	await page.goto(`${origin}/sell`);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.waitForLoadState('networkidle');
	await context.setOffline(true);
	await page.evaluate(remember, joined.account);
	await page.goto(`${origin}/sell`);
	await page.evaluate(await inPage());
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await page.waitForFunction(() =>
		performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/api/sync')),
	);
	await clearEntries(page);
	const untilAnswered = async (work: () => Promise<unknown>) => {
		const answered = page.waitForEvent('requestfinished', { predicate: isSync });
		await work();
		await answered;
	};
	const looked = () => page.evaluate(() => (globalThis as unknown as InPage).benchLook(''));
	return {
		async firstSync() {
			await untilAnswered(() => context.setOffline(false));
			await untilIn('the first sync', async () => (await looked()).held === 200);
		},
		edit: (edits) => page.evaluate((list) => (globalThis as unknown as InPage).benchEdit(list), edits),
		async sync() {
			await untilAnswered(() => page.evaluate(() => dispatchEvent(new Event('online'))));
			await untilIn('the answer', async () => (await looked()).waiting === 0);
		},
		async holds({ id, price }) {
			const look = await page.evaluate((key) => (globalThis as unknown as InPage).benchLook(key), id);
			return look.price === price;
		},
		async requests() {
			const entries = await page.evaluate(() =>
				performance
					.getEntriesByType('resource')
					.map((entry) => entry as PerformanceResourceTiming)
					// The app's own files come from its service worker: no byte of them crosses the line.
					.filter(({ workerStart, name }) => workerStart === 0 || name.endsWith('/api/sync'))
					// Nor of one that the browser knew to be offline
					.filter(({ responseStatus }) => responseStatus > 0)
					.map(({ name, nextHopProtocol }) => ({
						name,
						protocol: nextHopProtocol,
					})),
			);
			await clearEntries(page);
			const others = entries.filter(({ name }) => !name.endsWith('/api/sync'));
			if (others.length > 0)
				throw new Error(`the page asked for ${others.map(({ name }) => name).join(', ')}`);
			return entries.map(({ protocol }) => protocol);
		},
		close: () => context.close(),
	};
}

const isSync = (request: { url(): string }) => request.url().endsWith('/api/sync');
const clearEntries = (page: Page) => page.evaluate(() => performance.clearResourceTimings());
