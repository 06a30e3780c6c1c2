import Database from 'better-sqlite3';
import { chromium, expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { join as path } from 'node:path';
import { PLAYWRIGHT_FLAGS, findChromium } from '../../scripts/chromium.mjs';
import { linkFor, writeShop } from '../support/office.ts';
import { chip, installed, join, reached, rowsOf } from '../support/seller.ts';
import { newerBuild, startServer, type RunningServer } from '../support/server.ts';

test.describe.configure({ timeout: 120_000 });

const SHOP = 'shop-of-boon';
let server: RunningServer;

test.beforeAll(async () => {
	server = await startServer();
	const products = ['เสื่อกกทอมือ', 'ชาใบหม่อน', 'ตะกร้าหวาย'].map((nameTh, i) => {
		const set = { nameTh, category: 'CRAFT', price: { satang: 5_950, unit: 'ผืน' }, state: 'published' };
		return { kind: 'product', key: `product-${i}`, set };
	});
	await writeShop(server, SHOP, { nameTh: 'กลุ่มทอเสื่อบ้านหนองบัว', phones: ['0812345678'] }, products);
});
test.afterAll(() => server.stop());

/** A phone of its own with its shop on it, and the worker in charge. */
async function phone(browser: Browser): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await join(page, await linkFor(server, { shop: SHOP }));
	await reached(page);
	await installed(page);
	return page;
}

async function productIn(context: BrowserContext, i: number): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`${server.origin}/sell/product/product-${i}`);
	await expect(page.getByLabel('ชื่อสินค้า')).not.toHaveValue('');
	return page;
}

async function rename(page: Page, name: string): Promise<void> {
	await page.getByLabel('ชื่อสินค้า').fill(name);
	await page.getByLabel('ชื่อสินค้า').blur();
}

/** What the office calls a product. */
function named(i: number): string {
	const db = new Database(path(server.dataDir, 'tambon.sqlite'), { readonly: true });
	const row = db.prepare('select fields from record where key = ?').get(`product-${i}`);
	db.close();
	return JSON.stringify(row);
}

const known = (i: number, name: string) =>
	expect.poll(() => named(i), { timeout: 20_000, intervals: [100] }).toContain(name);

/** The requests that a tab makes from here on. */
function requestsOf(page: Page): { readonly count: number } {
	const seen = { count: 0 };
	page.on('request', (request) => {
		if (request.url().endsWith('/api/sync')) seen.count += 1;
	});
	return seen;
}

/** The account's lock as the browser tells it: who holds it, and how many wait. */
const lock = (page: Page) =>
	page.evaluate(async () => {
		const { held = [], pending = [] } = await navigator.locks.query();
		const ours = ({ name }: LockInfo) => name?.startsWith('tambon-');
		return { held: held.filter(ours).length, pending: pending.filter(ours).length };
	});

/** Has the browser tell the worker that there is a connection, as it does when one comes back. */
async function sync(from: Page): Promise<void> {
	const cdp = await from.context().newCDPSession(from);
	const registrationId = new Promise<string>((resolve) =>
		cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(server.origin));
			if (ours) resolve(ours.registrationId);
		}),
	);
	await cdp.send('ServiceWorker.enable');
	await cdp.send('ServiceWorker.dispatchSyncEvent', {
		origin: server.origin,
		registrationId: await registrationId,
		tag: 'outbox',
		lastChance: false,
	});
	await cdp.detach();
}

test('what is written in a second tab is sent by the first, at once, and both are told', async ({
	browser,
}) => {
	const first = await phone(browser);
	const byFirst = requestsOf(first);
	const second = await productIn(first.context(), 0);
	const bySecond = requestsOf(second);
	await expect.poll(() => lock(first)).toEqual({ held: 1, pending: 1 });
	// A tab that opens asks for news: the first gets it.
	await expect.poll(() => byFirst.count).toBe(1);
	await Promise.all([reached(first), reached(second)]);
	const begun = performance.now();
	await rename(second, 'เสื่อกกทอมือ ผืนใหญ่');
	await known(0, 'เสื่อกกทอมือ ผืนใหญ่');
	expect(performance.now() - begun).toBeLessThan(5_000);
	await Promise.all([reached(first), reached(second)]);
	expect([byFirst.count, bySecond.count]).toEqual([2, 0]);
	// The worker was woken for it as well: asked while nothing waits, nobody makes a request.
	await sync(first);
	await chip(second).click();
	await second.getByRole('button', { name: 'ลองตอนนี้' }).click();
	await expect.poll(() => byFirst.count).toBe(3);
	expect(bySecond.count).toBe(0);
	await first.context().close();
});

