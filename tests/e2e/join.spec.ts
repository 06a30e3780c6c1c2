import Database from 'better-sqlite3';
import { expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { join as path } from 'node:path';
import { linkFor, writeShop } from '../support/office.ts';
import { chip, join, reached, rowsOf } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const ANDROID =
	'Mozilla/5.0 (Linux; Android 13; SM-A127F Build/TP1A; wv) AppleWebKit/537.36 Chrome/120.0 Mobile';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148';
const SHOP = 'shop-of-boon';

let server: RunningServer;
/** The one person of the office. */
let desk: Page;
test.beforeAll(async ({ browser }) => {
	server = await startServer();
	desk = await phone(browser, { viewport: { width: 1200, height: 800 } });
	await join(desk, /http\S+\/join#\S+/.exec(server.output())?.[0] ?? '');
	await expect(desk).toHaveURL(/\/desk$/);
	const fields = {
		nameTh: 'กลุ่มทอผ้าบ้านหนองบัว',
		producerType: 'GROUP',
		address: { province: '30', district: '3001', subdistrict: '', postcode: '30000', line: '' },
		phones: ['0812345678'],
	};
	const price = { satang: 45_000, unit: 'ผืน' };
	const mat = { nameTh: 'เสื่อกกทอมือ', category: 'CRAFT', price, state: 'published' };
	await writeShop(server, SHOP, fields, [{ kind: 'product', key: 'mat-of-reed', set: mat }]);
});
test.afterAll(() => server.stop());

/** A phone of its own: nothing that another one stored is on it. */
async function phone(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
	const context = await browser.newContext({ serviceWorkers: 'block', ...options });
	return context.newPage();
}

test('the link that the server prints at its first start joins, and leads to the desk', async () => {
	await desk.goto(`${server.origin}/desk`);
	await expect(desk.getByRole('heading', { name: 'ภาพรวม', level: 1 })).toBeVisible();
	await expect(desk.locator('header')).toContainText('เจ้าหน้าที่กรม');
});

test('opening a link uses nothing up, taking it does, and a second phone is told so', async ({ browser }) => {
	const link = await linkFor(server, { areas: ['30'], name: 'ยายบุญ' });
	// As a chat app's preview does it, and as somebody who only looks.
	for (let i = 0; i < 3; i++) expect((await fetch(link)).status).toBe(200);
	const looking = await phone(browser);
	await looking.goto(link);
	await expect(looking.getByRole('heading', { name: 'สวัสดี ยายบุญ' })).toBeVisible();
	await looking.reload();
	await expect(looking.getByText('จังหวัดนครราชสีมา')).toBeVisible();
	expect(looking.url()).not.toContain('#');

	const first = await phone(browser);
	await join(first, link);
	await expect(first.getByRole('heading', { name: 'ร้านชื่ออะไร' })).toBeVisible();

	await looking.getByRole('button', { name: 'เข้าร่วม' }).click();
	await expect(looking.getByRole('heading', { name: 'ลิงก์นี้ใช้ไปแล้ว' })).toBeVisible();
	const late = await phone(browser);
	await late.goto(link);
	await expect(late.getByRole('heading', { name: 'ลิงก์นี้ใช้ไปแล้ว' })).toBeVisible();
	await late.goto(`${server.origin}/sell`);
	await expect(late.getByText('เครื่องนี้ยังไม่ได้เข้าร่วม')).toBeVisible();
	for (const page of [looking, first, late]) await page.context().close();
});

test('an answer that is lost on the way is asked for again: one person, one phone', async ({ browser }) => {
	const page = await phone(browser, { serviceWorkers: 'block' });
	await page.route('**/api/join', async (route) => {
		await route.fetch();
		await route.abort('connectionreset');
	});
	await page.goto(await linkFor(server, { areas: ['31'], name: 'ตาสุข' }));
	await page.getByRole('button', { name: 'เข้าร่วม' }).click();
	await expect(page.getByText('ยังติดต่อสำนักงานไม่ได้')).toBeVisible();
	await page.unroute('**/api/join');
	// Not only the button again: the app may have been killed in between.
	await page.reload();
	await page.getByRole('button', { name: /เข้าร่วม|ลองใหม่/ }).click();
	await page.waitForURL(/\/sell/);
	await expect(page.getByRole('heading', { name: 'ร้านชื่ออะไร' })).toBeVisible();
	await expect
		.poll(() => rowsOf(page, 'self'))
		.toEqual([expect.objectContaining({ heardAt: expect.any(Number) })]);

	await desk.goto(`${server.origin}/desk/people?role=seller&province=31`);
	await expect(desk.locator('.people > li')).toHaveCount(1);
	await expect(desk.locator('.people > li .devices > li')).toHaveCount(1);
	await page.context().close();
});

for (const [app, name, userAgent, way] of [
	['LINE', 'LINE', `${ANDROID} Line/13.0.0`, /openExternalBrowser=1#/],
	[
		'Facebook',
		'Facebook',
		`${ANDROID} [FB_IAB/FB4A;FBAV/440.0.0;]`,
		/^intent:\/\/.*package=com\.android\.chrome/,
	],
	['Facebook on an iPhone', 'Facebook', `${IPHONE} [FBAN/FBIOS;FBAV/440.0.0]`, null],
] as const) {
	test(`inside ${app} there is only the way out to the browser, and nothing is kept`, async ({ browser }) => {
		const link = await linkFor(server, { areas: ['30'], name: 'ยายบุญ' });
		const page = await phone(browser, { userAgent });
		const asked: string[] = [];
		page.on('request', (request) => {
			if (request.url().includes('/api/')) asked.push(request.url());
		});
		await page.goto(link);
		await expect(page.getByRole('heading', { name: 'เปิดใน Chrome ก่อน' })).toBeVisible();
		await expect(page.getByText(`ตอนนี้ลิงก์เปิดอยู่ใน ${name}`)).toBeVisible();
		await expect(page.getByRole('button', { name: 'เข้าร่วม' })).toHaveCount(0);
		const button = page.getByRole('link', { name: 'เปิดใน Chrome' });
		if (way === null) await expect(button).toHaveCount(0);
		else await expect(button).toHaveAttribute('href', way);
		await expect(page.getByRole('button', { name: 'คัดลอกลิงก์' })).toBeVisible();
		// The app's own menu hands on what the address bar holds.
		expect(page.url()).toBe(link);
		expect(asked).toEqual([]);
		const kept = await page.evaluate(async () => ({
			databases: (await indexedDB.databases()).length,
			session: sessionStorage.length,
		}));
		expect(kept).toEqual({ databases: 0, session: 0 });
		await page.context().close();
	});
}

test('a link that is expired, revoked, unknown or cut off says which, and what to do', async ({
	browser,
}) => {
	const page = await phone(browser);
	const told = async (link: string, title: string) => {
		await page.goto('about:blank');
		await page.goto(link);
		await expect(page.getByRole('heading', { name: title })).toBeVisible();
		await expect(page.getByRole('button', { name: 'เข้าร่วม', exact: true })).toHaveCount(0);
	};
	const expired = await linkFor(server, { areas: ['30'], name: 'เลยเวลา' });
	const db = new Database(path(server.dataDir, 'tambon.sqlite'));
	db.prepare(`update invitation set expires_at = 1 where name = 'เลยเวลา'`).run();
	db.close();
	await told(expired, 'ลิงก์นี้หมดเวลาแล้ว');

	const revoked = await linkFor(server, { areas: ['30'], name: 'ส่งผิดคน' });
	await desk.goto(`${server.origin}/desk/invite`);
	const line = desk.locator('.open > li').filter({ hasText: 'ส่งผิดคน' });
	await line.locator('summary').click();
	await line.getByRole('button', { name: 'ยกเลิกลิงก์' }).click();
	await expect(desk.getByText('ยกเลิกลิงก์แล้ว')).toBeVisible();
	await told(revoked, 'ลิงก์นี้ถูกยกเลิกแล้ว');

	await told(`${server.origin}/join#${'x'.repeat(22)}`, 'ไม่พบคำเชิญนี้');
	await page.context().close();
	const other = await phone(browser);
	await other.goto(expired.slice(0, -3));
	await expect(other.getByText(/ลิงก์เชิญ/).first()).toBeVisible();
	await expect(other.getByRole('button', { name: 'เข้าร่วม', exact: true })).toHaveCount(0);
	await other.context().close();
});

test('a link made at the desk is shown once, and copied by a button', async () => {
	await desk.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await desk.goto(`${server.origin}/desk/invite?role=marketer`);
	await desk.getByRole('checkbox', { name: 'นครราชสีมา' }).check();
	await desk.getByLabel('ชื่อผู้รับเชิญ').fill('ลุงคำ');
	await desk.getByRole('button', { name: 'ทำลิงก์เชิญ' }).click();
	const link = desk.getByLabel('ลิงก์เชิญ', { exact: true });
	await expect(link).toHaveValue(/\/join#/);
	// Shown by what marks the link as well.
	await expect(desk.getByRole('button', { name: 'คัดลอกลิงก์' })).toBeVisible();
	await link.focus();
	expect(await desk.evaluate(() => String(getSelection()))).toBe(await link.inputValue());
	await desk.getByRole('button', { name: 'คัดลอกลิงก์' }).click();
	await expect(desk.getByRole('button', { name: 'คัดลอกแล้ว' })).toBeVisible();
	expect(await desk.evaluate(() => navigator.clipboard.readText())).toBe(await link.inputValue());
});

test("a marketer's desk shows their provinces and nothing of another", async ({ browser }) => {
	const page = await phone(browser);
	await join(page, await linkFor(server, { role: 'marketer', areas: ['31', '36'], name: 'คุณมาลี' }));
	await expect(page).toHaveURL(/\/field$/);
	await expect(page.getByText('บุรีรัมย์')).toBeVisible();
	await page.goto(`${server.origin}/desk`);
	await expect(page.locator('tbody tr')).toHaveCount(2);
	await expect(page.getByRole('link', { name: 'นครราชสีมา' })).toHaveCount(0);

	await page.goto(`${server.origin}/desk/people`);
	await expect(page.getByRole('heading', { name: 'ตาสุข' })).toBeVisible();
	await expect(page.getByText('ยายบุญ')).toHaveCount(0);
	// Typed by hand, another province answers as one that is not there.
	for (const address of [
		'/desk/people?province=30',
		'/desk/people?role=staff',
		'/desk/people?role=marketer',
	]) {
		await page.goto(server.origin + address);
		await expect(page.getByText('ยายบุญ')).toHaveCount(0);
		await expect(page.getByText('ผู้ดูแลระบบ')).toHaveCount(0);
	}
	const makers = await page.goto(`${server.origin}/desk/makers?province=30`);
	expect(makers?.status()).toBe(404);
	await expect(page.getByText('กลุ่มทอผ้าบ้านหนองบัว')).toHaveCount(0);
	await page.goto(`${server.origin}/desk/invite?shop=${SHOP}`);
	await expect(page.getByText('กลุ่มทอผ้าบ้านหนองบัว')).toHaveCount(0);
	await page.context().close();
});

test('a phone that is revoked is told plainly, keeps everything and goes on working', async ({ browser }) => {
	const page = await phone(browser);
	await join(page, await linkFor(server, { shop: SHOP, name: 'ป้าแดง' }));
	await expect(page.getByText('เสื่อกกทอมือ')).toBeVisible();
	await reached(page);

	await desk.goto(`${server.origin}/desk/people?q=${encodeURIComponent('ป้าแดง')}`);
	const device = desk.locator('.devices > li').first();
	await device.locator('summary').click();
	await device.getByRole('button', { name: 'ยกเลิกเครื่องนี้' }).click();
	await expect(desk.getByRole('alert').getByText('ยกเลิกสิทธิ์แล้ว')).toBeVisible();

	await page.getByText('เสื่อกกทอมือ').click();
	await page.getByLabel('ชื่อสินค้า').fill('เสื่อกกทอมือ ผืนใหญ่');
	await page.getByLabel('ชื่อสินค้า').blur();
	await expect(chip(page)).toContainText('ต้องดู');
	await chip(page).click();
	await expect(page.getByText('เครื่องนี้ต้องขอคำเชิญใหม่')).toBeVisible();
	await expect(page.getByText('ทำงานต่อได้ ทุกอย่างเก็บอยู่ในเครื่องนี้')).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('link', { name: 'ย้อนกลับ' }).click();
	await page.waitForURL(/\/sell$/);
	await page.reload();
	await expect(page.getByText('เสื่อกกทอมือ ผืนใหญ่')).toBeVisible();
	await expect(chip(page)).toContainText('ต้องดู');
	const queue = await rowsOf(page, 'queue');
	expect(queue).toHaveLength(1);

	// A new invitation, opened on this phone, and what waited goes on by itself.
	await join(page, await linkFor(server, { shop: SHOP, name: 'ป้าแดง' }));
	await expect(page.getByText('เสื่อกกทอมือ ผืนใหญ่')).toBeVisible();
	await reached(page);
	await page.context().close();
});
