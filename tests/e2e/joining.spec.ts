import Database from 'better-sqlite3';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { join as path } from 'node:path';
import { CODE_WORDS } from '../../src/lib/domain/spoken-code.ts';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { thaiIn } from '../support/language.ts';
import { writeOneGood } from '../support/office.ts';
import { scanned } from '../support/qr.ts';
import { chip, closeSheet, installed, join, reached, rowsOf } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { accountsOn } from '../support/stored.ts';
import { shot } from '../support/shot.ts';

/** How people join: from the link that the server prints to a helper's phone that is shut out and let in again. */

const BOON = 'ยายบุญมาก ทองประเสริฐศรีสวัสดิ์วัฒนากุล';
const FAI = 'น้องฝ้าย บุญญาธิการเลิศวิไลลักษณ์กุลชัย';
const MAT = 'เสื่อกกทอมือ';
const NEW_MAT = 'เสื่อกกทอมือ ผืนใหญ่';
const DAY = 24 * 3_600_000;

let server: RunningServer;
let desk: Page;
let marketer: Page;
let boon: Page;
let helper: Page;
let second: Page;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
	server = await startServer();
	desk = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
	marketer = await phone(browser, 'SM-A155F');
	boon = await phone(browser, 'SM-A055F');
	helper = await phone(browser, 'CPH2591');
	second = await phone(browser, 'M2101K7BG');
});
test.afterAll(async () => {
	for (const page of [desk, marketer, boon, helper, second]) await page.context().close();
	await server.stop();
});

/** A phone of this model, with nothing on it. */
async function phone(browser: Browser, model: string): Promise<Page> {
	const userAgent = `Mozilla/5.0 (Linux; Android 13; ${model}) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36`;
	const page = await (await browser.newContext({ userAgent })).newPage();
	page.setDefaultTimeout(20_000);
	return page;
}

/** A screen as it is looked at: nothing sticks out, and axe has nothing against it in either theme. */
async function look(page: Page, name: string): Promise<void> {
	expect.soft(await overflow(page), name).toBe(0);
	expect.soft(await faultsInBoth(page), name).toEqual([]);
	await shot(page, { path: `test-results/joining-${name}.png` });
}

