import { expect, test, type Page } from '@playwright/test';
import type { QueueRow } from '../../src/lib/client/store/database.ts';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { linkFor, writeShop } from '../support/office.ts';
import { chip, closeSheet, installed, join, priced, reached, setPrice } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { accountsOn, databaseOf, stored } from '../support/stored.ts';

/** Two families share one phone: each sees only their own, switching locks and never wipes, and taking an account off loses nothing. */

const BOON = 'ยายบุญมาก ทองประเสริฐศรีสวัสดิ์วัฒนากุล';
const SUK = 'ตาสุข';
const MAT = 'เสื่อกกทอมือ';
const BASKET = 'ตะกร้าหวาย';
const LONG_SHOP = 'วิสาหกิจชุมชนกลุ่มแม่บ้านเกษตรกรแปรรูปผลผลิตทางการเกษตรและหัตถกรรมพื้นบ้าน';

let server: RunningServer;
let page: Page;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
	server = await startServer();
	const shop = (nameTh: string) => ({
		nameTh,
		producerType: 'GROUP',
		address: { province: '30', district: '3001', subdistrict: '', postcode: '30000', line: '' },
		phones: ['0812345678'],
		state: 'published',
	});
	const product = (key: string, nameTh: string) => {
		const price = { satang: 45_000, unit: 'ผืน' };
		return { kind: 'product', key, set: { nameTh, category: 'CRAFT', price, state: 'published' } };
	};
	await writeShop(server, 'shop-of-boon', shop(LONG_SHOP), [product('mat-of-reed', MAT)]);
	await writeShop(server, 'shop-of-suk', shop('จักสานบ้านตาสุข'), [product('basket-one', BASKET)]);
	page = await (await browser.newContext()).newPage();
	page.setDefaultTimeout(20_000);
	await join(page, await linkFor(server, { shop: 'shop-of-boon', name: BOON }));
	await reached(page);
	await installed(page);
});
test.afterAll(async () => {
	await page.context().close();
	await server.stop();
});

const offline = (is: boolean) => page.context().setOffline(is);
const card = (name: string) => page.getByRole('article').filter({ hasText: name });
const queueOf = async (name: string) => stored<QueueRow>(page, await databaseOf(page, name), 'queue');

async function openAccounts(): Promise<void> {
	await page.goto(`${server.origin}/sell/shop`);
	await page.getByRole('link', { name: 'สลับ เพิ่ม หรือเอาบัญชีออก' }).click();
	await expect(page.getByRole('article').first()).toBeVisible();
}

async function switchTo(name: string): Promise<void> {
	await openAccounts();
	await card(name)
		.getByRole('button', { name: /สลับไปใช้/ })
		.click();
	await page.waitForURL(/\/sell$/);
	await expect(chip(page)).toBeVisible();
}

test("a second person joins on the phone, and neither sees what is the other's", async () => {
	await page.goto(await linkFor(server, { shop: 'shop-of-suk', name: SUK }));
	await expect(page.getByText(`เครื่องนี้มีบัญชีของ ${BOON} อยู่แล้ว`)).toBeVisible();
	expect(await overflow(page)).toBe(0);
	await page.getByRole('button', { name: 'เข้าร่วม' }).click();
	await page.waitForURL(/\/sell$/);
	await reached(page);
	await expect(page.getByText(BASKET)).toBeVisible();
	await expect(page.getByText(MAT)).toHaveCount(0);
	const records = await stored<{ key: string }>(page, await databaseOf(page, SUK), 'records');
	expect(records.map(({ key }) => key)).not.toContain('mat-of-reed');
});

