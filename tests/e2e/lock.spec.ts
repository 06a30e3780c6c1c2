// The app lock: what is behind it is not to be seen, and nothing of it is lost; whoever forgets the PIN has a way back.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { invite } from '../../src/lib/server/invitations.ts';
import { LINK_VALID } from '../../src/lib/domain/invitation.ts';
import { away, lock, openLockFold, pressPin, setPin, sight } from '../support/app-lock.ts';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { inOffice, linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { phonePhoto } from '../support/pictures.ts';
import { chip, join, priced, reached, rowsOf, setPrice } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { accountsOn, databaseOf, stored } from '../support/stored.ts';
import { shot } from '../support/shot.ts';

const SHOP = 'shop-of-boon';
const BOON = 'ยายบุญมาก ทองประเสริฐศรีสวัสดิ์วัฒนากุล';
const MAT = 'เสื่อกกทอมือ';
/** What one of the tests calls it. */
const MAT_ANY = /เสื่อกก/;
const PIN = '258031';
const MINUTE = 60_000;
const CHUNKS = 'build/client/_app/immutable/chunks';

let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer();
	const price = { satang: 45_000, unit: 'ผืน' };
	const set = { nameTh: MAT, category: 'CRAFT', price, state: 'published' };
	const edits = [{ kind: 'product', key: 'mat-of-reed', set }];
	await writeShop(server, SHOP, OPEN_SHOP, edits);
	await writeShop(server, 'shop-of-suk', { ...OPEN_SHOP, nameTh: 'จักสานบ้านตาสุข' }, edits);
});
test.afterAll(() => server.stop());

/** A phone of the shop, with a PIN unless told otherwise. Its clock is the test's. */
async function phone(browser: Browser, pin: string | null = PIN): Promise<Page> {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	context.setDefaultTimeout(10_000);
	const page = await context.newPage();
	await join(page, await linkFor(server, { shop: SHOP, name: BOON }));
	await reached(page);
	await context.clock.install();
	if (pin !== null) await setPin(page, server.origin, pin);
	return page;
}

/** Nothing of the shop is in what a person, a screen reader or a search in the page could come by. */
async function seesNothing(page: Page): Promise<void> {
	await expect(lock(page)).toBeVisible();
	const text = await page.evaluate(() => document.body.innerText + document.title);
	for (const word of ['เสื่อกก', String(OPEN_SHOP['nameTh']), '450']) expect(text).not.toContain(word);
	await expect(page.getByRole('link', { name: 'สินค้า', exact: true })).toHaveCount(0);
}

test('a PIN that anybody would try is refused with the reason; one that is set asks when the app is opened anew', async ({
	browser,
}) => {
	const page = await phone(browser, null);
	await openLockFold(page, server.origin);
	await expect(page.getByText('ใส่ผิดกี่ครั้งก็ไม่มีอะไรถูกลบ')).toBeVisible();
	await page.getByRole('button', { name: 'ตั้งรหัส' }).click();
	for (const [pin, why] of [
		['258', 'สั้นไป'],
		['1111', 'เลขตัวเดียวซ้ำกัน'],
		['4321', 'เลขเรียงกัน'],
		['1212', 'คนใช้กันมาก'],
	] as const) {
		await pressPin(page, pin);
		await expect(page.getByRole('dialog').getByRole('alert')).toContainText(why);
	}
	await shot(page, { path: 'test-results/lock-set.png' });
	expect(await faultsInBoth(page)).toEqual([]);
	await pressPin(page, PIN);
	await pressPin(page, '258032');
	await expect(page.getByRole('dialog').getByRole('alert')).toContainText('สองครั้งไม่เหมือนกัน');
	// A keyboard does as well as a thumb.
	for (let time = 0; time < 2; time++) {
		await page
			.getByRole('dialog')
			.getByLabel(/รหัสใหม่/, { exact: false })
			.last()
			.fill('๒๕๘๐๓๑');
		await page.keyboard.press('Enter');
	}
	await expect(page.getByText('ตั้งรหัสแล้ว')).toBeVisible();
	await expect(page.getByRole('radio', { name: '5 นาที', exact: true })).toBeChecked();
	await shot(page, { path: 'test-results/lock-fold.png', fullPage: true });
	expect(await overflow(page)).toBe(0);

	const opened = await page.context().newPage();
	await opened.goto(`${server.origin}/sell`);
	await seesNothing(opened);
	await opened.screenshot({ path: 'test-results/lock-screen.png' });
	expect(await faultsInBoth(opened)).toEqual([]);
	expect(await overflow(opened)).toBe(0);
	await opened.emulateMedia({ colorScheme: 'dark' });
	await opened.screenshot({ path: 'test-results/lock-screen-dark.png' });
	// What others write arrives behind the lock.
	const price = { satang: 46_000, unit: 'ผืน' };
	await writeShop(server, SHOP, OPEN_SHOP, [{ kind: 'product', key: 'mat-of-reed', set: { price } }]);
	await opened.evaluate(() => dispatchEvent(new Event('online')));
	await expect.poll(async () => JSON.stringify(await rowsOf(opened, 'records'))).toContain('46000');
	await pressPin(opened, PIN);
	await expect(opened.getByText(MAT_ANY)).toBeVisible();
	await page.context().close();
});

