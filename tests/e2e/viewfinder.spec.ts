import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { join as path } from 'node:path';
import { PLAYWRIGHT_FLAGS, findChromium } from '../../scripts/chromium.mjs';
import type { PhoneRow } from '../../src/lib/client/store/database.ts';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { keptPictures } from '../support/kept-pictures.ts';
import { linkFor, writeOneGood } from '../support/office.ts';
import { SCREEN } from '../support/phone.ts';
import { installed, join, reached, rowsOf, sheetIsGone } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { databaseOf, stored } from '../support/stored.ts';
import { shot } from '../support/shot.ts';

const LONG_NAME = 'เสื่อกกลายขิดทอมือย้อมสีธรรมชาติ ผืนใหญ่พิเศษสำหรับนั่งทำบุญที่วัด';
/** Two cameras that Chromium draws itself. */
const CAMERAS = '--use-fake-device-for-media-stream=device-count=2';

test.use({
	launchOptions: {
		executablePath: findChromium() ?? '',
		args: [...PLAYWRIGHT_FLAGS, CAMERAS, '--use-fake-ui-for-media-stream'],
	},
});

let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

const mat = () => `${server.origin}/sell/product/mat-of-reed`;
const photos = (page: Page) => page.locator('#photos ul').first().getByRole('listitem');
const camera = (page: Page) => page.getByRole('button', { name: 'ถ่ายรูป', exact: true });
const viewfinder = (page: Page) => page.getByRole('dialog', { name: 'ถ่ายรูป' });
const shutter = (page: Page) => viewfinder(page).getByRole('button', { name: 'กดถ่าย' });
const trouble = (page: Page) => viewfinder(page).getByRole('alert');

let shops = 0;

/** A phone of a shop of its own: Chromium's cameras draw the same from each start on, and a thing keeps no picture twice. */
async function joined(context: BrowserContext): Promise<Page> {
	const shop = `shopviewfinder${shops++}`.padEnd(16, 'x');
	await writeOneGood(server, shop, LONG_NAME);
	const page = await context.newPage();
	await join(page, await linkFor(server, { shop, name: 'ยายบุญ' }));
	await reached(page);
	return page;
}

/** The camera app opens, and Android closes the page behind it; the person opens the app again. */
async function losePage(page: Page): Promise<Page> {
	const opened = page.waitForEvent('filechooser');
	await camera(page).click();
	await opened;
	const context = page.context();
	await page.close();
	const next = await context.newPage();
	await next.goto(`${server.origin}/sell`);
	await next.waitForURL(mat());
	return next;
}

/** A phone whose person took the offer once, at the viewfinder. */
async function takesInPage(context: BrowserContext): Promise<Page> {
	const page = await joined(context);
	await stored<PhoneRow>(page, await databaseOf(page), 'phone', [{ id: 'phone', viewfinder: true }]);
	await page.goto(mat());
	await camera(page).click();
	await expect(viewfinder(page)).toBeVisible();
	return page;
}

async function shoot(page: Page, count: number): Promise<void> {
	await shutter(page).click();
	await expect(viewfinder(page).getByText(`ถ่ายแล้ว ${count} รูป`)).toBeVisible();
}

/** Width and height that the phone keeps of each picture. */
const sizes = async (page: Page) => (await keptPictures(page)).map(({ width, height }) => [width, height]);

/** Holds the phone so that it is pulled at by `x` along its short side and `y` along its long one, m/s². */
const hold = (page: Page, x: number, y: number) =>
	page.evaluate(
		([across, along]) => {
			const accelerationIncludingGravity = { x: across ?? 0, y: along ?? 0, z: 0 };
			dispatchEvent(new DeviceMotionEvent('devicemotion', { accelerationIncludingGravity }));
		},
		[x, y],
	);

/** What the page's picture comes from, kept where a test can look at it later. */
const keepTrack = (page: Page) =>
	page.evaluate(() => {
		const stream = document.querySelector('video')?.srcObject as MediaStream;
		Object.assign(window, { seen: stream.getVideoTracks()[0] });
	});
const trackState = (page: Page) =>
	page.evaluate(() => (window as unknown as { seen: MediaStreamTrack }).seen.readyState);