test('switching works with no line, and what waited is there, and told to the other', async () => {
	await offline(true);
	await page.goto(`${server.origin}/sell/prices`);
	await setPrice(page, BASKET, '99');
	await expect(chip(page)).toContainText('รอสัญญาณ 1');
	await switchTo(BOON);
	await expect(page.getByText(MAT)).toBeVisible();
	await expect(page.getByText(BASKET)).toHaveCount(0);
	// The other's work must not be forgotten.
	await expect(chip(page)).toBeVisible();
	await chip(page).click();
	await expect(page.getByRole('dialog')).toContainText(`งานของ ${SUK} ยังรออยู่ในเครื่องนี้ 1 รายการ`);
	await page.getByRole('button', { name: 'ดูบัญชีในเครื่องนี้' }).click();
	await expect(card(SUK)).toContainText('รออยู่ 1 รายการ');
	await expect(card(SUK)).toContainText('จะไปถึงสำนักงานเมื่อสลับกลับมา');
	await expect(card(BOON)).toContainText('ใช้อยู่ตอนนี้');
	expect(await faultsInBoth(page)).toEqual([]);
	expect(await overflow(page)).toBe(0);
});

test("a locked account's work is not to be seen, and is lost neither here nor on its way", async () => {
	await offline(false);
	await page.goto(`${server.origin}/sell/prices`);
	await setPrice(page, MAT, '480');
	await reached(page);
	await expect(page.getByText(BASKET)).toHaveCount(0);
	// The worker may bring it to the office meanwhile: what is locked is looking at it.
	await switchTo(SUK);
	await reached(page);
	expect(await queueOf(SUK)).toEqual([]);
	await page.goto(`${server.origin}/sell/prices`);
	await expect(priced(page, BASKET)).toContainText('฿99');
});

test('another tab of the phone follows the switch', async () => {
	const other = await page.context().newPage();
	await other.goto(`${server.origin}/sell`);
	await expect(other.getByText(BASKET)).toBeVisible();
	await switchTo(BOON);
	await expect(other.getByText(MAT)).toBeVisible();
	await expect(other.getByText(BASKET)).toHaveCount(0);
	await other.close();
});

test('an account is not taken off while something of it is unsent, and says how to bring it to the office', async () => {
	await offline(true);
	await page.goto(`${server.origin}/sell/prices`);
	await setPrice(page, MAT, '510');
	await openAccounts();
	await page.getByRole('button', { name: 'เอาบัญชีนี้ออกจากเครื่อง' }).click();
	await expect(page.getByRole('alert')).toContainText('ยังเอาออกไม่ได้');
	await expect(page.getByText('รออยู่ 1 รายการ')).toBeVisible();
	await expect(page.getByRole('button', { name: 'เอาออกจากเครื่องนี้' })).toHaveCount(0);
	await page.getByRole('button', { name: 'ติดต่อสำนักงานตอนนี้' }).click();
	await expect(page.getByText('ยังไม่มีสัญญาณ')).toBeVisible();
	expect(await faultsInBoth(page)).toEqual([]);
	expect(await overflow(page)).toBe(0);
	// The line comes back: it goes by itself, and the screen follows.
	await offline(false);
	await expect(page.getByText('ทุกอย่างถึงสำนักงานแล้ว เอาออกได้')).toBeVisible();
	expect(await queueOf(BOON)).toEqual([]);
	await page.getByRole('button', { name: 'ไม่เอาออก' }).click();
});

test('words that are typed and not saved hold it back as well', async () => {
	await page.goto(`${server.origin}/sell/shop`);
	await page.locator('[data-fields~=phones] summary').click();
	// No phone number: it is kept as it was typed, and is no change.
	await page.getByLabel('เพิ่มเบอร์โทร').fill('08123');
	await expect.poll(async () => (await stored(page, await databaseOf(page), 'drafts')).length).toBe(1);
	await openAccounts();
	await expect(card(BOON)).toContainText('พิมพ์ค้างไว้ 1 ช่อง');
	await page.getByRole('button', { name: 'เอาบัญชีนี้ออกจากเครื่อง' }).click();
	await expect(page.getByRole('alert')).toContainText('ยังเอาออกไม่ได้');
	await page.getByRole('link', { name: 'เปิดดูรายการที่ต้องดู' }).click();
	await page.goto(`${server.origin}/sell/shop`);
	await page.getByLabel('เพิ่มเบอร์โทร').fill('');
	await page.getByLabel('เพิ่มเบอร์โทร').blur();
	await expect.poll(async () => (await stored(page, await databaseOf(page), 'drafts')).length).toBe(0);
});

