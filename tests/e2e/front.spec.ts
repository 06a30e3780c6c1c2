// What is seen before the app runs: the first screen as it last stood, and never anything that is not so any more.
import { expect, test, type Page } from '@playwright/test';
import { frontAt, FRONTS, UNTIL, type FrontPath } from '../../src/lib/client/signals.ts';
import { setPin } from '../support/app-lock.ts';
import { linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { phonePhoto } from '../support/pictures.ts';
import { fieldInstalled, installed, join, reached, setPrice } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';
import { databaseOf } from '../support/stored.ts';

const SHOP = 'shop-of-boon';
const BOON = 'ยายบุญมาก';
const LONG_SHOP = 'วิสาหกิจชุมชนกลุ่มแม่บ้านเกษตรกรแปรรูปผลผลิตทางการเกษตรและหัตถกรรมพื้นบ้าน';
const MAT = 'เสื่อกกลายขิดทอมือ ผืนใหญ่พิเศษสำหรับนั่งทำบุญ';
const NEW = 'เสื่อที่เพิ่งทอเสร็จ';
const GOODS = 14;

let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer();
	const goods = Array.from({ length: GOODS }, (_, i) => ({
		kind: 'product',
		key: `mat-${String(i).padStart(2, '0')}`,
		set: {
			nameTh: i === GOODS - 1 ? MAT : `เสื่อผืนที่ ${i + 1}`,
			category: 'CRAFT',
			price: { satang: 45_000 + i * 1_000, unit: 'ผืน' },
			state: i % 5 === 1 ? 'draft' : 'published',
		},
	}));
	await writeShop(server, SHOP, { ...OPEN_SHOP, nameTh: LONG_SHOP }, goods);
	await writeShop(server, 'shop-of-suk', { ...OPEN_SHOP, nameTh: 'จักสานบ้านตาสุข' }, [
		{ kind: 'product', key: 'basket', set: { nameTh: 'ตะกร้าหวาย', category: 'CRAFT', state: 'draft' } },
	]);
	for (let i = 0; i < 12; i++) {
		const address = { province: '30', district: '3001', subdistrict: '', postcode: '', line: '' };
		const fields = { nameTh: `ผู้ผลิตรายที่ ${i}`, address, phones: [], state: 'draft' };
		await writeShop(server, `maker-${String(i).padStart(3, '0')}`, fields, []);
	}
});
test.afterAll(() => server.stop());

/** What is kept of a first screen; null: nothing. */
const kept = (page: Page, path: FrontPath = '/sell') =>
	page.evaluate(async (its) => (await (await caches.match(its))?.text()) ?? null, frontAt(path));
const isKept = (page: Page, path: FrontPath = '/sell') =>
	expect.poll(async () => (await kept(page, path)) !== null, { timeout: 30_000 }).toBe(true);
const isDropped = (page: Page) => expect.poll(() => kept(page)).toBe(null);

async function seller(page: Page, shop = SHOP): Promise<void> {
	await join(page, await linkFor(server, { shop, name: BOON }));
	await reached(page);
	await installed(page);
}

/** Opens a page in which no script runs: what is seen is all that there is before the app. Answers its words. */
async function withoutScripts(page: Page, path: FrontPath, picture: string): Promise<string> {
	const other = await page.context().newPage();
	const cdp = await page.context().newCDPSession(other);
	await cdp.send('Emulation.setScriptExecutionDisabled', { value: true });
	const response = await other.goto(server.origin + path);
	expect(response?.fromServiceWorker()).toBe(true);
	await shot(other, { path: `test-results/front-${picture}.png` });
	// What is out of sight is drawn, and can be heard, a moment after the rest.
	let words = '';
	await expect
		.poll(async () => {
			const { nodes } = await cdp.send('Accessibility.getFullAXTree');
			const before = words;
			words = nodes.map(({ name }) => (name?.value as string | undefined) ?? '').join('\n');
			return words === before;
		})
		.toBe(true);
	await other.close();
	return words;
}

test('the list is seen before the app runs, with its pictures, and is the app’s own a moment later', async ({
	page,
}) => {
	await seller(page);
	await page.goto(`${server.origin}/sell/product/mat-13`);
	const file = { name: 'mat.jpg', mimeType: 'image/jpeg', buffer: (await phonePhoto(3)).buffer };
	await page.locator('input[type=file][multiple]').setInputFiles(file);
	await expect(page.locator('#photos ul').first().getByRole('listitem')).toHaveCount(1);
	await page.context().setOffline(true);
	await page.goto(`${server.origin}/sell`);
	await expect(page.getByRole('link', { name: MAT })).toBeVisible();
	await expect
		.poll(async () => (await kept(page))?.includes('data:image/webp'), { timeout: 30_000 })
		.toBe(true);
	const words = await withoutScripts(page, '/sell', 'sell');
	expect(words).toContain(LONG_SHOP);
	expect(words).toContain(MAT);
	expect(words).toContain('เสื่อผืนที่ 4');
	// What holds at the moment alone is not said again.
	expect(words).not.toContain('สำนักงาน');
	const again = await page.reload();
	expect(await again?.text()).toContain(MAT);
	await expect(page.locator('#front')).toHaveCount(0);
	await expect(page.getByRole('link', { name: MAT })).toBeVisible();
	await expect(page.locator('main img[src^="blob:"]')).toHaveCount(1);
});

