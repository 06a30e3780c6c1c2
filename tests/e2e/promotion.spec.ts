// A promotion, and all prices by a percentage, made with no connection: what shoppers come to see, and how it ends.
import { expect, test, type Page } from '@playwright/test';
import { DAY } from '../../src/lib/domain/spans.ts';
import { linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { installed, join, priced, reached, rowsOf, sheetIsGone } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';

const SHOP = 'shop-of-boon';
const MAT = 'เสื่อกกลายขิดทอมือย้อมสีธรรมชาติ';

let server: RunningServer;
let page: Page;

test.beforeEach(async ({ browser }) => {
	server = await startServer();
	const good = (key: string, nameTh: string, satang: number | null) => ({
		kind: 'product',
		key,
		set: {
			...{ nameTh, category: 'CRAFT' },
			...(satang === null ? { state: 'draft' } : { price: { satang, unit: 'ผืน' }, state: 'published' }),
		},
	});
	await writeShop(server, SHOP, OPEN_SHOP, [
		good('mat-of-reed', MAT, 25_000),
		good('hat-of-palm', 'หมวกใบลาน', 9_900),
		good('pot-of-clay', 'หม้อดิน', null),
	]);
	page = await (await browser.newContext()).newPage();
	await join(page, await linkFor(server, { shop: SHOP }));
	await reached(page);
	await installed(page);
	await page.context().setOffline(true);
	await page.goto(`${server.origin}/sell/prices`);
});
test.afterEach(async () => {
	await page.context().close();
	await server.stop();
});

const row = (name: string) => page.locator('main').getByRole('listitem').filter({ hasText: name });
const typed = () => page.getByRole('textbox', { name: 'ราคาโปร' });
const said = () => page.getByRole('status').filter({ hasText: /./ }).last();
const storefront = async (): Promise<string> => (await fetch(`${server.origin}/s/${SHOP}`)).text();

async function openPromo(): Promise<void> {
	await priced(page, MAT).click();
	await page
		.getByRole('dialog')
		.getByRole('button', { name: /^(ราคาโปร|โปร ฿)/ })
		.click();
	await expect(typed()).toBeVisible();
}

test('a promotion is typed, survives a kill, is set, seen by shoppers, and ends by itself', async () => {
	await test.step('what is no promotion is told, and what was typed stays', async () => {
		await openPromo();
		await typed().fill('250');
		await page.getByRole('button', { name: 'ตั้งราคาโปร' }).click();
		await expect(page.getByText('ราคาโปรต้องต่ำกว่าราคาปกติ')).toBeVisible();
		await typed().fill('๑๘๐');
		await expect.poll(async () => (await rowsOf(page, 'drafts')).map(({ text }) => text)).toContain('๑๘๐');
		expect(await rowsOf(page, 'queue')).toEqual([]);
		await page.goto(`${server.origin}/sell/prices`);
		await openPromo();
		await expect(typed()).toHaveValue('๑๘๐');
		await shot(page, { path: 'test-results/promotion-form.png' });
	});

	await test.step('set: the old price is struck through, and one tap takes it back', async () => {
		await page.getByRole('button', { name: 'ตั้งราคาโปร' }).click();
		await expect(page.getByRole('dialog')).toHaveCount(0);
		await sheetIsGone(page);
		await expect(row(MAT).locator('s')).toContainText('250');
		await expect(row(MAT)).toContainText('฿180');
		await expect(row(MAT)).toContainText('โปรถึง');
		await shot(page, { path: 'test-results/promotion-row.png' });
		await page.getByRole('button', { name: 'เลิกทำ' }).click();
		await expect(row(MAT)).not.toContainText('฿180');
		await openPromo();
		await typed().fill('180');
		await page.getByRole('button', { name: 'ตั้งราคาโปร' }).click();
		await expect(row(MAT)).toContainText('฿180');
		await sheetIsGone(page);
	});

	await test.step('where the product is edited it says so as well, and leads to it', async () => {
		await page.goto(`${server.origin}/sell/product/mat-of-reed`);
		const mark = page.getByRole('link', { name: 'ตอนนี้ขายราคาโปร ฿180' });
		await expect(mark).toBeVisible();
		expect((await mark.boundingBox({ timeout: 5_000 }))?.height).toBeGreaterThanOrEqual(48);
		await shot(page, { path: 'test-results/promotion-editor.png' });
		await mark.click();
		await expect(page.getByRole('dialog').getByRole('button', { name: /^โปร ฿180/ })).toBeVisible();
	});

	await test.step('shoppers see it once there is a line', async () => {
		await page.context().setOffline(false);
		await page.goto(`${server.origin}/sell`);
		await reached(page);
		await expect.poll(storefront).toMatch(/180[^]*<s\b[^]*250/);
	});

	await test.step('when its last day is over the price is what it was, with no connection and no hand', async () => {
		await page.context().setOffline(true);
		await page.clock.setFixedTime(Date.now() + 6 * DAY);
		await page.goto(`${server.origin}/sell/prices`);
		await expect(row(MAT)).toContainText('฿180');
		await page.clock.setFixedTime(Date.now() + 8 * DAY);
		await page.goto(`${server.origin}/sell/prices`);
		await expect(priced(page, MAT)).toContainText('฿250');
		await expect(row(MAT)).not.toContainText('180');
		expect(await rowsOf(page, 'queue')).toEqual([]);
	});
});

test('all prices by a percentage: looked at first, one change, one way back', async () => {
	await page.getByRole('button', { name: 'ทุกราคา ± %' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('button', { name: '+10 %' }).click();
	await expect(sheet.getByRole('listitem').filter({ hasText: MAT })).toContainText('275');
	await expect(sheet.getByRole('listitem').filter({ hasText: 'หมวกใบลาน' })).toContainText('109');
	await expect(sheet).toContainText('ไม่รวม 1 รายการที่ยังไม่มีราคา');
	expect(await rowsOf(page, 'queue')).toEqual([]);
	await shot(page, { path: 'test-results/promotion-all.png' });
	await sheet.getByRole('button', { name: 'เปลี่ยน 2 ราคา' }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(row(MAT)).toContainText('275');
	await expect(row('หมวกใบลาน')).toContainText('109');
	await sheetIsGone(page);

	await page.getByRole('button', { name: 'เลิกทำ' }).click();
	await expect(said()).toContainText('กลับเป็นราคาเดิมทั้งหมดแล้ว');
	await expect(priced(page, MAT)).toContainText('฿250');
	await expect(priced(page, 'หมวกใบลาน')).toContainText('฿99');
	// Undone before any of it left: the office never hears of it.
	await page.context().setOffline(false);
	await page.goto(`${server.origin}/sell`);
	await reached(page);
	expect(await storefront()).not.toContain('275');
});
