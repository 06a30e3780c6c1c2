import { expect, test, type Browser, type Page } from '@playwright/test';
import { faultsInBoth, overflow, SCHEMES } from '../support/axe.ts';
import { openCuttingLine, type CuttingLine } from '../support/cutting-line.ts';
import { linkFor, writeOneGood } from '../support/office.ts';
import { phonePhoto } from '../support/pictures.ts';
import { closeSheet, installed, join, reached, rowsOf } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';

/** Two phones of one shop: what one photographs the other shows, blurred at first, small with no connection, large on a tap. */

const SHOP = 'shop-of-boon';
const MAT = 'เสื่อกกลายขิดทอมือย้อมสีธรรมชาติ ผืนใหญ่พิเศษสำหรับปูนั่งทำบุญทั้งครอบครัว';
/** Longer than the other phone waits before it asks again for what was not there, milliseconds. */
const LATER = 3 * 60_000;
/** Pixels of the longer side of a small picture. */
const SMALL = 320;

let server: RunningServer;
let line: CuttingLine;
let origin: string;
/** One takes the photos, the other looks at them. */
let taker: Page;
let looker: Page;
/** The pictures that reached the server as requests, by their hash. */
const asked: string[] = [];

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
	const first = await startServer();
	line = await openCuttingLine(first.port);
	origin = `http://localhost:${line.port}`;
	await first.stop();
	server = await first.again({ ORIGIN: origin });
	await writeOneGood(server, SHOP, MAT);
	line.watch((piece) => {
		const hash = /^GET \/photos\/([0-9a-f]{64}) /.exec(piece.toString('latin1'))?.[1];
		if (hash) asked.push(hash);
	});
	taker = await joined(browser, 'ยายบุญ');
	looker = await joined(browser, 'หลาน');
	await installed(looker);
});
test.afterAll(async () => {
	await taker.context().close();
	await looker.context().close();
	await line.close();
	await server.stop();
});

async function joined(browser: Browser, name: string): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await join(page, await linkFor({ ...server, origin }, { shop: SHOP, name }));
	await reached(page);
	return page;
}

const product = (page: Page) => page.goto(`${origin}/sell/product/mat-of-reed`);
const list = (page: Page) => page.goto(`${origin}/sell`);
const round = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('online')));
const card = () => looker.getByRole('article').filter({ hasText: MAT });
const photos = () => looker.locator('#photos ul').first().getByRole('listitem');
const blurIn = (place: ReturnType<typeof card>) => place.locator('[style*="data:image/bmp"]');
const sheet = () => looker.getByRole('dialog');
const openSheet = (n: number) => photos().nth(n).getByRole('button').click();

/** Pixels across of the picture that is seen in a place; 0: none is. */
const pixels = (place: ReturnType<typeof card>) =>
	expect.poll(() =>
		place
			.locator('img')
			.evaluateAll((all) => Math.max(0, ...all.map((img) => (img as HTMLImageElement).naturalWidth))),
	);

/** Hashes that the looker's records name. */
async function named(size: 'full' | 'thumb'): Promise<string[]> {
	const rows = await rowsOf(looker, 'records');
	return rows
		.filter(({ kind }) => kind === 'photo')
		.map(({ fields }) => (fields as Record<string, string>)[size] ?? '')
		.sort();
}

async function picture(name: string): Promise<void> {
	for (const colorScheme of [...SCHEMES].reverse()) {
		await looker.emulateMedia({ colorScheme });
		await looker.screenshot({ path: `test-results/other-phone-${name}-${colorScheme}.png` });
	}
}

test('before a picture has arrived it is shown blurred, and the phone says where the large one is', async () => {
	// The text gets through, the pictures do not yet.
	await taker.context().route('**/api/uploads**', (route) => route.abort());
	await product(taker);
	const files = [await phonePhoto(3), await phonePhoto(4)];
	await taker.locator('input[type=file][multiple]').setInputFiles(files);
	await expect(taker.locator('#photos ul').first().getByRole('listitem')).toHaveCount(2);
	await expect.poll(() => rowsOf(taker, 'queue')).toEqual([]);

	await list(looker);
	await round(looker);
	await expect(blurIn(card())).toBeVisible();
	await picture('blurred-list');
	expect(await faultsInBoth(looker)).toEqual([]);
	await expect.poll(() => [...asked].sort()).toEqual(await named('thumb'));
	// Not there: looking once more asks for nothing.
	await product(looker);
	await expect(blurIn(photos().first())).toBeVisible();
	await reached(looker);
	await picture('blurred-product');
	await openSheet(0);
	await expect(sheet().getByRole('status')).toHaveText(/ยังอยู่ในเครื่องที่ถ่าย/);
	await expect(sheet().getByRole('img', { name: 'รูปที่ 1' })).toBeVisible();
	await picture('absent');
	expect(await faultsInBoth(looker)).toEqual([]);
	expect(await overflow(looker)).toBe(0);
	await closeSheet(looker);
	expect(asked).toHaveLength(3);
});

test('once it has arrived its small one is fetched without being asked for, and seen without a word', async () => {
	await taker.context().unroute('**/api/uploads**');
	await round(taker);
	await expect.poll(() => rowsOf(taker, 'uploads'), { timeout: 60_000 }).toEqual([]);
	asked.length = 0;
	await list(looker);
	await looker.clock.setFixedTime(Date.now() + LATER);
	await round(looker);
	await pixels(card()).toBeGreaterThan(0);
	await expect.poll(() => [...asked].sort()).toEqual(await named('thumb'));
	await expect.poll(() => rowsOf(looker, 'files')).toHaveLength(2);
});

test('with no connection the small one is there, and the phone says when the large one can be seen', async () => {
	await server.stop();
	await looker.context().setOffline(true);
	await list(looker);
	await pixels(card()).toBeGreaterThan(0);
	await picture('list');
	await product(looker);
	await pixels(photos().nth(1)).toBeGreaterThan(0);
	await openSheet(0);
	await expect(sheet().getByRole('status')).toHaveText('เห็นรูปเต็มได้เมื่อมีสัญญาณ');
	await expect(sheet().locator('img')).toBeVisible();
	await pixels(sheet()).toBeGreaterThan(0);
	await pixels(sheet()).toBeLessThanOrEqual(SMALL);
	await picture('no-signal');
	expect(await faultsInBoth(looker)).toEqual([]);
	expect(await overflow(looker)).toBe(0);
	await closeSheet(looker);
});

test('a tap fetches the large one, once, and it stays', async () => {
	asked.length = 0;
	server = await server.again();
	await looker.context().setOffline(false);
	await round(looker);
	await reached(looker);
	expect(asked).toEqual([]);
	await openSheet(0);
	await pixels(sheet()).toBeGreaterThan(SMALL);
	await expect(sheet().getByRole('status')).toBeEmpty();
	await picture('large');
	await closeSheet(looker);
	await openSheet(0);
	await pixels(sheet()).toBeGreaterThan(SMALL);
	await closeSheet(looker);
	expect(asked).toHaveLength(1);
	expect(await named('full')).toContain(asked[0]);
});

test('a large one that was tapped with no connection comes when the line is back', async () => {
	await server.stop();
	await looker.context().setOffline(true);
	await openSheet(1);
	await expect(sheet().getByRole('status')).toHaveText('เห็นรูปเต็มได้เมื่อมีสัญญาณ');
	asked.length = 0;
	server = await server.again();
	await looker.context().setOffline(false);
	await pixels(sheet()).toBeGreaterThan(SMALL);
	expect(asked).toHaveLength(1);
	await closeSheet(looker);
});
