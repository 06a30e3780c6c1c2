// A seller finds one thing among many, with no connection: by any part of its name, by what it is, and on every page.
import { expect, test, type Page } from '@playwright/test';
import { linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { installed, join, priced, reached } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';

const SHOP = 'shop-of-boon';
const GOODS = 90;
const LONG = 'น้ำพริกนรกปลาย่างสูตรโบราณ แม่บุญมาก ถุงใหญ่พิเศษสำหรับร้านอาหาร';

let server: RunningServer;
let page: Page;

test.beforeAll(async ({ browser }) => {
	server = await startServer();
	const goods = Array.from({ length: GOODS }, (_, i) => ({
		kind: 'product',
		key: `good-${String(i).padStart(3, '0')}`,
		set: {
			nameTh: i === 7 ? LONG : i % 2 === 0 ? `กล้วยตาก แผ่นที่ ${i}` : `เสื่อกก ผืนที่ ${i}`,
			category: i === 7 || i % 2 === 0 ? 'FOOD' : 'CRAFT',
			price: { satang: 10_000 + i * 100, unit: 'ชิ้น' },
			state: i % 10 === 3 ? 'draft' : 'published',
			...(i === 5 ? { stock: 0 } : {}),
		},
	}));
	await writeShop(server, SHOP, OPEN_SHOP, goods);
	page = await (await browser.newContext()).newPage();
	await join(page, await linkFor(server, { shop: SHOP }));
	await reached(page);
	await installed(page);
	await page.context().setOffline(true);
});
test.beforeEach(() => page.goto(`${server.origin}/sell`));
test.afterAll(async () => {
	await page.context().close();
	await server.stop();
});

const sought = () => page.getByRole('searchbox');
const cards = () => page.locator('main .cards a');
const told = () => page.locator('main').getByRole('status');

test('finds any part of a name, however it was typed, and goes on to the end of what it found', async () => {
	await sought().fill('กล้วย');
	await expect(told()).toHaveText('พบ 45 รายการ');
	await expect(cards().first()).toContainText('กล้วยตาก');
	await expect.poll(() => cards().count()).toBeGreaterThan(6);
	await shot(page, { path: 'test-results/search-found.png' });

	await test.step('more come as the list is scrolled, each once, in the order of the list', async () => {
		await expect
			.poll(async () => {
				await page.mouse.wheel(0, 4_000);
				return cards().count();
			})
			.toBe(45);
		const numbers = (await cards().allTextContents()).map((text) => Number(/แผ่นที่ (\d+)/.exec(text)?.[1]));
		const all = Array.from({ length: GOODS }, (_, i) => i).filter((i) => i % 2 === 0);
		expect(numbers).toEqual(all.reverse());
	});

	await test.step('another question is answered from its beginning', async () => {
		await sought().fill('เสื่อ');
		await expect(told()).toHaveText('พบ 44 รายการ');
		await expect(told()).toBeInViewport();
		await expect(cards().first()).toBeInViewport();
	});

	await test.step('a name is shown to its end, where what was sought may stand', async () => {
		await sought().fill('ร้านอาหาร');
		await expect(cards()).toHaveCount(1);
		await expect(cards()).toHaveText(LONG);
		const hidden = await cards().evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
		expect(hidden).toBeLessThanOrEqual(1);
		await shot(page, { path: 'test-results/search-long.png' });
	});

	await test.step('another spelling, parts of words, Thai digits', async () => {
		// น้ำ with its vowel in two pieces, as some keyboards type it; two parts that do not stand together.
		await sought().fill('นํ้าพริก ใหญ่');
		await expect(told()).toHaveText('พบ 1 รายการ');
		await expect(cards()).toHaveCount(1);
		await expect(cards()).toContainText('น้ำพริกนรกปลาย่าง');
		await sought().fill('ผืนที่ ๘๙');
		await expect(cards()).toHaveCount(1);
		await expect(cards()).toContainText('เสื่อกก ผืนที่ 89');
	});
});

test('says so where nothing is found, and leads back to all', async () => {
	await sought().fill('ปลาร้า');
	await expect(page.getByText('ไม่พบสินค้า')).toBeVisible();
	await expect(page.getByText('ลองพิมพ์ให้สั้นลง')).toBeVisible();
	await expect(cards()).toHaveCount(0);
	await shot(page, { path: 'test-results/search-nothing.png' });

	await test.step('letters taken away find again', async () => {
		await sought().fill('ปลา');
		await expect(cards()).toHaveCount(1);
		await expect(page.getByText('ไม่พบสินค้า')).toBeHidden();
	});

	await sought().fill('ปลาร้า');
	await page.getByRole('button', { name: 'ดูสินค้าทั้งหมด' }).click();
	await expect(sought()).toHaveValue('');
	await expect(cards().first()).toContainText('ผืนที่ 89');
});

test('shows a part alone: what is not on sale yet, sold out, of one kind', async () => {
	const part = (name: string) => page.getByRole('button', { name, exact: true }).click();
	await part('ฉบับร่าง');
	await expect(told()).toHaveText('พบ 9 รายการ');
	await expect(cards()).toHaveCount(9);
	await part('ของหมด');
	await expect(cards()).toHaveCount(1);
	await expect(cards()).toContainText('ผืนที่ 5');
	await part('พักไว้');
	await expect(page.getByText('ไม่มีสินค้าในกลุ่มนี้')).toBeVisible();
	await part('อาหาร');
	await expect(told()).toHaveText('พบ 46 รายการ');
	await sought().fill('เสื่อ');
	await expect(page.getByText('ไม่พบสินค้า')).toBeVisible();
});

test('what was found is opened, changed and found again where it was', async () => {
	await sought().fill('ผืนที่ 8');
	await expect(told()).toHaveText('พบ 5 รายการ');
	const one = cards().filter({ hasText: 'ผืนที่ 85' });
	await one.click();
	await page.getByLabel('ชื่อสินค้า').fill('เสื่อกก ผืนที่ 85 ลายใหม่');
	await page.getByLabel('ชื่อสินค้า').blur();
	await expect(page.getByText('เก็บในเครื่องนี้แล้ว').first()).toBeVisible();
	await page.goBack();
	await expect(sought()).toHaveValue('ผืนที่ 8');
	await expect(one).toContainText('ลายใหม่');
	await expect(page.getByRole('article').filter({ hasText: 'ผืนที่ 85' }).getByText('รอสัญญาณ')).toBeVisible();
});

test('a price is found by the name of its product', async () => {
	await page.goto(`${server.origin}/sell/prices`);
	await sought().fill('ผืนที่ 89');
	await expect(told()).toHaveText(/1/);
	await expect(priced(page, 'ผืนที่ 89')).toContainText('189');
	await sought().fill('ปลาร้า');
	await expect(page.locator('main').getByRole('listitem')).toHaveCount(0);
});