/** The QR code on the screen of one phone, read by the camera of another. */
async function seenOn(page: Page): Promise<string> {
	await page.getByRole('img', { name: /QR/ }).scrollIntoViewIfNeeded();
	await expect.poll(() => scanned(page)).toMatch(/\/join#[\w-]{22}$/);
	return (await scanned(page)) ?? '';
}

/** At the desk or on a marketer's phone: the form of inviting, sent. */
async function inviteAtDesk(page: Page, address: string, name: string, way: RegExp): Promise<void> {
	await page.goto(`${server.origin}${address}`);
	const province = page.getByRole('checkbox', { name: 'นครราชสีมา' });
	if (await province.isVisible()) await province.check();
	await page.getByLabel('ชื่อผู้รับเชิญ').fill(name);
	await page.getByRole('radio', { name: way }).check();
	await page.getByRole('button', { name: 'ทำลิงก์เชิญ' }).click();
}

/** In the app: the sheet that asks whose the other phone is and where. */
async function inviteInApp(page: Page, helperName: string | null, way: RegExp): Promise<void> {
	if (!page.url().endsWith('/sell/shop')) await page.goto(`${server.origin}/sell/shop`);
	await page.getByRole('button', { name: 'เพิ่มเครื่องอีกเครื่อง' }).click();
	const sheet = page.getByRole('dialog');
	if (helperName !== null) {
		await sheet.getByRole('radio', { name: /ของคนที่มาช่วย/ }).check({ force: true });
		await sheet.getByLabel('ชื่อคนที่จะช่วย').fill(helperName);
	}
	await sheet.getByRole('button', { name: way }).click();
}

const NEAR = /อยู่ข้างกัน|อยู่ตรงหน้า/;
const SPOKEN = /คุยโทรศัพท์กันอยู่/;

test('the office begins with the link that the server prints, and a marketer joins off the screen of the desk', async () => {
	await join(desk, /http\S+\/join#\S+/.exec(server.output())?.[0] ?? '');
	await inviteAtDesk(desk, '/desk/invite?role=marketer', 'คุณมาลี', NEAR);
	await expect(desk.getByText('ใช้ได้อีก 10 นาที')).toBeVisible();
	await look(desk, 'desk-near');
	await join(marketer, await seenOn(desk));
	await expect(marketer).toHaveURL(/\/field$/);
	// The desk says so by itself
	await expect(desk.getByText('คุณมาลี เข้ามาแล้ว ด้วยเครื่อง SM-A155F')).toBeVisible();
	await expect(desk.getByRole('img', { name: /QR/ })).toHaveCount(0);
});

test('a seller joins off the phone of the marketer, and makes a shop', async () => {
	await inviteAtDesk(marketer, '/desk/invite?province=30', BOON, NEAR);
	await join(boon, await seenOn(marketer));
	await expect(marketer.getByText(`${BOON} เข้ามาแล้ว ด้วยเครื่อง SM-A055F`)).toBeVisible();
	await boon.getByLabel('ชื่อร้านหรือชื่อกลุ่ม').fill('กลุ่มทอผ้าบ้านหนองบัว');
	await boon.getByRole('radio', { name: /กลุ่มผู้ผลิตชุมชน/ }).check({ force: true });
	await boon.getByRole('button', { name: 'ต่อไป' }).click();
	await boon.getByRole('button', { name: 'ต่อไป' }).click();
	await boon.getByLabel('เบอร์โทร').first().fill('0812345678');
	await boon.getByRole('button', { name: /ต่อไป|เสร็จ/ }).click();
	await expect(boon.getByRole('heading', { name: 'ร้านพร้อมแล้ว' })).toBeVisible();
	await boon.getByText('ไปดูร้านก่อน').click();
	await reached(boon);
	const [account] = await accountsOn(boon);
	await writeOneGood(server, account?.shop ?? '', MAT);
});

test('a helper joins by a code that is read out and typed by hand', async () => {
	await inviteInApp(boon, FAI, SPOKEN);
	await expect(boon.getByText('ใช้ได้อีก 10 นาที')).toBeVisible();
	await look(boon, 'code-shown');
	const number = ((await boon.getByRole('dialog').locator('.number').textContent()) ?? '').replace(' ', '');
	const said = await boon.getByRole('dialog').getByRole('listitem').allTextContents();
	expect(said).toHaveLength(8);
	// Each letter with the word it is said by
	for (const text of said) {
		const [letter = '', word] = text.trim().split(' ');
		expect(CODE_WORDS[letter]).toBe(word);
	}
	const letters = said.map((text) => text.trim()[0]).join('');

	await helper.goto(`${server.origin}/sell`);
	await helper.getByRole('link', { name: 'พิมพ์รหัสที่มีคนอ่านให้ฟัง' }).click();
	const open = helper.getByRole('button', { name: 'เปิดคำเชิญ' });
	await helper.getByLabel('เลข 6 หลัก').fill(number.slice(0, 5));
	await helper.getByLabel('ตัวอักษร 8 ตัว').fill(letters.slice(0, 7));
	await look(helper, 'code-typed');
	await open.click();
	await expect(helper.getByText('เลขมี 6 หลัก ตอนนี้พิมพ์ 5 ตัว')).toBeVisible();
	await expect(helper.getByText(/พยัญชนะไทย 8 ตัว .*ตอนนี้พิมพ์ 7 ตัว/)).toBeVisible();

	await helper.getByLabel('เลข 6 หลัก').fill(inThai(number));
	const wrong = letters.startsWith('ก') ? 'ง' : 'ก';
	await helper.getByLabel('ตัวอักษร 8 ตัว').fill(wrong + letters.slice(1));
	await open.click();
	await expect(helper.getByText('รหัสไม่ตรง หรือหมดเวลา 10 นาทีแล้ว')).toBeVisible();
	await expect(helper.getByText(/พิมพ์ได้อีก 4 ครั้ง/)).toBeVisible();

	// No line: what was typed stays, through a reload too
	await helper.getByLabel('ตัวอักษร 8 ตัว').fill(letters.replace(/^(.{4})/, '$1 '));
	await helper.context().setOffline(true);
	await open.click();
	await expect(helper.getByText('ยังติดต่อสำนักงานไม่ได้')).toBeVisible();
	await helper.context().setOffline(false);
	await helper.reload();
	await open.click();
	await expect(helper.getByRole('heading', { name: `สวัสดี ${FAI}` })).toBeVisible();
	await helper.getByRole('button', { name: 'เข้าร่วม' }).click();
	await helper.waitForURL(/\/sell$/);
	await expect(helper.getByText(MAT)).toBeVisible();
	await reached(helper);
	await installed(helper);

	await expect(boon.getByText(`${FAI} เข้ามาแล้ว ด้วยเครื่อง CPH2591`)).toBeVisible();
	await look(boon, 'joined');
});

const inThai = (digits: string): string =>
	digits.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));