test('a tab that is killed, closed or put to sleep is followed by the other', async ({ browser }) => {
	const first = await phone(browser);
	const context = first.context();
	const second = await productIn(context, 1);
	const cdp = await context.newCDPSession(first);
	const killed = first.waitForEvent('crash');
	// It never answers: the tab is gone.
	void cdp.send('Page.crash').catch(() => undefined);
	await killed;
	await rename(second, 'ชาใบหม่อน ห่อหนึ่ง');
	await known(1, 'ชาใบหม่อน ห่อหนึ่ง');

	const third = await productIn(context, 1);
	await second.close();
	await rename(third, 'ชาใบหม่อน ห่อสอง');
	await known(1, 'ชาใบหม่อน ห่อสอง');

	const fourth = await productIn(context, 1);
	const sleeping = await context.newCDPSession(third);
	await sleeping.send('Page.setWebLifecycleState', { state: 'frozen' });
	await rename(fourth, 'ชาใบหม่อน ห่อสาม');
	await known(1, 'ชาใบหม่อน ห่อสาม');
	await sleeping.send('Page.setWebLifecycleState', { state: 'active' });
	await expect.poll(() => lock(third)).toEqual({ held: 1, pending: 1 });
	await context.close();
});

/** Has nothing of the page run, by a question that has no answer yet; answers with what ends it. */
async function hang(page: Page): Promise<() => Promise<void>> {
	let answer = () => {};
	const answered = new Promise<void>((resolve) => (answer = resolve));
	await page.route('**/hangs', (route) => answered.then(() => route.fulfill({ body: '' })));
	const asked = page.waitForRequest('**/hangs');
	const hanging = page.evaluate(() => {
		const request = new XMLHttpRequest();
		request.open('GET', '/hangs', false);
		request.send();
	});
	await asked;
	return async () => {
		answer();
		await hanging;
		await page.unroute('**/hangs');
	};
}

/** False while another tab is halfway through a transaction: the browser keeps the whole database for it. */
const canStore = (page: Page) =>
	page.evaluate(async () => {
		const [name] = (await indexedDB.databases()).flatMap(({ name }) =>
			name?.startsWith('tambon-') ? name : [],
		);
		const db = await new Promise<IDBDatabase>((resolve) => {
			const request = indexedDB.open(name ?? '');
			request.onsuccess = () => resolve(request.result);
		});
		const stored = new Promise<boolean>((resolve) => {
			const all = db.transaction([...db.objectStoreNames], 'readwrite');
			all.oncomplete = () => resolve(true);
		});
		const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000));
		return Promise.race([stored, late]).finally(() => db.close());
	});

test('a tab that hangs with the lock is relieved, and knows it when it wakes', async ({ browser }) => {
	const first = await phone(browser);
	await first.goto(`${server.origin}/sell/product/product-1`);
	await reached(first);
	const second = await productIn(first.context(), 2);
	await expect.poll(() => lock(second)).toEqual({ held: 1, pending: 1 });
	let wake = await hang(first);
	// Hung halfway through a transaction it lets nobody store anything for minutes: no other tab can help that.
	while (!(await canStore(second))) {
		await wake();
		wake = await hang(first);
	}
	await rename(second, 'ตะกร้าหวาย ใบใหญ่');
	await known(2, 'ตะกร้าหวาย ใบใหญ่');
	await wake();
	await expect.poll(() => lock(second)).toEqual({ held: 1, pending: 1 });
	const byFirst = requestsOf(first);
	await rename(first, 'ชาใบหม่อน ห่อสี่');
	await known(1, 'ชาใบหม่อน ห่อสี่');
	expect(byFirst.count).toBe(0);
	await reached(first);
	await first.context().close();
});

