import Database from 'better-sqlite3';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { join as path } from 'node:path';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { thaiIn } from '../support/language.ts';
import { linkFor, writeShop } from '../support/office.ts';
import { chip, installed, join, reached, rowsOf } from '../support/seller.ts';
import { databaseOf } from '../support/stored.ts';
import { newerBuild, startServer, type RunningServer } from '../support/server.ts';

test.describe.configure({ timeout: 120_000 });

const SHOP = 'shop-of-boon';
const LONG_SHOP = 'วิสาหกิจชุมชนกลุ่มแม่บ้านเกษตรกรแปรรูปผลผลิตทางการเกษตรและหัตถกรรมพื้นบ้าน'.repeat(2).slice(0, 150);
const LONG_NAME = 'น้ำพริกเผาโบราณสูตรคุณยายผสมสมุนไพรพื้นบ้านเก้าชนิดจากป่าชุมชน'.repeat(2);
const NAMES = [LONG_NAME, 'เสื่อกกทอมือ', 'ผ้าขาวม้าย้อมคราม', 'ชาใบหม่อน', 'ตะกร้าหวาย', 'สาโทข้าวเหนียว'];
const TYPED = [LONG_SHOP, ...NAMES, 'ยายบุญ', 'หลาน', 'ผืน', 'หมู่ 3'];
/** Thai in every language: official marks, the units a seller chose to sell by, examples of what is typed in Thai. */
const THAI_ALWAYS = ['ไทย', 'อย', 'มผช', 'มอก', 'ถุง', 'กระปุก', 'ห่อ', 'กล่อง', 'ขวด', 'กิโลกรัม', 'ชิ้น', 'ชุด'];
const EXAMPLES = ['กลุ่มทอผ้าบ้านหนองบัว', 'หมู่ 3', 'บ้านหนองบัว'];
const PLACES = ['นครราชสีมา', 'เมือง', 'ในเมือง', 'บุรีรัมย์'];
const OURS = [...TYPED, ...THAI_ALWAYS, ...EXAMPLES, ...PLACES];
const SCREENS = ['/sell', '/sell/prices', '/sell/shop', '/sell/product/product-0', '/sell/product/product-4'];

let server: RunningServer;
/** The seller's phone. Tests that need a phone as new open their own. */
let page: Page;

test.beforeAll(async ({ browser }) => {
	server = await startServer();
	const categories = ['FOOD', 'CRAFT', 'TEXTILE', 'HERB', 'CRAFT', 'BEVERAGE'];
	const products = NAMES.map((nameTh, i) => {
		const price = i === 4 ? null : { satang: 5_950 * (i + 1), unit: 'ผืน' };
		const state = i === 4 ? 'draft' : i === 3 ? 'paused' : 'published';
		const stock = i === 2 ? 0 : null;
		const set = { nameTh, category: categories[i] ?? 'FOOD', price, state, stock, alcohol: i === 5 };
		return { kind: 'product', key: `product-${i}`, set };
	});
	const fields = {
		nameTh: LONG_SHOP,
		producerType: 'GROUP',
		address: { province: '30', district: '3001', subdistrict: '300101', postcode: '30000', line: 'หมู่ 3' },
		phones: ['0812345678'],
		state: 'published',
	};
	await writeShop(server, SHOP, fields, products);
	page = await phone(browser);
});
test.afterAll(() => server.stop());

async function phone(browser: Browser, wish: Parameters<typeof linkFor>[1] = { shop: SHOP }): Promise<Page> {
	const context = await browser.newContext();
	context.setDefaultTimeout(20_000);
	const opened = await context.newPage();
	await join(opened, await linkFor(server, wish));
	if (wish.shop) await reached(opened);
	else await expect(chip(opened)).toBeVisible();
	return opened;
}

async function show(address: string): Promise<void> {
	await page.goto(server.origin + address);
	await expect(page.getByRole('main')).toBeVisible();
	await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
	await expect(chipOf(page)).toBeVisible();
	// Folded questions are part of the screen.
	await page.evaluate(() => {
		for (const fold of document.querySelectorAll('details')) fold.open = true;
	});
}

/** The chip in either language. */
const chipOf = (on: Page) => on.locator('header').getByRole('button').last();

