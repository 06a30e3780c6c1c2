import { expect, test, type Page } from '@playwright/test';
import { openCuttingLine, WIDE } from '../support/cutting-line.ts';
import { linkFor, writeShop } from '../support/office.ts';
import { installed, join, reached } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const SHOP = 'shop-of-boon';
let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer();
	await writeShop(server, SHOP, { nameTh: 'กลุ่มทอเสื่อบ้านหนองบัว', phones: ['0812345678'] }, []);
});
test.afterAll(() => server.stop());

/** What the worker asks the network for while it is installed, besides itself. */
function askedByWorker(page: Page): string[] {
	const asked: string[] = [];
	page.context().on('request', (request) => {
		if (request.serviceWorker()) asked.push(new URL(request.url()).pathname);
	});
	return asked;
}

const isBundle = (path: string) => path.includes('/bundles/');

test('the app comes in a handful of requests, and opens with no connection', async ({ page }) => {
	const asked = askedByWorker(page);
	await join(page, await linkFor(server, { shop: SHOP }));
	await reached(page);
	await installed(page);
	expect(asked.length).toBeLessThan(15);
	expect(asked.filter(isBundle)).toHaveLength(1);
	await page.context().setOffline(true);
	await page.goto(`${server.origin}/sell/shop`);
	await expect(page.getByText('ชื่อร้านและเรื่องเล่า')).toBeVisible();
});

test('a file that the browser could not read at once is asked for again, with no connection', async ({
	page,
}) => {
	await join(page, await linkFor(server, { shop: SHOP }));
	await reached(page);
	await installed(page);
	await page.context().setOffline(true);
	const [worker] = page.context().serviceWorkers();
	await worker!.evaluate(() => {
		const failed = new Set<unknown>();
		const match = CacheStorage.prototype.match;
		CacheStorage.prototype.match = function (request, options) {
			if (failed.has(request)) return match.call(this, request, options);
			failed.add(request);
			return Promise.reject(new Error('Unexpected internal error.'));
		};
	});
	await page.goto(`${server.origin}/sell/shop`);
	await expect(page.getByText('ชื่อร้านและเรื่องเล่า')).toBeVisible();
});

test('where the line is cut in the middle, what had come stays, and the rest comes after it', async ({
	page,
}) => {
	const line = await openCuttingLine(server.port);
	const origin = `http://localhost:${line.port}`;
	await page.goto(`${origin}/robots.txt`);
	// Long enough for each file by itself, and too short for the many that come in one.
	// Slow enough for a busy machine to read what came before a cut: the rest of it is lost in any browser.
	line.begin({ ...WIDE, rate: 200_000, life: () => 100_000 });
	const asked = askedByWorker(page);
	// As an open app does, for as long as it takes.
	const isHere = () =>
		page.evaluate(async () => (await navigator.serviceWorker.register('/service-worker.js')).active !== null);
	await expect.poll(isHere, { timeout: 60_000 }).toBe(true);
	expect(line.count().cuts).toBeGreaterThan(0);
	const files = asked.filter((path) => !isBundle(path));
	const kept = await page.evaluate(async () => {
		const build = (await caches.keys()).find((name) => name.startsWith('build-')) ?? '';
		return (await (await caches.open(build)).keys()).length;
	});
	expect(files.length).toBeGreaterThan(20);
	// Packed it has some 160 kB: a good part of its files had come.
	expect(kept - new Set(files).size).toBeGreaterThan(50);
	await line.close();
	await page.goto(`${origin}/join`);
	await expect(page.getByText('เข้าร่วมด้วยคำเชิญ')).toBeVisible();
});

test('where the line gives out, an open app tries again by itself, and asks for the rest alone', async ({
	page,
}) => {
	await page.clock.install();
	const workers = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
	const asked = askedByWorker(page);
	let isOut = true;
	await page.context().route('**/chunks/*.js', async (route) => {
		if (isOut && route.request().serviceWorker()) await route.abort();
		else await route.continue();
	});
	await page.goto(`${server.origin}/join`);
	await expect.poll(() => asked.filter((path) => path.includes('/chunks/')).length).toBeGreaterThan(0);
	await expect.poll(workers).toBe(0);
	isOut = false;
	await page.clock.fastForward(30_000);
	await installed(page);
	expect(asked.filter(isBundle)).toHaveLength(1);
});

test('a page that the worker came too late for is in its charge all the same', async ({ page }) => {
	await join(page, await linkFor(server, { shop: SHOP }));
	await reached(page);
	await installed(page);
	const cdp = await page.context().newCDPSession(page);
	const loaded = page.waitForEvent('load');
	// Past the worker, as a page that had begun to load before it was there.
	await cdp.send('Page.reload', { ignoreCache: true });
	await loaded;
	await installed(page);
	await page.context().setOffline(true);
	await page.getByRole('link', { name: 'ร้าน', exact: true }).click();
	await expect(page.getByText('ชื่อร้านและเรื่องเล่า')).toBeVisible();
});