test('where the camera app kills the page, pictures are taken in it: with no connection, kept, and sent when there is one', async ({
	context,
}) => {
	let page = await joined(context);
	await installed(page);
	await context.setOffline(true);
	await page.goto(mat());
	// Whoever's camera app works sees two buttons and no third.
	await expect(page.locator('#photos').getByRole('button')).toHaveCount(2);
	page = await losePage(page);
	await expect(page.getByText('แอปถูกปิดไประหว่างเปิดกล้อง')).toBeVisible();
	await shot(page, { path: 'test-results/viewfinder-offer.png' });
	expect(await overflow(page)).toBe(0);
	expect(await faultsInBoth(page)).toEqual([]);

	await page.getByRole('button', { name: 'ถ่ายในแอปแทน' }).click();
	await expect(shutter(page)).toBeEnabled();
	await shoot(page, 1);
	await shoot(page, 2);
	await shot(page, { path: 'test-results/viewfinder-light.png' });
	expect(await overflow(page)).toBe(0);
	expect(await faultsInBoth(page)).toEqual([]);
	await page.emulateMedia({ colorScheme: 'dark' });
	await shot(page, { path: 'test-results/viewfinder-dark.png' });
	await page.setViewportSize({ width: SCREEN.height, height: SCREEN.width });
	await shot(page, { path: 'test-results/viewfinder-landscape.png' });
	expect(await overflow(page)).toBe(0);
	await expect(shutter(page)).toBeInViewport({ ratio: 1 });
	await expect(viewfinder(page).getByRole('button', { name: 'กลับไปใช้แอปกล้อง' })).toBeInViewport({ ratio: 1 });
	await page.setViewportSize(SCREEN);
	const box = await shutter(page).boundingBox();
	expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(64);
	await keepTrack(page);
	await viewfinder(page).getByRole('button', { name: 'เสร็จ' }).click();
	await expect(viewfinder(page)).toHaveCount(0);
	await expect(camera(page)).toBeFocused();
	expect(await trackState(page)).toBe('ended');
	await expect(photos(page)).toHaveCount(2);
	for (const size of await sizes(page)) expect(Math.max(...size)).toBeGreaterThanOrEqual(1_200);
	await expect.poll(() => rowsOf(page, 'taken')).toEqual([]);
	await sheetIsGone(page);

	await page.reload();
	await expect(photos(page)).toHaveCount(2);
	const fulls = (await rowsOf(page, 'uploads')).filter(({ size }) => size === 'full');
	expect(fulls).toHaveLength(2);
	// The phone remembers how its person takes pictures.
	await camera(page).click();
	await expect(shutter(page)).toBeEnabled();
	await page.goBack();
	await expect(viewfinder(page)).toHaveCount(0);
	expect(page.url()).toBe(mat());

	await context.setOffline(false);
	await page.evaluate(() => void dispatchEvent(new Event('online')));
	await expect.poll(() => rowsOf(page, 'uploads'), { timeout: 60_000 }).toEqual([]);
	for (const { hash } of fulls as { hash: string }[]) {
		const folder = path(server.dataDir, 'photos', hash.slice(0, 2));
		expect(['webp', 'jpg'].some((ext) => existsSync(path(folder, `${hash}.${ext}`)))).toBe(true);
	}

	await camera(page).click();
	const chosen = page.waitForEvent('filechooser');
	await viewfinder(page).getByRole('button', { name: 'กลับไปใช้แอปกล้อง' }).click();
	await chosen;
	await expect(viewfinder(page)).toHaveCount(0);
	expect(await rowsOf(page, 'phone')).toMatchObject([{ viewfinder: false }]);
});

test('a picture is kept where the page dies while it is being made small', async ({ context }) => {
	let page = await takesInPage(context);
	// What makes it small never answers.
	await page.evaluate(() => (Worker.prototype.postMessage = () => undefined));
	await shoot(page, 1);
	expect(await rowsOf(page, 'taken')).toHaveLength(1);
	await page.close();

	page = await context.newPage();
	await page.goto(`${server.origin}/sell`);
	await expect.poll(() => rowsOf(page, 'taken')).toEqual([]);
	await page.goto(mat());
	await expect(photos(page)).toHaveCount(1);
});

test('closed or out of sight it gives the camera back, and the picture under way is kept; back in sight it goes on', async ({
	context,
}) => {
	const page = await takesInPage(context);
	await expect(shutter(page)).toBeEnabled();
	await keepTrack(page);
	const look = (state: string) =>
		page.evaluate((said) => {
			Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => said });
			document.dispatchEvent(new Event('visibilitychange'));
		}, state);
	await shutter(page).click();
	await look('hidden');
	await expect.poll(() => trackState(page)).toBe('ended');
	await expect(photos(page)).toHaveCount(1);
	await look('visible');
	await expect(shutter(page)).toBeEnabled();

	await keepTrack(page);
	// Chromium's cameras draw the same from each start on: held otherwise, it is another picture.
	await hold(page, 9.8, 0);
	await page.evaluate(() => {
		document.querySelector<HTMLElement>('[aria-label="กดถ่าย"]')?.click();
		const dialog = document.querySelector<HTMLDialogElement>('dialog[open]');
		dialog?.close();
	});
	await expect(viewfinder(page)).toHaveCount(0);
	await expect.poll(() => trackState(page)).toBe('ended');
	await expect(photos(page)).toHaveCount(2);
});