test('wrong ones wait longer and longer, over a reload and whatever the clock says', async ({ browser }) => {
	const page = await phone(browser);
	const opened = await page.context().newPage();
	await opened.goto(`${server.origin}/sell`);
	for (let wrong = 0; wrong < 2; wrong++) {
		await pressPin(opened, '9173');
		await expect(lock(opened).getByRole('alert')).toContainText('รหัสไม่ถูก');
	}
	await pressPin(opened, '9173');
	await expect(lock(opened)).toContainText(/รออีก \d+ วินาที/);
	await opened.screenshot({ path: 'test-results/lock-wait.png' });
	expect(await faultsInBoth(opened)).toEqual([]);
	await expect(lock(opened).getByRole('button', { name: '1', exact: true })).toBeDisabled();
	// A clock that is set forward gives nothing.
	await opened.evaluate(() => {
		const real = Date.now.bind(Date);
		Date.now = () => real() + 86_400_000;
	});
	await opened.reload();
	await expect(lock(opened)).toContainText(/รออีก \d+ วินาที/);
	await opened.clock.fastForward(11_000);
	await expect(lock(opened)).toContainText('ลองใหม่ได้แล้ว');
	await pressPin(opened, '9173');
	await expect(lock(opened)).toContainText(/รออีก (2\d|30) วินาที/);
	await opened.clock.fastForward(31_000);
	await pressPin(opened, PIN);
	await expect(opened.getByText(MAT_ANY)).toBeVisible();
	await page.context().close();
});

test('it locks by the time out of sight, in every window, and what was being typed is there again', async ({
	browser,
}) => {
	const page = await phone(browser);
	await page.goto(`${server.origin}/sell/product/mat-of-reed`);
	const name = page.getByLabel('ชื่อสินค้า', { exact: false }).first();
	await name.fill('เสื่อกกลายใหม่');
	await away(page, 4 * MINUTE);
	await expect(lock(page)).toHaveCount(0);
	await away(page, 6 * MINUTE);
	await seesNothing(page);
	await pressPin(page, PIN);
	await expect(lock(page)).toHaveCount(0);
	await expect(name).toHaveValue('เสื่อกกลายใหม่');
	await name.blur();
	await expect.poll(async () => JSON.stringify(await rowsOf(page, 'records'))).toContain('เสื่อกกลายใหม่');
	// Going from page to page is not being away.
	await page.goto(`${server.origin}/sell/prices`);
	await expect(lock(page)).toHaveCount(0);
	await page.getByRole('listitem').getByRole('button').first().click();
	const pad = page.getByRole('dialog');
	for (const digit of '47') await pad.getByRole('button', { name: digit, exact: true }).click();
	const other = await page.context().newPage();
	await other.goto(`${server.origin}/sell`);
	await pressPin(other, PIN);
	await expect(other.getByText('เสื่อกกลายใหม่')).toBeVisible();

	await sight(page, 'hidden');
	expect(await page.evaluate(() => getComputedStyle(document.body).visibility)).toBe('hidden');
	await page.clock.fastForward(6 * MINUTE);
	await sight(page, 'visible');
	await seesNothing(page);
	await seesNothing(other);
	// Neither Escape nor the phone's back button is a PIN.
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await page.goBack().catch(() => null);
	await seesNothing(page);
	await pressPin(page, PIN);
	await expect(lock(page)).toHaveCount(0);
	await expect(page.getByRole('dialog').locator('output')).toContainText('47');
	await page.getByRole('dialog').getByRole('button', { name: 'เสร็จ' }).click();
	await expect(priced(page, 'เสื่อกกลายใหม่')).toContainText('฿47');
	await page.context().close();
});