test('a price that was changed elsewhere is never seen as it was', async ({ page }) => {
	await seller(page);
	await isKept(page);
	await page.context().setOffline(true);
	await page.goto(`${server.origin}/sell/prices`);
	await setPrice(page, MAT, '990');
	await isDropped(page);
	await page.goto(`${server.origin}/sell`);
	await expect.poll(() => kept(page), { timeout: 30_000 }).toContain('990');
});

test('news that the list itself shows is kept with it', async ({ page }) => {
	await seller(page);
	await isKept(page);
	const set = { nameTh: NEW, category: 'CRAFT', state: 'draft' };
	await writeShop(server, SHOP, {}, [{ kind: 'product', key: 'mat-99', set }]);
	await page.reload();
	await expect(page.getByRole('link', { name: NEW })).toBeVisible();
	await expect.poll(() => kept(page), { timeout: 30_000 }).toContain(NEW);
});

test('a list that was moved far down is kept from its beginning, with the lines that stay', async ({
	page,
}) => {
	await seller(page);
	await isKept(page);
	await page.getByRole('link', { name: 'เสื่อผืนที่ 1', exact: true }).scrollIntoViewIfNeeded();
	await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
	const other = await page.context().newPage();
	await other.goto(`${server.origin}/sell/prices`);
	await setPrice(other, MAT, '880');
	await expect.poll(() => kept(page), { timeout: 30_000 }).toContain('880');
	const front = await kept(page);
	expect(front).toContain(LONG_SHOP);
	expect(front).toContain('href="/sell/prices"');
	await other.close();
});

const press = (tab: Page, box: { x: number; y: number } | null) =>
	tab.mouse.click((box?.x ?? 0) + 40, (box?.y ?? 0) + 10);

test('a tap that comes too early opens what was tapped', async ({ page }) => {
	await seller(page);
	await isKept(page);
	const name = await databaseOf(page, BOON);
	const holder = await page.context().newPage();
	await holder.goto(`${server.origin}/robots.txt`);
	// As on a slow phone: the app waits for its database.
	await holder.evaluate(async (database) => {
		const opening = indexedDB.open(database);
		const db = await new Promise<IDBDatabase>((resolve) => {
			opening.onsuccess = () => resolve(opening.result);
		});
		const store = db.transaction([...db.objectStoreNames], 'readwrite').objectStore('self');
		const go = () => {
			if (sessionStorage.getItem('go') === null) store.get('self').onsuccess = go;
			else db.close();
		};
		go();
	}, name);
	const tab = await page.context().newPage();
	await tab.goto(`${server.origin}/sell`);
	await expect(tab.locator('#front')).toHaveCount(1);
	// What is typed would be lost with it, and what is no link does nothing.
	await press(tab, await page.getByRole('searchbox').boundingBox());
	expect(await kept(page)).toMatch(/<input[^>]* type="search"[^>]* readonly/);
	await press(tab, await page.locator('main [aria-pressed]').nth(1).boundingBox());
	await press(tab, await page.getByRole('link', { name: MAT }).boundingBox());
	expect(new URL(tab.url()).pathname).toBe('/sell');
	await holder.evaluate(() => sessionStorage.setItem('go', ''));
	await tab.waitForURL(/\/sell\/product\/mat-13$/);
	await expect(tab.locator('#front')).toHaveCount(0);
	await tab.goBack();
	await expect(tab.getByRole('link', { name: MAT })).toBeVisible();
});

test('nothing is seen before a PIN is asked for, nor of an account that is not in use', async ({ page }) => {
	await seller(page);
	await isKept(page);
	await seller(page, 'shop-of-suk');
	await expect.poll(() => kept(page), { timeout: 30_000 }).toContain('ตะกร้าหวาย');
	expect(await kept(page)).not.toContain(MAT);
	await setPin(page, server.origin, '258031');
	await isDropped(page);
	expect(await withoutScripts(page, '/sell', 'locked')).not.toContain('ตะกร้า');
});

test('the other language is seen from the first moment on', async ({ page }) => {
	await seller(page);
	await isKept(page);
	await page.goto(`${server.origin}/sell/shop`);
	await page.getByRole('button', { name: 'English' }).click();
	await isDropped(page);
	await page.goto(`${server.origin}/sell`);
	await expect.poll(() => kept(page), { timeout: 30_000 }).toContain('Products');
});

test('a marketer sees the makers before the app runs; the day’s plan only on its day', async ({ page }) => {
	await join(page, await linkFor(server, { role: 'marketer', areas: ['30'], name: 'มาลี' }));
	await page.getByRole('button', { name: /^พก / }).click();
	await expect(page.locator('.makers > li')).toHaveCount(14);
	await fieldInstalled(page);
	await isKept(page, '/field');
	await page.context().setOffline(true);
	// Below the window's edge the browser may leave the rows undrawn until they are come to.
	expect(await kept(page, '/field')).toContain('ผู้ผลิตรายที่ 0');
	const words = await withoutScripts(page, '/field', 'field');
	expect(words).toContain('14 ราย');
	expect(words).toContain('ยังไม่มีร้านในแผนของวันนี้');
	// As if it had been kept yesterday.
	await page.evaluate(
		async ([cache, its, until]) => {
			const fronts = await caches.open(cache);
			const front = (await fronts.match(its)) as Response;
			const headers = new Headers(front.headers);
			headers.set(until, String(Date.now() - 1));
			await fronts.put(its, new Response(await front.text(), { headers }));
		},
		[FRONTS, frontAt('/field'), UNTIL] as const,
	);
	const past = await withoutScripts(page, '/field', 'field-past');
	expect(past).toContain('14 ราย');
	expect(past).not.toContain('ยังไม่มีร้านในแผนของวันนี้');
});
