import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { linkFor, writeOneGood } from '../support/office.ts';
import { phonePhoto } from '../support/pictures.ts';
import { installed, join, reached, rowsOf, sheetIsGone } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';

const SHOP = 'shopphotos000001';
const MAT = 'mat-of-reed';

let server: RunningServer;
test.beforeEach(async () => {
	server = await startServer();
	await writeOneGood(server, SHOP, 'เสื่อกกลายขิดทอมือ ผืนใหญ่พิเศษสำหรับนั่งทำบุญ');
});
test.afterEach(() => server.stop());

const photos = (page: Page) => page.locator('#photos ul').first().getByRole('listitem');

async function add(page: Page, name: string, buffer: Buffer): Promise<void> {
	const before = await photos(page).count();
	const file = { name, mimeType: 'image/jpeg', buffer };
	await page.locator('input[type=file][multiple]').setInputFiles(file);
	await expect(photos(page)).toHaveCount(before + 1);
}

/** Width and height that the phone keeps of its only photo. */
async function size(page: Page): Promise<unknown> {
	const [photo] = (await rowsOf(page, 'records')).filter(({ kind }) => kind === 'photo');
	const values = { ...(photo?.['fields'] as object), ...pendingOf(photo) } as Record<string, unknown>;
	return [values['width'], values['height']];
}

function pendingOf(row: Record<string, unknown> | undefined): Record<string, unknown> {
	const pending = (row?.['pending'] ?? {}) as Record<string, { value: unknown }>;
	return Object.fromEntries(Object.entries(pending).map(([field, { value }]) => [field, value]));
}

test('a picture that could be better is kept, and the phone says how; one that is fine gets no word', async ({
	page,
}) => {
	await page.setViewportSize({ width: 360, height: 640 });
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await reached(page);
	await installed(page);
	await page.context().setOffline(true);
	await page.goto(`${server.origin}/sell/product/${MAT}`);
	const good = (await phonePhoto(3)).buffer;
	await add(page, 'good.jpg', good);
	await expect(page.getByText('ถ้าอยากได้สวยกว่านี้')).toHaveCount(0);

	await add(page, 'dark.jpg', await sharp(good).linear(0.1, 0).toBuffer());
	await expect(page.getByText('รูปมืดไปหน่อย')).toBeVisible();
	await shot(page, { path: 'test-results/photo-hint.png' });
	expect(await overflow(page)).toBe(0);
	expect(await faultsInBoth(page)).toEqual([]);
	await page.getByRole('button', { name: 'ใช้รูปนี้' }).click();
	await expect(page.getByText('รูปมืดไปหน่อย')).toHaveCount(0);

	await add(page, 'soft.jpg', await sharp(good).blur(40).toBuffer());
	await expect(page.getByText('รูปเบลอไปหน่อย')).toBeVisible();
	await add(page, 'small.jpg', await sharp(good).resize(300).toBuffer());
	await expect(page.getByText('รูปเล็กไปหน่อย')).toBeVisible();
	await expect(photos(page)).toHaveCount(4);
});

test('a photo is cut to a square with no connection, and put back as it was', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 640 });
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await reached(page);
	await installed(page);
	await page.context().setOffline(true);
	await page.goto(`${server.origin}/sell/product/${MAT}`);
	await add(page, 'good.jpg', (await phonePhoto(4)).buffer);
	expect(await size(page)).toEqual([1_200, 1_600]);

	await photos(page).first().getByRole('button').click();
	await page.getByRole('button', { name: 'ตัดเป็นสี่เหลี่ยมจัตุรัส' }).click();
	await expect.poll(() => size(page)).toEqual([1_200, 1_200]);
	// A square has nothing to cut.
	await shot(page, { path: 'test-results/photo-square.png' });
	expect(await faultsInBoth(page)).toEqual([]);
	await expect(page.getByRole('button', { name: 'ตัดเป็นสี่เหลี่ยมจัตุรัส' })).toHaveCount(0);
	await page.getByRole('button', { name: 'เอารูปเต็มกลับมา' }).click();
	await expect.poll(() => size(page)).toEqual([1_200, 1_600]);
	await page.keyboard.press('Escape');
	await sheetIsGone(page);
	await expect(photos(page)).toHaveCount(1);
});