test('whoever invited undoes it: that phone is told at its next request, and keeps what it had', async () => {
	await helper.context().setOffline(true);
	await helper.getByText(MAT).click();
	await helper.getByLabel('ชื่อสินค้า').fill(NEW_MAT);
	await helper.getByLabel('ชื่อสินค้า').blur();
	await expect(chip(helper)).toContainText('รอสัญญาณ');

	await boon.getByRole('button', { name: 'ไม่ใช่คนนี้' }).click();
	await expect(boon.getByText('งานที่ค้างอยู่ในเครื่องนั้นไม่ถูกลบ')).toBeVisible();
	await boon.getByRole('button', { name: 'ยกเลิกเครื่องนั้น' }).click();
	await expect(boon.getByText(/^ยกเลิกแล้ว/)).toBeVisible();
	await closeSheet(boon);

	await helper.context().setOffline(false);
	await expect(chip(helper)).toContainText('ต้องดู');
	await chip(helper).click();
	await expect(helper.getByText('เครื่องนี้ต้องขอคำเชิญใหม่')).toBeVisible();
	await expect(helper.getByText('ทำงานต่อได้ ทุกอย่างเก็บอยู่ในเครื่องนี้')).toBeVisible();
	expect(await rowsOf(helper, 'queue')).toHaveLength(1);
	await closeSheet(helper);
});

test('it comes back with a new invitation, and what waited on it goes on', async () => {
	await inviteInApp(boon, FAI, NEAR);
	await expect(boon.getByText(/^ให้เครื่องนั้นเปิดกล้อง/)).toBeInViewport();
	await join(helper, await seenOn(boon));
	await expect(helper.getByText(NEW_MAT)).toBeVisible();
	await reached(helper);
	await expect(boon.getByText(`${FAI} เข้ามาแล้ว ด้วยเครื่อง CPH2591`)).toBeVisible();
	await closeSheet(boon);
	await boon.goto(`${server.origin}/sell`);
	await expect(boon.getByText(NEW_MAT)).toBeVisible();
});

test('a further own phone joins as the same person, and the list of phones tells of each', async () => {
	await inviteInApp(boon, null, NEAR);
	await join(second, await seenOn(boon));
	await reached(second);
	expect((await accountsOn(second))[0]).toMatchObject({ name: BOON });
	await expect(boon.getByText(`${BOON} เข้ามาแล้ว ด้วยเครื่อง M2101K7BG`)).toBeVisible();
	await closeSheet(boon);

	await second.context().setOffline(true);
	// Nothing has been heard of the second one for nine days; another's app is of before, and told nothing
	change(
		`update enrolment set heard_at = heard_at - ${9 * DAY} where phone like 'M2101%'`,
		`update enrolment set unsent = 3, unsent_since = heard_at - ${2 * DAY} where phone like 'CPH%'`,
	);
	await boon.getByText('เครื่องของร้านนี้').click();
	const card = (model: string) => boon.getByRole('article').filter({ hasText: model });
	await expect(boon.getByRole('article')).toHaveCount(3);
	await expect(card('SM-A055F')).toContainText('เครื่องนี้');
	await expect(card('SM-A055F')).toContainText('ไม่มีงานค้าง ตอนติดต่อล่าสุด');
	await expect(card('SM-A055F')).toContainText('แอปรุ่นล่าสุด');
	await expect(card('M2101K7BG')).toContainText('ไม่มีข่าว 9 วัน ไม่รู้ว่ามีงานค้างอยู่หรือไม่');
	await expect(card('M2101K7BG')).not.toContainText('ไม่มีงานค้าง');
	await expect(card('CPH2591')).toContainText('ค้างอยู่ 3 รายการ เก่าสุด 2 วัน');

	await card('M2101K7BG').getByRole('button', { name: 'เลิกใช้เครื่องนี้' }).click();
	await card('M2101K7BG').getByRole('button', { name: 'เลิกใช้', exact: true }).scrollIntoViewIfNeeded();
	await look(boon, 'phones-end');
	await card('M2101K7BG').getByRole('button', { name: 'เลิกใช้', exact: true }).click();
	await expect(boon.getByText('เลิกใช้ M2101K7BG · Android แล้ว')).toBeVisible();
	await expect(boon.getByRole('article')).toHaveCount(2);
	await second.context().setOffline(false);
	await second.reload();
	await expect(chip(second)).toContainText('ต้องดู');
});

