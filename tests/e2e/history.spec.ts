import { expect, test, type Browser, type Page } from '@playwright/test';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { linkFor, writeShop } from '../support/office.ts';
import { chip, installed, join, reached, rowsOf, sheetIsGone } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const SHOP = 'shophistory00001';
const MAT = 'mathistory000001';
const WOVEN = 'เสื่อกกลายขิดทอมือ';
const LONG =
	'ผ้าไหมมัดหมี่ลายนาคเกี้ยวย้อมสีธรรมชาติจากครั่งและประดู่ กลุ่มสตรีทอผ้าไหมบ้านหนองบัวใหญ่พัฒนา ขนาดใหญ่พิเศษ ทอสองตะกอ ใช้เวลาสามเดือน';
const STORY = 'ยายเริ่มทอผ้าตั้งแต่อายุสิบสอง แม่สอนให้เลี้ยงไหมและสาวไหมเอง '.repeat(12).trim();

let server: RunningServer;
test.beforeEach(async () => {
	server = await startServer();
	const address = {
		province: '30',
		district: '3001',
		subdistrict: '300101',
		postcode: '30000',
		line: '45 หมู่ 3',
	};
	const fields = { nameTh: 'กลุ่มทอผ้าบ้านหนองบัว', address, phones: ['0812345678'], state: 'published' };
	const price = { satang: 25_000, unit: 'ผืน' };
	const set = { nameTh: WOVEN, category: 'CRAFT', price, state: 'published' };
	await writeShop(server, SHOP, fields, [{ kind: 'product', key: MAT, set }]);
});
test.afterEach(() => server.stop());

async function phone(browser: Browser, name: string): Promise<Page> {
	const context = await browser.newContext();
	const page = await context.newPage();
	await join(page, await linkFor(server, { shop: SHOP, name }));
	await reached(page);
	await installed(page);
	return page;
}
const openMat = (page: Page) => page.goto(`${server.origin}/sell/product/${MAT}`);
const nameField = (page: Page) => page.getByLabel('ชื่อสินค้า');
const offline = (page: Page, yes: boolean) => page.context().setOffline(yes);

async function rename(page: Page, name: string): Promise<void> {
	await nameField(page).fill(name);
	await nameField(page).blur();
	await expect(page.getByText('เก็บในเครื่องนี้แล้ว').first()).toBeVisible();
}

/** Waits until the office has taken a value that was set on this phone. */
async function taken(page: Page, kind: string, field: string, value: unknown): Promise<void> {
	const stored = async () => {
		const rows = await rowsOf(page, 'records');
		const row = rows.find((one) => one['kind'] === kind && one['key'] === MAT);
		return (row?.['fields'] as Record<string, unknown> | undefined)?.[field];
	};
	await expect.poll(stored, { timeout: 30_000 }).toEqual(value);
}

async function syncNow(page: Page): Promise<void> {
	await chip(page).click();
	await page.getByRole('button', { name: 'ลองตอนนี้' }).click();
	await expect(page.getByRole('button', { name: 'ลองตอนนี้' })).toBeEnabled();
	await page.keyboard.press('Escape');
	await sheetIsGone(page);
}

async function openPast(page: Page) {
	await page.getByRole('button', { name: 'ดูข้อมูลเดิมที่เคยใส่' }).click();
	return page.getByRole('dialog');
}
const earlier = (page: Page, text: string) =>
	page.getByRole('dialog').getByRole('listitem').filter({ hasText: text });

test('two phones name one thing: the name that lost is one tap away, and the other phone gets it back', async ({
	browser,
}) => {
	const hers = await phone(browser, 'ยายบุญ');
	const mine = await phone(browser, 'หลาน');
	for (const page of [hers, mine]) {
		await openMat(page);
		await expect(nameField(page)).toHaveValue(WOVEN);
		await offline(page, true);
	}

	await test.step('both rename it unseen; hers arrives first, and his later name wins', async () => {
		await rename(hers, 'เสื่อกกยายบุญ');
		await rename(mine, LONG);
		await offline(hers, false);
		await taken(hers, 'product', 'nameTh', 'เสื่อกกยายบุญ');
		await offline(mine, false);
		await taken(mine, 'product', 'nameTh', LONG);
		await syncNow(hers);
		await expect(nameField(hers)).toHaveValue(LONG);
	});

	await test.step('with no connection her phone shows the name that gave way, and says that there may be more', async () => {
		await offline(hers, true);
		const sheet = await openPast(hers);
		await expect(earlier(hers, 'เสื่อกกยายบุญ')).toContainText('ฉันใส่ไว้');
		await expect(earlier(hers, 'เสื่อกกยายบุญ')).toContainText('ใช้ถึง');
		await expect(sheet).toContainText('เห็นเท่าที่เครื่องนี้จำได้');
		expect(await faultsInBoth(hers)).toEqual([]);
		expect(await overflow(hers)).toBe(0);
	});

	await test.step('one tap brings it back; ten seconds hold a way back', async () => {
		await earlier(hers, 'เสื่อกกยายบุญ')
			.getByRole('button', { name: /ใช้อันนี้อีกครั้ง/ })
			.click();
		await expect(hers.getByRole('dialog')).toHaveCount(0);
		await expect(nameField(hers)).toHaveValue('เสื่อกกยายบุญ');
		await hers.getByRole('button', { name: 'เลิกทำ' }).click();
		await expect(nameField(hers)).toHaveValue(LONG);
		await sheetIsGone(hers);
		await openPast(hers);
		await earlier(hers, 'เสื่อกกยายบุญ')
			.getByRole('button', { name: /ใช้อันนี้อีกครั้ง/ })
			.click();
		await expect(nameField(hers)).toHaveValue('เสื่อกกยายบุญ');
	});

	await test.step('the other phone gets it, and sees his own name with hers', async () => {
		await offline(hers, false);
		await taken(hers, 'product', 'nameTh', 'เสื่อกกยายบุญ');
		await syncNow(mine);
		await expect(nameField(mine)).toHaveValue('เสื่อกกยายบุญ');
		await openPast(mine);
		await expect(earlier(mine, LONG.slice(0, 30))).toContainText('ฉันใส่ไว้');
		// Only the office knows of the first name, which nobody here has set.
		await expect(earlier(mine, WOVEN)).toContainText('ทะเบียนของสำนักงาน');
	});
	for (const page of [hers, mine]) await page.context().close();
});