test('a picture that is being made small when it locks is kept', async ({ browser }) => {
	const page = await phone(browser);
	let go = () => {};
	const held = new Promise<void>((resolve) => (go = resolve));
	await page.context().route('**/*shrink.worker*', (route) => held.then(() => route.fallback()));
	await page.goto(`${server.origin}/sell/product/mat-of-reed`);
	await page.locator('input[type=file][multiple]').setInputFiles(await phonePhoto(2));
	await expect(page.getByRole('progressbar')).toBeVisible();
	await away(page, 6 * MINUTE);
	await seesNothing(page);
	go();
	const photos = async () => (await rowsOf(page, 'records')).filter(({ kind }) => kind === 'photo').length;
	await expect.poll(photos).toBe(1);
	await pressPin(page, PIN);
	await expect(page.locator('#photos li')).toHaveCount(1);
	await page.context().close();
});

test('a forgotten PIN: another account goes on, and a new invitation opens this one with all its work', async ({
	browser,
}) => {
	const page = await phone(browser);
	await page.goto(`${server.origin}/sell/prices`);
	await expect(priced(page, 'เสื่อกก')).toBeVisible();
	await page.context().setOffline(true);
	await setPrice(page, 'เสื่อกก', '499');
	const database = await databaseOf(page);
	await page.context().setOffline(false);
	await join(page, await linkFor(server, { shop: 'shop-of-suk', name: 'ตาสุข' }));
	await expect(chip(page)).toBeVisible();
	await page.goto(`${server.origin}/join/accounts`);
	const card = page.getByRole('article').filter({ hasText: BOON });
	await expect(card).toContainText('ล็อกด้วยรหัส');
	await shot(page, { path: 'test-results/lock-accounts.png', fullPage: true });
	expect(await overflow(page)).toBe(0);
	// The window that was open with the PIN is gone.
	await page.evaluate(() => sessionStorage.clear());
	await page.reload();
	await expect(card).not.toContainText(String(OPEN_SHOP['nameTh']));
	await card.getByRole('button', { name: /สลับไปใช้/ }).click();
	await expect(lock(page)).toContainText(BOON);
	await lock(page).getByRole('button', { name: 'ลืมรหัส' }).click();
	await expect(lock(page)).toContainText('ของในเครื่องนี้ไม่หาย');
	await shot(page, { path: 'test-results/lock-forgot.png' });
	expect(await faultsInBoth(page)).toEqual([]);
	expect(await overflow(page)).toBe(0);
	await lock(page).getByRole('link', { name: 'ใช้บัญชีอื่นในเครื่องนี้' }).click();
	// Whoever does not know the PIN does not take the account off the phone, nor its work into a file.
	await page.getByRole('button', { name: 'เอาบัญชีนี้ออกจากเครื่อง' }).click();
	await lock(page).getByRole('link', { name: 'ใช้บัญชีอื่นในเครื่องนี้' }).click();
	await page
		.getByRole('article')
		.filter({ hasText: 'ตาสุข' })
		.getByRole('button', { name: /สลับไปใช้/ })
		.click();
	await expect(page.getByText('จักสานบ้านตาสุข')).toBeVisible();

	const boon = (await accountsOn(page)).find(({ name }) => name === BOON);
	const link = await inOffice(server, async (app) => {
		const inviter = { person: boon?.person ?? '', role: 'seller', areas: ['30'], shop: SHOP } as const;
		const made = await invite(app, inviter, { ...inviter, name: '', validMs: LINK_VALID, self: true });
		return made.kind === 'ok' ? made.link : made.kind;
	});
	await join(page, link);
	await expect(lock(page)).toHaveCount(0);
	await expect(page.getByText(MAT_ANY)).toBeVisible();
	expect(await databaseOf(page)).toBe(database);
	await reached(page);
	expect(await stored(page, 'pins', 'pins')).toEqual([]);
	const html = await fetch(`${server.origin}/s/${SHOP}`).then((answer) => answer.text());
	expect(html).toContain('499');
	await page.context().close();
});