/** Opens the things that lie behind a tap, one at a time; each is looked at while it is open. */
const SHEETS: Readonly<Record<string, { at: string; open: (on: Page) => Promise<void> }>> = {
	'the sheet of what reached the office': { at: '/sell', open: (on) => chipOf(on).click() },
	'the number pad': {
		at: '/sell/prices',
		open: (on) => on.getByRole('listitem').filter({ hasText: LONG_NAME }).getByRole('button').first().click(),
	},
	'all prices by a percentage': {
		at: '/sell/prices',
		open: (on) => on.getByRole('button', { name: '%' }).click(),
	},
	'the price in the editor': {
		at: '/sell/product/product-0',
		open: (on) => on.locator('#price button').click(),
	},
};

async function openSheet(name: string): Promise<void> {
	const sheet = SHEETS[name];
	await show(sheet?.at ?? '/sell');
	await sheet?.open(page);
	await expect(page.getByRole('dialog')).toBeVisible();
}

test('every screen is open to all in light and dark, nothing scrolls sideways, the bars are easy to hit', async () => {
	for (const address of SCREENS) {
		await show(address);
		expect.soft(await faultsInBoth(page), address).toEqual([]);
		expect.soft(await overflow(page), address).toBe(0);
		for (const target of await page
			.locator('header, nav')
			.getByRole('link')
			.or(page.locator('header').getByRole('button'))
			.all()) {
			const box = await target.boundingBox();
			expect.soft(box?.height ?? 0, `${address} ${await target.innerText()}`).toBeGreaterThanOrEqual(48);
		}
	}
	for (const name of Object.keys(SHEETS)) {
		await openSheet(name);
		expect.soft(await faultsInBoth(page), name).toEqual([]);
		expect.soft(await overflow(page), name).toBe(0);
	}
});

test('why a price is refused is seen at once, also under a name of many lines', async () => {
	await openSheet('the number pad');
	const pad = page.getByRole('dialog');
	await expect(pad.getByRole('heading')).toContainText(LONG_NAME.slice(0, 20));
	for (const key of ['0', '.']) await pad.getByRole('button', { name: key, exact: true }).click();
	await pad.getByRole('button', { name: 'เสร็จ' }).click();
	await expect(pad.getByRole('alert')).toBeInViewport({ ratio: 1 });
	await expect(pad.locator('output')).toBeInViewport({ ratio: 1 });
	await pad.getByRole('button', { name: 'ปิด' }).click();
});

test('first run, joining and an empty shop are open to all as well', async ({ browser }) => {
	const fresh = await phone(browser, { areas: ['31'], name: 'ยายบุญ' });
	for (const step of [1, 2, 3, 4]) {
		await fresh.goto(`${server.origin}/sell/start?step=${step}`);
		await expect(fresh.getByRole('heading').first()).toBeVisible();
		expect.soft(await faultsInBoth(fresh), `step ${step}`).toEqual([]);
		expect.soft(await overflow(fresh), `step ${step}`).toBe(0);
	}
	await fresh.goto(await linkFor(server, { shop: SHOP, name: 'หลาน' }));
	await expect(fresh.getByRole('button', { name: 'เข้าร่วม' })).toBeVisible();
	expect.soft(await faultsInBoth(fresh), 'join').toEqual([]);
	expect.soft(await overflow(fresh), 'join').toBe(0);
	await fresh.context().close();
});

test('an app closed while a shop came in for the first time does not ask for a new one', async ({
	browser,
}) => {
	const context = await browser.newContext();
	const late = await context.newPage();
	// The head of the answer arrives, and the line breaks before the shop does.
	let answers = 0;
	await context.route('**/api/sync', async (route) => {
		answers += 1;
		if (answers > 1) return route.fallback();
		const response = await route.fetch();
		const [head = ''] = (await response.text()).split('\n');
		await route.fulfill({ headers: { 'content-type': 'application/tambon' }, body: `${head}\n[` });
	});
	await join(late, await linkFor(server, { shop: SHOP, name: 'หลาน' }));
	await expect.poll(async () => (await rowsOf(late, 'self'))[0]?.['heardAt']).toBeTruthy();
	await expect.poll(async () => (await rowsOf(late, 'followed'))[0]?.['cursor']).toBe(0);
	await late.goto(`${server.origin}/sell/prices`);
	await expect(late.getByText('฿59.50').first()).toBeVisible();
	await expect(late).toHaveURL(/\/sell\/prices$/);
	await context.close();
});

