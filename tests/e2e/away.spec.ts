// A screen that goes while a person works in it: nothing picked, photographed or opened is lost by that.
import { expect, test, type Browser, type ElementHandle, type Page } from '@playwright/test';
import { linkFor, writeOneGood } from '../support/office.ts';
import { openPhone } from '../support/phone.ts';
import { phonePhoto } from '../support/pictures.ts';
import { join, reached, rowsOf } from '../support/seller.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';

const SHOP = 'shopawayaway0001';
const MAT = 'mat-of-reed';
const GALLERY = 'input[type=file][multiple]';

let server: RunningServer;
test.beforeEach(async () => {
	server = await startServer();
	await writeOneGood(server, SHOP, 'เสื่อกกลายขิดทอมือ');
});
test.afterEach(() => server.stop());

/** No service worker: it would fetch what a test holds back. */
async function phone(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	return page;
}

const photosKept = async (page: Page) =>
	(await rowsOf(page, 'records')).filter(({ kind }) => kind === 'photo').length;

/** What the person has opened the gallery from: the picture comes back to it, wherever the screen is by then. */
const opened = async (page: Page) =>
	(await page.waitForSelector(GALLERY, { state: 'attached' })) as ElementHandle<HTMLInputElement>;

test('a picture picked while a new phone waits for its shop comes to the screen it was picked on', async ({
	browser,
}) => {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const late = await context.newPage();
	let answer = () => {};
	const held = new Promise<void>((resolve) => (answer = resolve));
	await late.route('**/api/sync', (route) => held.then(() => route.fallback()));
	await join(late, await linkFor(server, { shop: SHOP, name: 'หลาน' }));
	await late.goto(`${server.origin}/sell/product/new`);
	await expect(late.getByRole('status').filter({ hasText: 'กำลังเปิด' })).toBeVisible();
	const input = await opened(late);
	answer();
	await expect(late.getByRole('button', { name: 'เลือกรูป' })).toBeVisible();
	expect(await input.evaluate((element) => element.isConnected)).toBe(true);
	await input.setInputFiles(await phonePhoto(1));
	await expect(late.locator('#photos li')).toHaveCount(1);
	await context.close();
});

test('a picture that comes from the camera when its screen is gone is kept', async ({ browser }) => {
	const page = await phone(browser);
	await reached(page);
	await page.goto(`${server.origin}/sell/product/${MAT}`);
	const input = await opened(page);
	await page.getByRole('link', { name: 'ย้อนกลับ' }).click();
	await expect(page.locator(GALLERY)).toHaveCount(0);
	await input.setInputFiles(await phonePhoto(2));
	await expect.poll(() => photosKept(page)).toBe(1);
	await page.context().close();
});

/** A page of the mat whose next picture stays on its way until `go`. */
async function slow(browser: Browser): Promise<{ page: Page; go: () => void }> {
	const page = await phone(browser);
	await reached(page);
	let go = () => {};
	const held = new Promise<void>((resolve) => (go = resolve));
	await page.context().route('**/*shrink.worker*', (route) => held.then(() => route.fallback()));
	await page.goto(`${server.origin}/sell/product/${MAT}`);
	return { page, go };
}

test('going back while a picture is being made small keeps it; one that cannot be added is told where the person is', async ({
	browser,
}) => {
	const { page, go } = await slow(browser);
	const whole = await phonePhoto(3);
	const half = { ...whole, name: 'half.jpg', buffer: whole.buffer.subarray(0, 2_000) };
	await page.locator(GALLERY).setInputFiles([whole, half]);
	await expect(page.getByRole('progressbar')).toBeVisible();
	await page.getByRole('link', { name: 'ย้อนกลับ' }).click();
	await expect(page).toHaveURL(/\/sell$/);
	expect(await photosKept(page)).toBe(0);
	go();
	await expect.poll(() => photosKept(page)).toBe(1);
	await expect(page.getByText('เพิ่มรูปไม่ได้ 1 รูป')).toBeVisible();
	await page.context().close();
});

test('an app that is closed while pictures are being made small goes on with them when it is opened again', async ({
	browser,
}) => {
	const { page, go } = await slow(browser);
	const context = page.context();
	await page.getByRole('textbox', { name: 'ชื่อสินค้า' }).click();
	await page.locator(GALLERY).setInputFiles([await phonePhoto(4), await phonePhoto(5)]);
	await expect.poll(async () => (await rowsOf(page, 'taken')).length).toBe(2);
	const gone = page.waitForEvent('close');
	await page.close({ runBeforeUnload: true });
	await gone;
	go();
	const next = await context.newPage();
	await next.goto(`${server.origin}/sell`);
	await expect.poll(() => photosKept(next)).toBe(2);
	expect(await rowsOf(next, 'taken')).toEqual([]);
	await context.close();
});

test('who closes the app while it holds a picture that the phone had no room for is asked, and not once it is kept', async ({
	browser,
}) => {
	const { page, go } = await slow(browser);
	await page.evaluate(() => {
		const { add } = IDBObjectStore.prototype;
		IDBObjectStore.prototype.add = function (...row) {
			if (this.name === 'taken') throw new DOMException('full', 'QuotaExceededError');
			return add.apply(this, row);
		};
	});
	// The browser asks only for people who have touched the page.
	await page.getByRole('textbox', { name: 'ชื่อสินค้า' }).click();
	await page.locator(GALLERY).setInputFiles(await phonePhoto(4));
	await expect(page.getByRole('progressbar')).toBeVisible();
	const asked = page.waitForEvent('dialog');
	await page.close({ runBeforeUnload: true });
	const dialog = await asked;
	expect(dialog.type()).toBe('beforeunload');
	await dialog.dismiss();
	go();
	await expect.poll(() => photosKept(page)).toBe(1);
	await expect(page.getByRole('progressbar')).toHaveCount(0);
	const gone = page.waitForEvent('close');
	await page.close({ runBeforeUnload: true });
	await gone;
	await page.context().close();
});

// Where in the opening the page is left is a matter of luck: of four, one or two hung before each page asked for a lock.
const MOMENTS = [0, 40];

test('a page left while its database is being made does not keep the next one from opening it', async () => {
	for (const wait of MOMENTS) {
		const { page, context, kill } = await openPhone(freeFolder());
		const slowed = await context.newCDPSession(page);
		await slowed.send('Emulation.setCPUThrottlingRate', { rate: 6 });
		const there = new Promise<void>((resolve, reject) => {
			const leave = () => page.goto(`${server.origin}/sell/prices`, { waitUntil: 'commit' });
			void page.exposeFunction('leaveNow', () => void leave().then(() => resolve(), reject));
		});
		await page.addInitScript((ms) => {
			if (location.pathname !== '/sell') return;
			const { open } = IDBFactory.prototype;
			const leave = () => (globalThis as unknown as { leaveNow: () => void }).leaveNow();
			let times = 0;
			IDBFactory.prototype.open = function (...asked) {
				// The first is the one that only has the files opened.
				if (asked[0].startsWith('tambon-') && ++times === 2) setTimeout(leave, ms);
				return open.apply(this, asked);
			};
		}, wait);
		await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
		await there;
		await reached(page);
		await kill();
	}
});
