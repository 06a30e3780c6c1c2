import { expect, test, type Page } from '@playwright/test';
import { truncateSync, writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import sharp from 'sharp';
import { product as en } from '../../src/lib/messages/en/product.ts';
import { product as th } from '../../src/lib/messages/th/product.ts';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { hardFiles, type HardFile } from '../support/hard-files.ts';
import { keptPictures } from '../support/kept-pictures.ts';
import { linkFor, writeOneGood } from '../support/office.ts';
import { installedOlder, makeOlder, type Lacks } from '../support/older-browser.ts';
import { join, reached } from '../support/seller.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';

const SHOP = 'shophardfiles001';

let server: RunningServer;
let files: readonly HardFile[];
let folder: string;
test.beforeAll(async () => {
	server = await startServer();
	await writeOneGood(server, SHOP, 'เสื่อกกลายขิดทอมือ ผืนใหญ่พิเศษสำหรับนั่งทำบุญ');
	files = await hardFiles();
	folder = freeFolder();
	for (const { name, content } of files) {
		const isWhole = Buffer.isBuffer(content);
		writeFileSync(path(folder, name), isWhole ? content : content.head);
		if (!isWhole) truncateSync(path(folder, name), content.bytes);
	}
});
test.afterAll(() => server.stop());

const refused = () => files.filter(({ becomes }) => typeof becomes === 'string');
const good = () => files.flatMap(({ becomes }) => (typeof becomes === 'string' ? [] : [becomes]));
const pick = (page: Page, some: readonly HardFile[]) =>
	page.locator('input[type=file][multiple]').setInputFiles(some.map(({ name }) => path(folder, name)));

/** Each refused file by its name, with its reason and what to do. */
async function areTold(page: Page, words: typeof th): Promise<void> {
	const told = page.getByRole('alert').getByRole('listitem');
	await expect(page.getByRole('alert')).toContainText(words.photos.some(refused().length), {
		timeout: 90_000,
	});
	await expect(told).toHaveText(
		refused().map(({ name, becomes }) => `${name} ${words.photos.faults[becomes as 'broken']}`),
	);
}

for (const [what, lacks] of [
	['a phone', {}],
	['a phone without OffscreenCanvas', { offscreenCanvas: 'page' }],
] as [string, Lacks][]) {
	test(`${what} keeps each good file of a handful of hard ones, tells the others by name, and lives on`, async ({
		page,
	}) => {
		await makeOlder(page, lacks);
		await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
		await reached(page);
		await installedOlder(page, lacks);
		await page.context().setOffline(true);
		let crashed = false;
		page.on('crash', () => (crashed = true));
		await page.goto(`${server.origin}/sell/product/mat-of-reed`);
		await pick(page, files);
		await areTold(page, th);
		await expect(page.locator('#photos ul').first().getByRole('listitem')).toHaveCount(good().length);
		const kept = await keptPictures(page);
		for (const { width, height, isRed } of good()) {
			const picture = kept.find((one) => one.width === width && one.height === height);
			expect(picture, `${width} x ${height}`).toBeDefined();
			if (!isRed) continue;
			const { dominant } = await sharp(picture?.full).stats();
			expect(dominant.r).toBeGreaterThan(dominant.b);
		}
		await page.getByRole('alert').scrollIntoViewIfNeeded();
		await shot(page, {
			path: `test-results/photo-hard-${'offscreenCanvas' in lacks}.png`,
			fullPage: true,
		});
		expect(await overflow(page)).toBe(0);
		expect(await faultsInBoth(page)).toEqual([]);

		await page.evaluate(() => localStorage.setItem('tambon.language', 'en'));
		await page.reload();
		await pick(page, refused());
		await areTold(page, en);
		await shot(page, { path: 'test-results/photo-hard-en.png', fullPage: true });
		expect(await overflow(page)).toBe(0);
		expect(crashed).toBe(false);
	});
}