test('what came of a shop before the line gave out is there with no connection, without its name', async ({
	browser,
}) => {
	const late = await phone(browser, { shop: SHOP, name: 'หลาน' });
	await installed(late);
	await late.context().setOffline(true);
	// As if the last part of the first answer had not come: the shop's own record.
	await late.evaluate(
		async (name) => {
			const opening = indexedDB.open(name);
			const db = await new Promise<IDBDatabase>((resolve) => {
				opening.onsuccess = () => resolve(opening.result);
			});
			const tx = db.transaction('records', 'readwrite');
			const keys = tx.objectStore('records').getAllKeys();
			keys.onsuccess = () => {
				for (const key of keys.result as string[][])
					if (key[1] === 'shop') tx.objectStore('records').delete(key);
			};
			await new Promise((resolve) => (tx.oncomplete = resolve));
			db.close();
		},
		await databaseOf(late),
	);
	await late.reload();
	await expect(late.getByRole('link', { name: 'เสื่อกกทอมือ' })).toBeVisible();
	await expect(late.locator('header')).toContainText('ร้านของฉัน');
	await expect(late).toHaveURL(/\/sell$/);
	await late.context().close();
});

test('English is complete on every screen, and stays', async ({ browser }) => {
	await show('/sell/shop');
	await page.getByRole('button', { name: 'English' }).click();
	for (const address of SCREENS) {
		await show(address);
		// Words that did not come at once come a moment later.
		await expect.poll(() => thaiIn(page, OURS), address).toEqual([]);
	}
	for (const name of Object.keys(SHEETS)) {
		await openSheet(name);
		await expect.poll(() => thaiIn(page, OURS), name).toEqual([]);
	}
	await page.goto(`${server.origin}/sell/shop`);
	await page.getByRole('button', { name: 'ไทย' }).click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'th');

	const fresh = await phone(browser, { areas: ['31'], name: 'ยายบุญ' });
	await fresh.evaluate(() => localStorage.setItem('tambon.language', 'en'));
	for (const step of [1, 2, 3, 4]) {
		await fresh.goto(`${server.origin}/sell/start?step=${step}`);
		await expect(fresh.getByRole('heading').first()).toBeVisible();
		expect.soft(await thaiIn(fresh, OURS), `step ${step}`).toEqual([]);
	}
	await fresh.goto(await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await expect(fresh.getByRole('button', { name: 'Join' })).toBeVisible();
	expect.soft(await thaiIn(fresh, OURS), 'join').toEqual([]);
	await fresh.context().close();
});

test('every address of the app opens with the server down', async () => {
	await page.goto(`${server.origin}/sell`);
	await reached(page);
	await installed(page);
	await server.stop();
	for (const [address, text] of [
		['/sell/prices', '฿59.50'],
		['/sell/product/product-1', 'ชื่อสินค้า'],
		['/sell/shop', 'ชื่อร้านและเรื่องเล่า'],
		['/sell/', 'เสื่อกกทอมือ'],
		['/sell?from=icon', 'เสื่อกกทอมือ'],
		['/join', 'เข้าร่วมด้วยคำเชิญ'],
	] as const) {
		const response = await page.goto(server.origin + address);
		expect(response?.fromServiceWorker(), address).toBe(true);
		await expect(page.getByText(text).first(), address).toBeVisible();
	}
	server = await server.again();
});