test('the office tells a new phone what it never saw; a long story is cut, and a price comes back with its unit', async ({
	browser,
}) => {
	const hers = await phone(browser, 'ยายบุญ');
	await openMat(hers);
	await hers.getByText('เรื่องเล่าของสินค้านี้').click();
	const story = hers.getByLabel('เรื่องเล่า', { exact: true });
	await story.fill(STORY);
	await story.blur();
	await taken(hers, 'story', 'th', STORY);
	await story.fill('ทอมือทุกผืน');
	await story.blur();
	await taken(hers, 'story', 'th', 'ทอมือทุกผืน');
	await hers.getByRole('button', { name: 'แก้ราคา' }).click();
	const pad = hers.getByRole('dialog');
	for (const digit of '300') await pad.getByRole('button', { name: digit, exact: true }).click();
	await pad.getByRole('button', { name: 'เสร็จ' }).click();
	await taken(hers, 'product', 'price', { satang: 30_000, unit: 'ผืน' });

	const mine = await phone(browser, 'หลาน');
	await openMat(mine);
	const sheet = await openPast(mine);
	await expect(earlier(mine, 'ยายเริ่มทอผ้า')).toContainText('ยายบุญใส่ไว้');
	await expect(earlier(mine, 'ยายเริ่มทอผ้า')).toContainText('…');
	await earlier(mine, 'ยายเริ่มทอผ้า').getByRole('button', { name: 'อ่านทั้งหมด' }).click();
	await expect(earlier(mine, 'ยายเริ่มทอผ้า')).not.toContainText('…');
	await expect(sheet).toContainText('ตอนนี้: ฿300 ต่อผืน');
	await earlier(mine, '฿250')
		.getByRole('button', { name: /ใช้อันนี้อีกครั้ง/ })
		.click();
	await expect(mine.locator('#price')).toContainText('฿250');
	await taken(mine, 'product', 'price', { satang: 25_000, unit: 'ผืน' });
	await syncNow(hers);
	await expect(hers.locator('#price')).toContainText('฿250');
	for (const page of [hers, mine]) await page.context().close();
});

test('a shop has its past too; one that has none says what will be there', async ({ browser }) => {
	const hers = await phone(browser, 'ยายบุญ');
	await hers.goto(`${server.origin}/sell/shop`);
	const sheet = await openPast(hers);
	await expect(sheet).toContainText('ยังไม่มีข้อมูลเดิม');
	await hers.keyboard.press('Escape');
	await sheetIsGone(hers);
	await offline(hers, true);
	await hers.getByText('ชื่อร้านและเรื่องเล่า').click();
	const name = hers.getByLabel('ชื่อร้าน', { exact: true });
	await name.fill('ร้านยายบุญ');
	await name.blur();
	await expect(hers.getByText('เก็บในเครื่องนี้แล้ว').first()).toBeVisible();
	await openPast(hers);
	await expect(earlier(hers, 'กลุ่มทอผ้าบ้านหนองบัว')).toContainText('สำนักงานยังใช้อันนี้อยู่');
	await earlier(hers, 'กลุ่มทอผ้าบ้านหนองบัว')
		.getByRole('button', { name: /ใช้อันนี้อีกครั้ง/ })
		.click();
	await expect(name).toHaveValue('กลุ่มทอผ้าบ้านหนองบัว');
	await hers.context().close();
});

test('the office tells it to whoever may see the shop, and to nobody else', async ({ browser }) => {
	const address = { province: '30', district: '', subdistrict: '', postcode: '', line: '' };
	await writeShop(server, 'shopelsewhere001', { nameTh: 'ร้านอื่น', address }, []);
	const hers = await phone(browser, 'ยายบุญ');
	const statusOf = (path: string, named: boolean) =>
		hers.evaluate(
			async ([address, who]) => {
				const [account] = JSON.parse(localStorage.getItem('tambon.accounts') ?? '[]') as {
					enrolment: string;
				}[];
				const headers = who ? { 'tambon-enrolment': account?.enrolment ?? '' } : undefined;
				return (await fetch(address, headers ? { headers } : {})).status;
			},
			[`/api/history/${path}`, named] as const,
		);
	expect(await statusOf(`c.${SHOP}/product/${MAT}`, true)).toBe(200);
	expect(await statusOf(`c.${SHOP}/product/${MAT}`, false)).toBe(401);
	expect(await statusOf('c.shopelsewhere001/shop/shopelsewhere001', true)).toBe(404);
	expect(await statusOf('c.nowhere/shop/nowhere', true)).toBe(404);
	await hers.context().close();
});
