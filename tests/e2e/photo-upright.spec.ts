import { expect, test, type Browser, type Page } from '@playwright/test';
import sharp from 'sharp';
import { keptPictures, partsOf } from '../support/kept-pictures.ts';
import { orientedPhoto } from '../support/made-pictures.ts';
import { linkFor, writeOneGood } from '../support/office.ts';
import { installedOlder, makeOlder, type Lacks } from '../support/older-browser.ts';
import { join, reached } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const SHOP = 'shopupright00001';
const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8];

/** Red on the left and blue on the right, green below. */
const UPRIGHT = ['red', 'blue', 'green', 'green'];
/** JFIF, tables, frame, tables, scan, end: ITU T.81, table B.1. */
const JPEG = ['ffe0', 'ffdb', 'ffc0', 'ffc4', 'ffda', 'ffd9'];

let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer();
	await writeOneGood(server, SHOP, 'เสื่อกก');
});
test.afterAll(() => server.stop());

/** A phone without a connection, at the product. */
async function phone(browser: Browser, lacks: Lacks): Promise<Page> {
	const bypassCSP = lacks.webp === true || lacks.offscreenCanvas === 'everywhere';
	const page = await (await browser.newContext({ bypassCSP })).newPage();
	await makeOlder(page, lacks);
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await reached(page);
	await installedOlder(page, lacks);
	await page.context().setOffline(true);
	await page.goto(`${server.origin}/sell/product/mat-of-reed`);
	return page;
}

/** Each of its own height, by which it is known again. */
const heightOf = (orientation: number) => 900 + 36 * orientation;

async function coloursOf(file: Buffer): Promise<string[]> {
	const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
	const at = (x: number, y: number) => {
		const pixel = Math.floor(y * info.height) * info.width + Math.floor(x * info.width);
		const parts = [0, 1, 2].map((i) => data[pixel * info.channels + i] ?? 0);
		return ['red', 'green', 'blue'][parts.indexOf(Math.max(...parts))] ?? '';
	};
	return [at(0.1, 0.1), at(0.9, 0.1), at(0.1, 0.9), at(0.9, 0.9)];
}

for (const [what, lacks, parts] of [
	['the worker', {}, ['VP8 ']],
	['the worker, where no WebP is written', { webp: true }, JPEG],
	['the library in a worker', { offscreenCanvas: 'page' }, ['VP8 ']],
	['the library on the page', { offscreenCanvas: 'everywhere' }, ['VP8 ']],
	['the library, where no WebP is written', { offscreenCanvas: 'everywhere', webp: true }, JPEG],
] as const) {
	test(`${what} turns each of the eight orientations upright, and leaves nothing beside the picture`, async ({
		browser,
	}) => {
		const page = await phone(browser, lacks);
		const here = await page.evaluate(() => typeof OffscreenCanvas);
		expect(here).toBe('offscreenCanvas' in lacks ? 'undefined' : 'function');
		const files = await Promise.all(
			ORIENTATIONS.map(async (orientation) => ({
				name: `${orientation}.jpg`,
				mimeType: 'image/jpeg',
				buffer: await orientedPhoto(orientation, 1_800, heightOf(orientation)),
			})),
		);
		await page.locator('input[type=file][multiple]').setInputFiles(files);
		await expect(page.locator('#photos ul').first().getByRole('listitem')).toHaveCount(8, {
			timeout: 90_000,
		});
		const kept = await keptPictures(page);
		for (const orientation of ORIENTATIONS) {
			const height = (heightOf(orientation) * 1_600) / 1_800;
			// The library leaves out what is less than a pixel.
			const picture = kept.find((one) => one.width === 1_600 && Math.abs(one.height - height) <= 1);
			expect(picture, `orientation ${orientation}`).toBeDefined();
			for (const [file, width] of [
				[picture?.full ?? Buffer.alloc(0), 1_600],
				[picture?.thumb ?? Buffer.alloc(0), 320],
			] as const) {
				expect((await sharp(file).metadata()).width).toBe(width);
				expect(await coloursOf(file), `orientation ${orientation}`).toEqual(UPRIGHT);
				expect(partsOf(file)).toEqual(parts);
			}
		}
		await page.context().close();
	});
}