test('what waits goes up by the worker when no tab is open any more', async ({ browser }) => {
	const page = await phone(browser);
	const context = page.context();
	await page.goto(`${server.origin}/sell/product/product-2`);
	await reached(page);
	await server.stop();
	await rename(page, 'ตะกร้าหวาย ใบเล็ก');
	await expect(chip(page)).toContainText('รอสัญญาณ 1');
	const elsewhere = await context.newPage();
	await page.close();
	server = await server.again();
	expect(named(2)).not.toContain('ตะกร้าหวาย ใบเล็ก');
	await sync(elsewhere);
	await known(2, 'ตะกร้าหวาย ใบเล็ก');
	// The worker has stored the answer: an app that opens with the server down knows that it arrived.
	const opened = await context.newPage();
	await server.stop();
	await opened.goto(`${server.origin}/sell`);
	await expect.poll(async () => rowsOf(opened, 'queue')).toEqual([]);
	await reached(opened);
	server = await server.again();
	await context.close();
});

test('the worker relieves who sleeps with the lock', async ({ browser }) => {
	const page = await phone(browser);
	const context = page.context();
	await page.goto(`${server.origin}/sell/product/product-2`);
	await reached(page);
	const asleep = await context.newPage();
	await asleep.goto(`${server.origin}/`);
	await server.stop();
	await rename(page, 'ตะกร้าหวาย ใบกลาง');
	await expect(chip(page)).toContainText('รอสัญญาณ 1');
	const name = await page.evaluate(async () => {
		const { held = [] } = await navigator.locks.query();
		return held.find((lock) => lock.name?.startsWith('tambon-'))?.name ?? '';
	});
	await page.close();
	// It holds the lock and hears nothing, as a tab does that the phone froze without a warning.
	await asleep.evaluate((account) => {
		const forever = () => new Promise(() => undefined);
		Object.assign(window, { fate: 'holds' });
		navigator.locks
			.request(account, forever)
			.catch((error: Error) => Object.assign(window, { fate: error.name }));
	}, name);
	await expect.poll(() => lock(asleep)).toEqual({ held: 1, pending: 0 });
	server = await server.again();
	await sync(asleep);
	await known(2, 'ตะกร้าหวาย ใบกลาง');
	expect(await asleep.evaluate(() => (window as unknown as { fate: string }).fate)).toBe('AbortError');
	await expect.poll(() => lock(asleep)).toEqual({ held: 0, pending: 0 });
	await context.close();
});

test('a newer version is taken up at a tap, also while the worker waits for the word of a tab', async ({
	browser,
}) => {
	const page = await phone(browser);
	await page.goto(`${server.origin}/sell/product/product-1`);
	await reached(page);
	await server.stop();
	server = await server.again({}, newerBuild());
	await page.reload();
	const offer = page.getByRole('button', { name: 'เปลี่ยนเป็นรุ่นใหม่' });
	await expect(offer).toBeVisible();
	await reached(page);
	// A round that does not end: the tab answers the worker that it sees to it, and the worker waits up to a minute.
	await page.route('**/api/sync', () => undefined);
	await rename(page, 'ชาใบหม่อน ห่อห้า');
	await sync(page);
	await offer.click();
	await expect(offer).toHaveCount(0);
	await page.unroute('**/api/sync');
	await known(1, 'ชาใบหม่อน ห่อห้า');
	await reached(page);
	await page.context().close();
});

test('a page that sleeps in the back/forward cache lets go of the lock, and runs again when it is back', async () => {
	const browser = await chromium.launch({
		executablePath: findChromium() ?? '',
		args: PLAYWRIGHT_FLAGS,
		ignoreDefaultArgs: ['--disable-back-forward-cache'],
	});
	const page = await phone(browser);
	await page.goto(`${server.origin}/sell/product/product-0`);
	await reached(page);
	await expect.poll(() => lock(page)).toEqual({ held: 1, pending: 0 });
	await page.evaluate(() => Object.assign(window, { isTheSame: true }));
	await page.goto(`${server.origin}/`);
	await expect.poll(() => lock(page)).toEqual({ held: 0, pending: 0 });
	// Playwright's own way back waits for a page that loads.
	await page.evaluate(() => history.back());
	await expect(page.getByLabel('ชื่อสินค้า')).toBeVisible();
	expect(await page.evaluate(() => 'isTheSame' in window)).toBe(true);
	await expect.poll(() => lock(page)).toEqual({ held: 1, pending: 0 });
	await rename(page, 'เสื่อกกทอมือ ผืนเล็ก');
	await known(0, 'เสื่อกกทอมือ ผืนเล็ก');
	await reached(page);
	await browser.close();
});