test('two tabs at once: what each changed reaches the office once', async () => {
	await page.goto(`${server.origin}/sell/product/product-1`);
	const other = await page.context().newPage();
	await other.goto(`${server.origin}/sell/product/product-3`);
	const rename = async (tab: Page, name: string) => {
		await tab.getByLabel('ชื่อสินค้า').fill(name);
		await tab.getByLabel('ชื่อสินค้า').blur();
	};
	// Every answer waits until both have tried.
	let letGo = () => {};
	const gate = new Promise<void>((resolve) => (letGo = resolve));
	await page.context().route('**/api/sync', async (route) => {
		await gate;
		await route.continue();
	});
	await Promise.all([rename(page, 'เสื่อกกทอมือ ผืนใหญ่'), rename(other, 'ชาใบหม่อน ห่อเล็ก')]);
	await expect.poll(async () => (await rowsOf(page, 'queue')).length).toBe(2);
	await chip(other).click();
	await other.getByRole('button', { name: 'ลองตอนนี้' }).click();
	await other.getByRole('dialog').getByRole('button', { name: 'ปิด' }).click();
	letGo();
	await Promise.all([reached(page), reached(other)]);
	expect(await rowsOf(page, 'queue')).toEqual([]);

	const [self] = await rowsOf(page, 'self');
	const db = new Database(path(server.dataDir, 'tambon.sqlite'), { readonly: true });
	const taken = db.prepare('select last from ledger where device = ?').all(self?.['device']);
	const named = db
		.prepare("select fields from record where key in ('product-1', 'product-3') order by key")
		.all();
	db.close();
	expect(taken).toEqual([{ last: 2 }]);
	expect(JSON.stringify(named)).toContain('เสื่อกกทอมือ ผืนใหญ่');
	expect(JSON.stringify(named)).toContain('ชาใบหม่อน ห่อเล็ก');
	await page.context().unroute('**/api/sync');
	// Put back, for whoever comes next.
	await rename(page, 'เสื่อกกทอมือ');
	await rename(other, 'ชาใบหม่อน');
	await reached(other);
	await other.close();
});

test('a newer version is offered, and taken up when the person says so', async () => {
	await page.goto(`${server.origin}/sell`);
	await installed(page);
	await server.stop();
	server = await server.again({}, newerBuild());
	await page.reload();
	const offer = page.getByRole('button', { name: 'เปลี่ยนเป็นรุ่นใหม่' });
	await expect(offer).toBeVisible();
	const states = () =>
		page.evaluate(async () => {
			const registration = await navigator.serviceWorker.getRegistration();
			return [registration?.active?.state, registration?.waiting?.state];
		});
	expect(await states()).toEqual(['activated', 'installed']);
	expect.soft(await faultsInBoth(page)).toEqual([]);
	expect.soft(await overflow(page)).toBe(0);
	// It waits: the person goes on, and it is still there.
	await page.getByRole('link', { name: 'ราคา' }).click();
	await expect(page.getByText('฿59.50').first()).toBeVisible();
	await expect(offer).toBeVisible();
	await offer.click();
	// A browser that is busy looks only half a minute later whether the older worker rests.
	await expect(offer).toHaveCount(0, { timeout: 45_000 });
	await expect.poll(() => states().catch(() => null)).toEqual(['activated', undefined]);
	await expect(page.getByText('฿59.50').first()).toBeVisible();
});

test('the way out of a broken worker takes it and its files, and nothing that a person made', async () => {
	await page.goto(`${server.origin}/sell`);
	await installed(page);
	const rows = (await rowsOf(page, 'records')).length;
	// The broken one has something under way that never ends.
	let isHeld = false;
	await page.context().route('**/bundles/**', () => (isHeld = true));
	await page.evaluate(() => navigator.serviceWorker.controller?.postMessage({ keep: ['field'] }));
	await expect.poll(() => isHeld).toBe(true);
	await server.stop();
	server = await server.again({ KILL_WORKER: '1' });
	await page.reload();
	// It takes over once the broken one has nothing under way, which the browser may see half a minute later.
	await expect
		.poll(
			() =>
				page
					.evaluate(async () => ({
						workers: (await navigator.serviceWorker.getRegistrations()).length,
						caches: (await caches.keys()).length,
					}))
					.catch(() => null),
			{ timeout: 60_000 },
		)
		.toEqual({ workers: 0, caches: 0 });
	await expect(page.getByText('เสื่อกกทอมือ')).toBeVisible();
	expect((await rowsOf(page, 'records')).length).toBe(rows);
	await page.reload();
	await expect(page.getByText('เสื่อกกทอมือ')).toBeVisible();
	await reached(page);
});