test("a marketer's screen locks as well, in the language in use", async ({ browser }) => {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	context.setDefaultTimeout(10_000);
	const page = await context.newPage();
	await join(page, await linkFor(server, { role: 'marketer', areas: ['30'], name: 'มาลี' }));
	await page.goto(`${server.origin}/field`);
	await page.evaluate(() => localStorage.setItem('tambon.language', 'en'));
	await page.reload();
	await page.locator('summary').filter({ hasText: 'This phone and its accounts' }).click();
	await page.locator('summary').filter({ hasText: 'Lock the app with a PIN' }).click();
	await page.getByRole('button', { name: 'Set a PIN' }).click();
	await pressPin(page, PIN);
	await pressPin(page, PIN);
	await page.getByRole('button', { name: 'Lock now' }).click();
	const shut = page.getByRole('dialog', { name: 'The app is locked' });
	await expect(shut).toContainText('Account of มาลี');
	const choose = { name: 'Take the makers along' } as const;
	await expect(page.getByRole('heading', choose)).toHaveCount(0);
	const other = await context.newPage();
	for (const screen of ['field/carry', 'field/maker/of-somebody/prices']) {
		await other.goto(`${server.origin}/${screen}`);
		await expect(other.getByRole('dialog', { name: 'The app is locked' })).toBeVisible();
		await expect(other.locator('main:not(dialog main)')).toHaveCount(0);
	}
	await other.close();
	await shot(page, { path: 'test-results/lock-english.png' });
	expect(await faultsInBoth(page)).toEqual([]);
	expect(await overflow(page)).toBe(0);
	await pressPin(page, PIN);
	await expect(page.getByRole('heading', choose).first()).toBeVisible();
	await page.getByRole('button', { name: 'Stop using a PIN' }).click();
	await pressPin(page, PIN);
	await expect(page.getByText('The PIN is no longer used')).toBeVisible();
	await context.close();
});

test('where the lock cannot be fetched the app stays shut, with a word and another try', async ({
	browser,
}) => {
	const page = await phone(browser);
	const context = page.context();
	const file = readdirSync(CHUNKS).find(
		(name) => name.endsWith('.js') && readFileSync(path(CHUNKS, name), 'utf8').includes('tambon.opened.'),
	);
	if (!file) throw new Error('no file of the build has the lock');
	await context.route(`**/${file}`, (route) => route.abort());
	const opened = await context.newPage();
	await opened.goto(`${server.origin}/sell`);
	await expect(opened.getByText(/เปิดส่วนนี้ไม่ได้ตอนนี้/)).toBeVisible();
	await expect(opened.getByText(MAT_ANY)).toHaveCount(0);
	await opened.screenshot({ path: 'test-results/lock-not-loaded.png' });
	await context.unroute(`**/${file}`);
	await opened.getByRole('button', { name: 'ลองใหม่' }).click();
	await pressPin(opened, PIN);
	await expect(opened.getByText(MAT_ANY)).toBeVisible();
	await context.close();
});
