import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { frontAt } from '../../src/lib/client/signals.ts';
import { openPhone, type Phone } from '../../tests/support/phone.ts';
import { fieldInstalled } from '../../tests/support/seller.ts';
import { freeFolder, startServer } from '../../tests/support/server.ts';
import { enrol, seedShop, SHOP_NAME } from './seller.ts';
import { sleep, untilIn } from './until.ts';

export interface FilledProfile {
	readonly profile: string;
	/** Where the server was: nothing answers there now. */
	readonly origin: string;
}

/** The profile of a phone that holds `count` products and the apps' files, closed. */
export async function filledProfile(count: number): Promise<FilledProfile> {
	const dataDir = freeFolder();
	await seedShop(dataDir, count);
	return profileOf(dataDir, '/sell', async ({ context, page }, origin) => {
		await enrol(context, dataDir, origin);
		await page.goto(`${origin}/sell`);
		await hasRows(page, 'names', count);
		await page.getByText(SHOP_NAME).waitFor();
	});
}

/** The profile of a marketer's phone that carries all `count` makers of a data folder, and the apps' files, closed. */
export function carriedProfile(dataDir: string, area: string, count: number): Promise<FilledProfile> {
	return profileOf(dataDir, '/field', async ({ context, page }, origin) => {
		await enrol(context, dataDir, origin, { role: 'marketer', areas: [area], shop: null });
		await page.goto(`${origin}/field`);
		await page.getByRole('button', { name: /^พก / }).click();
		await hasRows(page, 'makers', count);
		await fieldInstalled(page);
	});
}

/** The app was opened so often before: by then the browser has kept what it made of the scripts. */
const EARLIER_STARTS = 2;
/** For so long it is looked at each time, milliseconds: the browser keeps that when it has nothing else to do. */
const LOOKED_AT = 5_000;

async function profileOf(
	dataDir: string,
	path: string,
	fill: (phone: Phone, origin: string) => Promise<void>,
): Promise<FilledProfile> {
	const server = await startServer(dataDir);
	const profile = freeFolder();
	const phone = await openPhone(profile);
	await fill(phone, server.origin);
	await phone.page.evaluate(() => navigator.serviceWorker.ready);
	await closeGently(phone);
	await server.stop();
	for (let i = 0; i < EARLIER_STARTS; i++) {
		const earlier = await openPhone(profile, { url: server.origin + path });
		await sleep(LOOKED_AT);
		await hasFront(earlier.page, path);
		await closeGently(earlier);
	}
	return { profile, origin: server.origin };
}

/** Waits until the first screen is kept as it stands. */
async function hasFront(page: Page, path: string): Promise<void> {
	const isKept = (front: string) => caches.match(front).then((kept) => kept !== undefined);
	await untilIn('the first screen', () => page.evaluate(isKept, frontAt(path)));
}

const ROWS = Array.from({ length: 10 }, (_, i) => `<li>สินค้าที่ ${i + 1}</li>`).join('');
const PAINTED = `requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('rows-painted')))`;

/** A phone that opens a page with ten rows in it and nothing else. */
export function bareProfile(): FilledProfile {
	const page = join(freeFolder(), 'rows.html');
	writeFileSync(page, `<!doctype html><meta charset="utf-8"><ul>${ROWS}</ul><script>${PAINTED}</script>`);
	return { profile: freeFolder(), origin: `file://${page}` };
}

/** Waits until a table of the phone's database holds so many rows. */
const hasRows = (page: Page, table: string, count: number): Promise<void> =>
	untilIn(`${count} rows of ${table}`, async () => (await page.evaluate(rowsIn, table)) >= count);

/** Runs in the page. */
async function rowsIn(table: string): Promise<number> {
	const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
	const name = names.find((candidate) => candidate.startsWith('tambon-'));
	if (!name) return 0;
	const db = await new Promise<IDBDatabase>((resolve, reject) => {
		const opening = indexedDB.open(name);
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(opening.error);
	});
	const counting = db.transaction(table).objectStore(table).count();
	const counted = await new Promise<number>((resolve) => {
		counting.onsuccess = () => resolve(counting.result);
	});
	db.close();
	return counted;
}

/** How long a browser may take to end by itself, milliseconds. It writes down what it writes late (localStorage) in half of it. */
const END_LIMIT = 15_000;

async function closeGently(phone: Phone): Promise<void> {
	const session = await phone.context.browser()?.newBrowserCDPSession();
	void session?.send('Browser.close').catch(() => undefined);
	const deadline = performance.now() + END_LIMIT;
	while (isRunning(phone.pid)) {
		if (performance.now() > deadline) return phone.kill();
		await sleep(50);
	}
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