test('taken off with nothing unsent, it is gone from the phone and from nowhere else', async () => {
	const [left] = (await accountsOn(page)).filter(({ name }) => name === BOON);
	const database = await databaseOf(page, BOON);
	await openAccounts();
	await page.getByRole('button', { name: 'เอาบัญชีนี้ออกจากเครื่อง' }).click();
	await expect(page.getByText('ต้องขอลิงก์เชิญใหม่')).toBeVisible();
	await page.getByRole('button', { name: 'เอาออกจากเครื่องนี้' }).click();
	await expect(page.getByRole('alert')).toContainText('ออกจากเครื่องนี้แล้ว');
	await expect(page.getByRole('alert')).toContainText('สำนักงานรับรู้แล้ว');
	expect(await accountsOn(page)).toMatchObject([{ name: SUK }]);
	const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
	expect(names).not.toContain(database);
	const cookies = await page.context().cookies(server.origin);
	expect(cookies.map(({ name }) => name)).not.toContain(`__Host-t-${left?.enrolment ?? ''}`);
	await page.getByRole('link', { name: `ไปที่บัญชี ${SUK}` }).click();
	await expect(page.getByText(BASKET)).toBeVisible();
	const html = await fetch(`${server.origin}/s/shop-of-boon`).then((answer) => answer.text());
	expect(html).toContain(MAT);
	expect(html).toContain('510');
});

test('the last one is taken off with no line; the office hears of it later', async () => {
	await expect(chip(page)).toContainText('ถึงสำนักงานแล้ว');
	await openAccounts();
	await page.getByRole('button', { name: 'เอาบัญชีนี้ออกจากเครื่อง' }).click();
	await expect(page.getByText('ทุกอย่างถึงสำนักงานแล้ว เอาออกได้')).toBeVisible();
	await offline(true);
	await page.getByRole('button', { name: 'เอาออกจากเครื่องนี้' }).click();
	await expect(page.getByRole('alert')).toContainText('ยังบอกสำนักงานไม่ได้');
	await page.getByRole('link', { name: 'ไปหน้าเริ่มต้น' }).click();
	await expect(page.getByText('เครื่องนี้ยังไม่ได้เข้าร่วม')).toBeVisible();
	await offline(false);
	await expect.poll(() => page.evaluate(() => localStorage.getItem('tambon.left'))).toBeNull();
	// A start with nothing in localStorage does not bring the account back.
	await page.evaluate(() => localStorage.clear());
	await page.reload();
	await expect(page.getByText('เครื่องนี้ยังไม่ได้เข้าร่วม')).toBeVisible();
	expect(await page.context().cookies(server.origin)).toEqual([]);
});

test('a link that is no invitation is told so, and one that is leads on', async () => {
	await page.goto(`${server.origin}/join/accounts`);
	await expect(page.getByText('ยังไม่มีใครเข้าร่วมในเครื่องนี้')).toBeVisible();
	await page.getByLabel('หรือวางลิงก์เชิญตรงนี้').fill('https://example.com');
	await page.getByRole('button', { name: 'เปิดคำเชิญ' }).click();
	await expect(page.getByText('นี่ไม่ใช่ลิงก์เชิญ')).toBeVisible();
	const link = await linkFor(server, { shop: 'shop-of-suk', name: SUK });
	await page.getByLabel('หรือวางลิงก์เชิญตรงนี้').fill(` ${link} `);
	await page.getByRole('button', { name: 'เปิดคำเชิญ' }).click();
	await page.getByRole('button', { name: 'เข้าร่วม' }).click();
	await reached(page);
	await expect(page.getByText(BASKET)).toBeVisible();
	await chip(page).click();
	await expect(page.getByRole('dialog')).toContainText('ไม่มีอะไรรออยู่');
	await closeSheet(page);
});