test('a phone held sideways, its screen locked upright, takes upright pictures; the other camera is one tap away', async ({
	context,
}) => {
	const page = await takesInPage(context);
	await expect(shutter(page)).toBeEnabled();
	await shoot(page, 1);
	await hold(page, 9.8, 0);
	await shoot(page, 2);
	await expect.poll(async () => (await sizes(page)).length).toBe(2);
	const [first, second] = (await sizes(page)).slice(-2);
	expect(second).toEqual([...(first ?? [])].reverse());

	await keepTrack(page);
	await viewfinder(page).getByRole('button', { name: 'สลับกล้อง' }).click();
	await expect.poll(() => trackState(page)).toBe('ended');
	await expect(shutter(page)).toBeEnabled();
	await shoot(page, 3);
});

test('a camera that does not open is told in plain words, and tried again once it may', async ({
	context,
}) => {
	await context.addInitScript(() => {
		const devices = navigator.mediaDevices;
		const real = devices.getUserMedia.bind(devices);
		devices.getUserMedia = (wish) => {
			const { cameraFault } = window as { cameraFault?: string | null };
			if (cameraFault === null) return real(wish);
			return Promise.reject(new DOMException('', cameraFault ?? 'NotReadableError'));
		};
	});
	const page = await takesInPage(context);
	const next = async (fault: string | null) => {
		await page.evaluate((name) => Object.assign(window, { cameraFault: name }), fault);
		await viewfinder(page).getByRole('button', { name: 'ลองใหม่' }).click();
	};
	for (const [name, says] of [
		['in-use', 'กล้องไม่ว่าง'],
		['none', 'ไม่พบกล้อง'],
	] as const) {
		if (name === 'none') await next('NotFoundError');
		await expect(trouble(page)).toContainText(says);
		await shot(page, { path: `test-results/viewfinder-${name}.png` });
		expect(await overflow(page)).toBe(0);
	}
	expect(await faultsInBoth(page)).toEqual([]);
	await next(null);
	await expect(shutter(page)).toBeEnabled();

	// Taken away while it is seen.
	await page.evaluate(() => {
		const stream = document.querySelector('video')?.srcObject as MediaStream;
		stream.getVideoTracks()[0]?.dispatchEvent(new Event('ended'));
	});
	await expect(trouble(page)).toContainText('กล้องถูกปิดไป');
	await expect(shutter(page)).toHaveCount(0);
});

test('at an address without encryption it is not offered, and where it was chosen before it says why', async ({
	context,
}) => {
	let page = await takesInPage(context);
	await page.keyboard.press('Escape');
	await sheetIsGone(page);
	await context.addInitScript(() => {
		Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
		Object.defineProperty(window, 'isSecureContext', { value: false });
	});
	await page.reload();
	await camera(page).click();
	await expect(trouble(page)).toContainText('https');
	const chosen = page.waitForEvent('filechooser');
	await viewfinder(page).getByRole('button', { name: 'กลับไปใช้แอปกล้อง' }).click();
	await chosen;
	page = await losePage(page);
	await expect(page.getByText('แอปถูกปิดไประหว่างเปิดกล้อง')).toBeVisible();
	await expect(page.getByRole('button', { name: 'ถ่ายในแอปแทน' })).toHaveCount(0);
});

test('where the camera is not allowed it says how to allow it, and gallery and camera app still work', async () => {
	const browser = await chromium.launch({
		executablePath: findChromium() ?? '',
		args: [...PLAYWRIGHT_FLAGS, CAMERAS, '--use-fake-ui-for-media-stream=deny'],
	});
	const context = await browser.newContext({ viewport: SCREEN, locale: 'th-TH' });
	const page = await takesInPage(context);
	await expect(trouble(page)).toContainText('ยังไม่ได้อนุญาตให้ใช้กล้อง');
	await expect(trouble(page)).toContainText('สิทธิ์ › กล้อง › อนุญาต');
	await shot(page, { path: 'test-results/viewfinder-refused.png' });
	expect(await overflow(page)).toBe(0);
	expect(await faultsInBoth(page)).toEqual([]);
	await page.emulateMedia({ colorScheme: 'dark' });
	await shot(page, { path: 'test-results/viewfinder-refused-dark.png' });

	const gallery = page.waitForEvent('filechooser');
	await viewfinder(page).getByRole('button', { name: 'เลือกรูป' }).click();
	expect((await gallery).isMultiple()).toBe(true);
	await expect(viewfinder(page)).toHaveCount(0);
	await sheetIsGone(page);

	await camera(page).click();
	const app = page.waitForEvent('filechooser');
	await viewfinder(page).getByRole('button', { name: 'กลับไปใช้แอปกล้อง' }).click();
	expect((await app).isMultiple()).toBe(false);
	await browser.close();
});

test('the camera is for the pages of the apps alone', async ({ request }) => {
	const allowed = async (place: string) =>
		(await request.get(`${server.origin}${place}`)).headers()['permissions-policy'];
	expect(await allowed('/sell/shop')).toContain('camera=(self)');
	for (const place of ['/', '/s/shopviewfinder0x', '/desk'])
		expect(await allowed(place)).toContain('camera=()');
});
