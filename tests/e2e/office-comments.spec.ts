import { expect, test, type Browser, type Page } from '@playwright/test';
import { faultsInBoth, overflow, SCHEMES } from '../support/axe.ts';
import { linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { chip, closeSheet, installed, join, reached } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';

/** What the office writes to a shop reaches the seller's and the marketer's phones, and their answer comes back. */

const SHOP = 'shop-of-boon';
const MAT = 'mat-of-reed';
const MAT_NAME = 'เสื่อกกลายขิดย้อมสีธรรมชาติจากเปลือกไม้ประดู่และครั่ง ขนาดสองเมตร';
const LONG = 'กลุ่มวิสาหกิจชุมชนแม่บ้านเกษตรกรทอเสื่อกกและแปรรูปผลิตภัณฑ์จากกกบ้านหนองบัวสามัคคีพัฒนา หมู่ที่ 14';
const ASKED = 'ราคานี้เหมือนพิมพ์เกินไปหนึ่งตัว ช่วยดูหน่อยค่ะ';
const DESK = { width: 1_366, height: 768 };

let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer();
	const set = {
		nameTh: MAT_NAME,
		category: 'CRAFT',
		price: { satang: 250_000, unit: 'ผืน' },
		state: 'published',
	};
	await writeShop(server, SHOP, { ...OPEN_SHOP, nameTh: LONG }, [{ kind: 'product', key: MAT, set }]);
});
test.afterAll(() => server.stop());

async function joined(browser: Browser, wish: Parameters<typeof linkFor>[1], viewport?: typeof DESK) {
	const page = await (await browser.newContext(viewport ? { viewport } : {})).newPage();
	await join(page, await linkFor(server, wish));
	return page;
}

async function isWell(page: Page, name: string) {
	for (const colorScheme of [...SCHEMES].reverse()) {
		await page.emulateMedia({ colorScheme });
		await shot(page, {
			path: `test-results/comments-${name}-${colorScheme}.png`,
			fullPage: name.startsWith('desk'),
		});
	}
	expect.soft(await faultsInBoth(page), name).toEqual([]);
	expect.soft(await overflow(page), name).toBe(0);
}
const heard = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('online')));

/** Waits until so many makers are on a marketer's phone; the line comes back now and then. */
async function carried(page: Page, count: number) {
	const here = async () => {
		await heard(page);
		return page.locator('.makers > li').count();
	};
	await expect.poll(here, { timeout: 30_000 }).toBe(count);
}

test('a comment goes to two phones, is done on one that is offline, and the desk sees who did it', async ({
	browser,
}) => {
	const seller = await joined(browser, { shop: SHOP, name: 'ยายบุญ' });
	await reached(seller);
	await installed(seller);
	const marketer = await joined(browser, { role: 'marketer', areas: ['30'], shop: null, name: 'คุณสมชาย' });
	await marketer.getByRole('button', { name: 'พก 1 ราย' }).click();
	await carried(marketer, 1);

	const staff = await joined(browser, { role: 'staff', areas: [], shop: null, name: 'คุณสมใจ' }, DESK);
	await staff.goto(`${server.origin}/desk/shop/${SHOP}`);
	await staff.getByLabel('เรื่อง').selectOption(`product/${MAT}`);
	await staff.getByLabel('ข้อความถึงร้าน').fill(ASKED);
	await staff.getByRole('button', { name: 'เก็บข้อความ' }).click();
	await expect(staff.getByText('เก็บข้อความแล้ว', { exact: false })).toBeVisible();
	await expect(staff.locator('#comments li')).toContainText('ยังไม่ได้แก้');

	// Both phones hear of it
	const item = marketer.locator('.makers > li').filter({ hasText: 'สำนักงานขอให้ดู' });
	const areTold = async () => {
		// A round that was under way has asked before it was written.
		for (const page of [seller, marketer]) await heard(page);
		return [(await chip(seller).innerText()).includes('ต้องดู 1'), await item.count()];
	};
	await expect.poll(areTold, { timeout: 30_000 }).toEqual([true, 1]);
	await item.getByRole('link').click();
	await marketer.waitForURL(/\/maker\//);
	await chip(marketer).click();
	await expect(marketer.getByRole('dialog')).toContainText(ASKED);

	// One of them has no connection when it answers
	await seller.context().setOffline(true);
	await seller.reload();
	await expect(seller.getByRole('link', { name: MAT_NAME })).toBeVisible();
	await expect(chip(seller)).toContainText('ต้องดู 1');
	await chip(seller).click();
	await expect(seller.getByText('ยังโหลดไม่ได้', { exact: false })).toHaveCount(0);
	await expect(seller.getByRole('dialog')).toContainText(ASKED);
	await expect(seller.getByRole('dialog')).toContainText('คุณสมใจ · เจ้าหน้าที่สำนักงาน');
	await isWell(seller, 'sheet');
	await seller.getByRole('dialog').getByRole('button', { name: 'เปิดดู' }).click();
	await expect(seller.getByRole('heading', { name: 'ข้อความจากสำนักงาน' })).toBeVisible();
	await seller.getByRole('button', { name: 'แก้แล้ว' }).click();
	await expect(chip(seller)).toContainText('รอสัญญาณ 1');
	// A slip of the thumb is taken back, and then it is said after all
	await seller.getByRole('button', { name: 'ยังไม่ได้แก้' }).click();
	await expect(chip(seller)).toContainText('ต้องดู 1');
	await seller.getByRole('button', { name: 'แก้แล้ว' }).click();
	await expect(seller.getByText('รอสัญญาณเพื่อบอกสำนักงาน', { exact: false })).toBeVisible();

	await seller.context().setOffline(false);
	await heard(seller);
	await reached(seller);
	await expect
		.poll(
			async () =>
				(await staff.goto(`${server.origin}/desk/review`)) && (await staff.locator('#comments').innerText()),
			{
				timeout: 20_000,
			},
		)
		.toContain('โดย ยายบุญ');
	await staff.setViewportSize({ width: 360, height: 640 });
	await isWell(staff, 'desk-review-narrow');
	const file = await staff.request.get(`${server.origin}/desk/export/review-comments.csv`);
	expect(await file.text()).toContain('โดย ยายบุญ');
	await closeSheet(marketer);
	await heard(marketer);
	await expect(chip(marketer)).not.toContainText('ต้องดู', { timeout: 20_000 });
	const shown = await fetch(`${server.origin}/s/${SHOP}/p/${MAT}`);
	expect(await shown.text()).not.toContain(ASKED);
	for (const page of [seller, marketer, staff]) await page.context().close();
});