test('the desk tells the same of each phone, undoes what joined there, and knows when an invitation has run out', async () => {
	await desk.goto(`${server.origin}/desk/people?role=seller`);
	const devices = desk.locator('.devices > li');
	await expect(devices.filter({ hasText: 'CPH2591' }).first()).toContainText('ค้างอยู่ 3 รายการ เก่าสุด 2 วัน');
	await expect(devices.filter({ hasText: 'SM-A055F' })).toContainText('แอปรุ่นล่าสุด');
	await look(desk, 'desk-people');

	await inviteAtDesk(desk, '/desk/invite?role=marketer', 'คุณผิดคน', SPOKEN);
	await expect(desk.locator('ol li')).toHaveCount(8);
	await look(desk, 'desk-code');
	change(`update invitation set expires_at = 1 where name = 'คุณผิดคน'`);
	await expect(desk.getByText('คำเชิญนี้หมดเวลาแล้ว')).toBeVisible();
	await desk.getByRole('button', { name: 'ทำอันใหม่' }).click();
	await expect(desk.locator('ol li')).toHaveCount(8);

	await desk.goto(`${server.origin}/desk/invite`);
	const joined = desk.getByRole('listitem').filter({ hasText: 'คุณมาลี เข้ามาแล้ว' });
	await joined.locator('summary').click();
	await look(desk, 'desk-joins');
	await joined.getByRole('button', { name: 'ไม่ใช่คนนี้' }).click();
	await expect(desk.getByRole('alert')).toContainText('ยกเลิกลิงก์แล้ว');
	const answer = await marketer.goto(`${server.origin}/desk/people`);
	expect(answer?.status()).toBe(401);
});

test('the same in English', async () => {
	const people = [BOON, FAI, 'คุณมาลี', 'คุณผิดคน', 'ผู้ดูแลระบบ'];
	const letters = Object.entries(CODE_WORDS).flat();
	const typed = [...people, 'กลุ่มทอผ้าบ้านหนองบัว', MAT, 'ไทย', ...letters];
	const isEnglish = async (page: Page, name: string) => {
		expect(await thaiIn(page, typed), name).toEqual([]);
		expect(await overflow(page), name).toBe(0);
		await shot(page, { path: `test-results/joining-en-${name}.png` });
	};
	for (const page of [boon, second]) await page.evaluate(() => localStorage.setItem('tambon.language', 'en'));
	await boon.goto(`${server.origin}/sell/shop`);
	await boon.getByText('Phones of this shop').click();
	await expect(boon.getByRole('article')).toHaveCount(2);
	await isEnglish(boon, 'phones');
	await boon.getByRole('button', { name: 'Add another phone' }).click();
	await boon.getByRole('button', { name: /We are on the phone/ }).click();
	await expect(boon.getByText('Works once, for 10 minutes more')).toBeVisible();
	await isEnglish(boon, 'code');
	await second.goto(`${server.origin}/join`);
	await expect(second.getByText('Somebody reads a code out to you')).toBeVisible();
	await isEnglish(second, 'join');
	for (const page of ['people?role=seller', 'invite?role=staff']) {
		await desk.goto(`${server.origin}/desk/${page}&lang=en`);
		await isEnglish(desk, page.slice(0, 6));
	}
});

/** Time goes by at the office. */
function change(...statements: readonly string[]): void {
	const db = new Database(path(server.dataDir, 'tambon.sqlite'));
	for (const statement of statements) db.prepare(statement).run();
	db.close();
}
