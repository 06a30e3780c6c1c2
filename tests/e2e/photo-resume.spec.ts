import { expect, test, type Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import sharp from 'sharp';
import { openCuttingLine, WIDE, type CuttingLine } from '../support/cutting-line.ts';
import { linkFor, writeShop } from '../support/office.ts';
import { openPhone } from '../support/phone.ts';
import { phonePhoto } from '../support/pictures.ts';
import { chip, installed, join, reached, rowsOf } from '../support/seller.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';

const SHOP = 'shop-of-boon';
const THIN = { rate: 8_000, roundTrip: 200, life: () => Infinity, losesHalfway: false };

/** A server that phones know by the address of the line before it. */
async function office(): Promise<{ server: RunningServer; line: CuttingLine; origin: string }> {
	const first = await startServer();
	const line = await openCuttingLine(first.port);
	const origin = `http://localhost:${line.port}`;
	await first.stop();
	const server = await first.again({ ORIGIN: origin });
	const set = { nameTh: 'ตะกร้าหวาย', category: 'CRAFT', price: { satang: 5_900, unit: 'ใบ' } };
	await writeShop(server, SHOP, { nameTh: 'ร้านยายบุญ' }, [{ kind: 'product', key: 'basket-01', set }]);
	return { server, line, origin };
}

/** A photo of leaves, say: nothing in it can be made small. */
async function rough(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
	const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
	const create = { width: 1_000, height: 800, channels: 3, background: '#464', noise } as const;
	return { name: 'leaves.jpg', mimeType: 'image/jpeg', buffer: await sharp({ create }).jpeg().toBuffer() };
}

/** What is asked of uploads from here on, as `PATCH 16384`. */
function uploadsSeen(line: CuttingLine): string[] {
	const asked: string[] = [];
	line.watch((piece) => {
		const text = piece.toString('latin1');
		const method = /^(\w+) \/api\/uploads/.exec(text)?.[1];
		if (method) asked.push([method, /upload-offset: (\d+)/i.exec(text)?.[1]].filter(Boolean).join(' '));
	});
	return asked;
}

const fullOf = async (page: Page) =>
	(await rowsOf(page, 'uploads')).find(({ size }) => size === 'full') as
		{ hash: string; arrived?: number; bytes: number } | undefined;

test('a picture goes on where it was when the phone was killed in the middle and had no network since', async () => {
	const { server, line, origin } = await office();
	const profile = freeFolder();
	let phone = await openPhone(profile);
	await join(phone.page, await linkFor({ ...server, origin }, { shop: SHOP }));
	await reached(phone.page);
	await installed(phone.page);
	await phone.page.goto(`${origin}/sell/product/basket-01`);
	line.begin(THIN);
	await phone.page.locator('input[type=file][multiple]').setInputFiles(await rough());
	await expect
		.poll(async () => (await fullOf(phone.page))?.arrived ?? 0, { timeout: 60_000 })
		.toBeGreaterThan(0);
	await expect(phone.page.getByText(/จาก \d+ kB/)).toBeVisible();
	const before = await fullOf(phone.page);
	expect(before?.arrived).toBeLessThan(before?.bytes ?? 0);
	await phone.kill();
	line.begin({ ...THIN, life: () => 1 });

	phone = await openPhone(profile);
	await phone.page.goto(`${origin}/sell`);
	await expect(chip(phone.page)).toContainText(/สัญญาณ/);
	const asked = uploadsSeen(line);
	line.begin(WIDE);
	await phone.page.evaluate(() => void dispatchEvent(new Event('online')));
	await expect.poll(() => rowsOf(phone.page, 'uploads'), { timeout: 60_000 }).toEqual([]);
	expect(asked[0]).toBe('HEAD');
	expect(asked.some((ask) => ask.startsWith('POST'))).toBe(false);
	const [, offset] = /^PATCH (\d+)$/.exec(asked.find((ask) => ask.startsWith('PATCH')) ?? '') ?? [];
	expect(Number(offset)).toBeGreaterThanOrEqual(before?.arrived ?? Infinity);
	const hash = before?.hash ?? '';
	const kept = readFileSync(path(server.dataDir, 'photos', hash.slice(0, 2), `${hash}.webp`));
	expect(createHash('sha256').update(kept).digest('hex')).toBe(hash);
	await phone.kill();
	await line.close();
	await server.stop();
});

test('full pictures wait for Wi-Fi where the person wants it so, and go when told to', async ({
	browser,
}) => {
	const { server, line, origin } = await office();
	const page = await (await browser.newContext()).newPage();
	await join(page, await linkFor({ ...server, origin }, { shop: SHOP }));
	await reached(page);
	// A computer under test does not say what its line is.
	await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: undefined }));
	await page.goto(`${origin}/sell/product/basket-01`);
	await chip(page).click();
	await page.getByRole('switch', { name: /รูปเต็มเฉพาะตอนมีไวไฟ/ }).check();
	await page.keyboard.press('Escape');
	await page.locator('input[type=file][multiple]').setInputFiles(await phonePhoto(4));
	await expect.poll(async () => (await rowsOf(page, 'uploads')).map(({ size }) => size)).toEqual(['full']);
	await chip(page).click();
	await page.getByRole('button', { name: 'ส่งรูปเต็มเลย' }).click();
	await expect.poll(() => rowsOf(page, 'uploads')).toEqual([]);
	await line.close();
	await server.stop();
});
