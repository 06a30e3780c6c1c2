import { expect, test, type Browser, type Page } from '@playwright/test';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { busyPhoto } from '../support/made-pictures.ts';
import { keepPicture, writeShop } from '../support/office.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';

const SHOP = 'shop-of-24';
const ON_THE_WAY = 'product-24';
/** Bytes of all pictures of a list of 24, at 360 px with two pixels a point. */
const LIST_BYTES = 180_000;
/** Making nine copies of 24 pictures takes half a minute of one core. */
const MAKING = 150_000;

let server: RunningServer;
const fulls: string[] = [];

/** A picture as a phone sends it: two files and what the record says of it. */
async function photo(seed: number, key: string, of: string, isHere = true) {
	const bytes = await busyPhoto(seed);
	const small = sharp(bytes).resize(320).webp({ quality: 58 });
	const { data, info } = await sharp(bytes)
		.resize(64)
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const keep = async (file: Buffer) => (isHere ? keepPicture(server, file) : String(seed).padStart(64, '0'));
	const full = await keep(bytes);
	if (isHere) fulls.push(full);
	const blur = Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
	const thumb = await keep(await small.toBuffer());
	const size = { width: 1_600, height: 1_200, bytes: bytes.length };
	return { kind: 'photo', key, set: { of, full, thumb, ...size, blur, order: 'V' } };
}

test.beforeAll(async () => {
	test.setTimeout(2 * MAKING);
	server = await startServer();
	const address = {
		province: '50',
		district: '5001',
		subdistrict: '500101',
		postcode: '50200',
		line: 'หมู่ 3',
	};
	const edits = [await photo(99, 'photo-face', `shop/${SHOP}`)];
	for (let i = 1; i <= 24; i++) {
		const key = `product-${String(i).padStart(2, '0')}`;
		const price = { satang: 5_000 + i * 100, unit: 'ชิ้น' };
		edits.push({
			kind: 'product',
			key,
			set: { nameTh: `ตะกร้าสานลายที่ ${i}`, category: 'CRAFT', price, state: 'published' },
		} as never);
		edits.push(await photo(i, `photo-${key}`, `product/${key}`, key !== ON_THE_WAY));
	}
	const shop = { nameTh: 'ร้านสานบ้านนา', address, phones: ['0812345678'], state: 'published' };
	await writeShop(server, SHOP, shop, edits);
	await expect
		.poll(
			async () => {
				const there = await Promise.all(
					fulls.map(async (hash) => (await fetch(`${server.origin}/photos/${hash}/1280.jpg`)).ok),
				);
				return there.filter((ok) => !ok).length;
			},
			{ timeout: MAKING },
		)
		.toBe(0);
});
test.afterAll(() => server.stop());

interface Fetched {
	readonly address: string;
	readonly type: string;
	readonly bytes: number;
}

/** A page on a small phone of two pixels a point, and the pictures it fetches. */
async function shopper(browser: Browser, javaScriptEnabled: boolean) {
	const context = await browser.newContext({
		viewport: { width: 360, height: 640 },
		deviceScaleFactor: 2,
		isMobile: true,
		hasTouch: true,
		javaScriptEnabled,
	});
	const page = await context.newPage();
	const fetched: Promise<Fetched>[] = [];
	page.on('response', (response) => {
		const address = new URL(response.url()).pathname;
		if (!address.startsWith('/photos/')) return;
		const type = response.headers()['content-type'] ?? '';
		fetched.push(response.body().then((body) => ({ address, type, bytes: body.length })));
	});
	return { page, pictures: () => Promise.all(fetched), close: () => context.close() };
}

/** To the end of the page, so that every picture is asked for. */
async function walk(page: Page) {
	await page.waitForLoadState('networkidle');
	for (let at = 0; at < 30; at++) {
		await page.mouse.wheel(0, 400);
		await page.waitForLoadState('networkidle');
		await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))));
	}
}

test('a list of 24 without JavaScript takes 180 kB of pictures at most', async ({ browser }) => {
	const { page, pictures, close } = await shopper(browser, false);
	await page.goto(`${server.origin}/c/craft`);
	await expect(page.locator('article')).toHaveCount(24);
	await page.waitForLoadState('networkidle');
	const all = await pictures();
	const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
	test.info().annotations.push({ type: 'pictures of a list, bytes', description: String(bytes) });
	console.log(`pictures of a list: ${all.length} files, ${bytes} bytes`);
	expect(all.map(({ address }) => address)).toHaveLength(23);
	expect(all.filter(({ address, type }) => !address.endsWith('/320.avif') || type !== 'image/avif')).toEqual(
		[],
	);
	expect(bytes).toBeLessThanOrEqual(LIST_BYTES);
	await close();
});

for (const [name, address, first] of [
	['a list', '/c/craft', /\/320\.avif$/],
	['a shop', `/s/${SHOP}`, /\/320\.avif$/],
	['a product', `/s/${SHOP}/p/product-03`, /\/640\.avif$/],
] as const) {
	test(`${name}: nothing moves, and its first picture is asked for once, before the page is read`, async ({
		browser,
	}) => {
		const { page, pictures, close } = await shopper(browser, true);
		await page.goto(server.origin + address);
		const preload = page.locator('link[rel=preload][as=image]');
		await expect(preload).toHaveCount(1);
		await page.waitForLoadState('networkidle');
		await shot(page, { path: test.info().outputPath('page.png') });
		await expect(page.locator('img[fetchpriority=high]')).toBeInViewport({ ratio: 1 });
		await walk(page);
		const moved = await page.evaluate(
			() =>
				new Promise<number>((resolve) => {
					let sum = 0;
					new PerformanceObserver((list) => {
						for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
					}).observe({ type: 'layout-shift', buffered: true });
					setTimeout(() => resolve(sum), 300);
				}),
		);
		expect(moved).toBe(0);
		const all = await pictures();
		const asked = (await preload.getAttribute('imagesrcset')) ?? '';
		const firsts = all.filter((one) => asked.includes(one.address));
		expect(firsts).toHaveLength(1);
		expect(firsts[0]?.address).toMatch(first);
		expect(await page.locator('img[fetchpriority=high]').count()).toBe(1);
		await close();
	});
}

test('a picture that has not arrived is shown blurred, without a request', async ({ browser }) => {
	const { page, pictures, close } = await shopper(browser, false);
	await page.goto(`${server.origin}/s/${SHOP}/p/${ON_THE_WAY}`);
	const blur = page.getByRole('img', { name: /ตะกร้าสานลายที่ 24/ });
	await expect(blur).toBeVisible();
	expect(await blur.getAttribute('style')).toContain('data:image/bmp;base64,');
	const box = await blur.boundingBox();
	expect(box?.width).toBeGreaterThan(300);
	expect(Math.round(((box?.width ?? 0) / (box?.height ?? 1)) * 100)).toBe(133);
	await page.waitForLoadState('networkidle');
	expect(await pictures()).toEqual([]);
	await shot(page, { path: test.info().outputPath('blurred.png') });
	await close();
});
