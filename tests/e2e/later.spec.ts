import { expect, test, type Page } from '@playwright/test';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { linkFor, writeOneGood } from '../support/office.ts';
import { closeSheet, installed, join, reached } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';

/** What a screen fetches when it is first wanted: there with no connection, and told where it cannot be had. */

const SHOP = 'shop-of-boon';
const MAT = 'เสื่อกกทอมือ';

let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer();
	await writeOneGood(server, SHOP, MAT);
});
test.afterAll(() => server.stop());

async function joined(page: Page): Promise<void> {
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await reached(page);
}
const another = (page: Page) => page.getByRole('button', { name: 'เพิ่มเครื่องอีกเครื่อง' });
const asked = (page: Page) => page.getByRole('dialog', { name: 'เพิ่มเครื่องอีกเครื่อง' });

test('with no connection it opens, and gives the place back that it was opened from', async ({ browser }) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	await joined(page);
	await installed(page);
	await context.setOffline(true);
	await page.goto(`${server.origin}/sell/shop`);
	await expect(page.getByText('คุณคือ ยายบุญ')).toBeVisible();

	await another(page).focus();
	await page.keyboard.press('Enter');
	await expect(asked(page)).toBeVisible();
	await expect(asked(page).getByRole('radio', { name: /ของฉันเอง/ })).toBeChecked();
	expect(await faultsInBoth(page)).toEqual([]);
	expect(await overflow(page)).toBe(0);
	await asked(page)
		.getByRole('button', { name: /อยู่ข้างกัน/ })
		.click();
	await expect(asked(page).getByRole('alert')).toBeVisible();
	await closeSheet(page);
	await expect(another(page)).toBeFocused();
	await another(page).click();
	await expect(asked(page).getByRole('alert')).toHaveCount(0);
	await closeSheet(page);

	await page.getByText('ไฟล์กู้ข้อมูล', { exact: true }).click();
	await expect(page.getByRole('button', { name: /ไฟล์/ }).first()).toBeVisible();

	await page.goto(`${server.origin}/sell/product/mat-of-reed`);
	await expect(page.getByRole('button', { name: 'ลบสินค้านี้' })).toBeVisible();
	await context.close();
});

for (const { language, opener, told, again } of [
	{ language: 'Thai', opener: 'เพิ่มเครื่องอีกเครื่อง', told: /เปิดส่วนนี้ไม่ได้ตอนนี้/, again: 'ลองใหม่' },
	{ language: 'English', opener: 'Add another phone', told: /cannot be opened/, again: 'Try again' },
]) {
	test(`where its file is gone it says so in plain ${language}, and can be tried again`, async ({
		browser,
	}) => {
		const context = await browser.newContext({ serviceWorkers: 'block' });
		const page = await context.newPage();
		await joined(page);
		await page.goto(`${server.origin}/sell/shop`);
		if (language === 'English') await page.getByRole('button', { name: 'English' }).click();
		await expect(page.getByRole('button', { name: opener })).toBeVisible();
		// What the page fetches for itself is here: only what the tap asks for is missing.
		await page.waitForLoadState('networkidle');
		await page.route('**/_app/immutable/**', (route) => route.fulfill({ status: 404 }));
		await page.getByRole('button', { name: opener }).click();
		await expect(page.getByText(told)).toBeVisible();
		expect(await faultsInBoth(page)).toEqual([]);
		await page.unroute('**/_app/immutable/**');
		await page.getByRole('button', { name: again }).click();
		await expect(page.getByRole('dialog', { name: opener })).toBeVisible();
		await context.close();
	});
}
