import { expect, test, type Browser, type Page } from '@playwright/test';
import { copyKey } from '../../src/lib/domain/duplicates/merge.ts';
import { recordsOfKind } from '../../src/lib/server/store/queries/records.ts';
import { faultsInBoth, overflow, SCHEMES } from '../support/axe.ts';
import { inOffice, linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { fieldInstalled, join, reached, setPrice } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';

/** Two makers that are one: made one shop on phones with no connection and at the desk, and made two again. */

const A = 'weavers-a';
const B = 'weavers-b';
const LONG = 'วิสาหกิจชุมชนกลุ่มแม่บ้านเกษตรกรทอเสื่อกกบ้านหนองบัวสามัคคีพัฒนา';
const consent = { text: 'shop-window', at: 1, by: 'ยายบุญ', way: 'tapped' };
const price = { satang: 25_000, unit: 'ผืน' };
const address = { province: '30', district: '3001', subdistrict: '300101', postcode: '', line: 'หมู่ 14' };
const DESK = { width: 1_366, height: 768 };
const NARROW = { width: 360, height: 640 };

let server: RunningServer;
test.beforeEach(async () => {
	server = await startServer();
	const goods = (key: string, nameTh: string) => [
		{ kind: 'product', key, set: { nameTh, category: 'CRAFT', price, state: 'published' } },
	];
	const shop = { ...OPEN_SHOP, consent, address };
	await writeShop(server, A, { ...shop, nameTh: LONG, line: '@weavers' }, goods('reed-mat', 'เสื่อกก'));
	const other = { ...shop, nameTh: `${LONG} หมู่บ้าน`, phones: ['0812345678', '0898765432'] };
	await writeShop(server, B, { ...other, line: '@mats' }, goods('palm-hat', 'หมวกใบลาน'));
	await writeShop(server, 'far-away', { ...shop, nameTh: 'ร้านขนมแม่จันทร์', phones: ['0811111111'] }, []);
});
test.afterEach(() => server.stop());

async function joined(
	browser: Browser,
	wish: Parameters<typeof linkFor>[1],
	viewport = NARROW,
): Promise<Page> {
	const page = await (await browser.newContext({ viewport })).newPage();
	await join(page, await linkFor(server, wish));
	return page;
}
async function isWell(page: Page, name: string) {
	for (const colorScheme of [...SCHEMES].reverse()) {
		await page.emulateMedia({ colorScheme });
		await shot(page, { path: `test-results/twins-${name}-${colorScheme}.png`, fullPage: true });
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
const placeOf = async (path: string) => {
	const answer = await fetch(server.origin + path, { redirect: 'manual' });
	return [answer.status, answer.headers.get('location')];
};

async function mergeOffline(page: Page) {
	await page.context().setOffline(true);
	await page.goto(`${server.origin}/field`);
	await page.getByText('ผู้ผลิตที่อาจซ้ำกัน').click();
	await page.getByRole('link', { name: /หมู่บ้าน/ }).filter({ hasText: 'เบอร์โทรเดียวกัน' }).click();
	await page.getByRole('radio', { name: /สินค้า 1 อย่าง เสื่อกก/ }).check();
	await page.getByRole('group', { name: 'ไลน์' }).getByRole('radio', { name: '@mats' }).check();
}

test('two phones with no connection make one shop of two at once: it is done once, and its seller is told', async ({
	browser,
}) => {
	const marketers = [];
	for (const name of ['คุณสมชาย', 'คุณมาลี']) {
		const page = await joined(browser, { role: 'marketer', areas: ['30'], shop: null, name });
		await page.getByRole('button', { name: 'พก 3 ราย' }).click();
		await carried(page, 3);
		await fieldInstalled(page);
		marketers.push(page);
	}
	const seller = await joined(browser, { shop: B, name: 'ยายบุญ' });
	await reached(seller);
	for (const [i, page] of marketers.entries()) {
		await mergeOffline(page);
		if (i === 0) await isWell(page, 'phone');
		await page.getByRole('button', { name: 'รวมเป็นร้านเดียว' }).click();
		await expect(page.getByText(`ร้านนี้รวมเข้ากับ ${LONG} แล้ว`)).toBeVisible();
		await page.getByRole('button', { name: 'ดูร้านที่ใช้ต่อ' }).click();
		await expect(page.getByRole('heading', { name: 'สินค้า 2 อย่าง' })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'ร้านที่รวมเข้ามา' })).toBeVisible();
	}
	for (const page of marketers) {
		await page.context().setOffline(false);
		await heard(page);
		await expect.poll(() => placeOf(`/s/${B}`), { timeout: 20_000 }).toEqual([302, `/s/${A}`]);
	}
	const [one] = marketers;
	await expect
		.poll(() => one?.evaluate(() => document.querySelector('header')?.textContent ?? ''), { timeout: 20_000 })
		.toContain('ถึงสำนักงานแล้ว');
	const hat = copyKey(B, 'palm-hat');
	expect(await placeOf(`/s/${B}/p/palm-hat`)).toEqual([302, `/s/${A}/p/${hat}`]);
	const goods = await inOffice(server, (app) =>
		app.store.read(async (tx) => [
			await recordsOfKind(tx, `c.${A}`, 'product'),
			await recordsOfKind(tx, `c.${A}`, 'question'),
			await recordsOfKind(tx, `c.${A}`, 'shop'),
		]),
	);
	expect(goods[0]?.map(({ key }) => key).sort()).toEqual([hat, 'reed-mat'].sort());
	expect(goods[1]).toEqual([]);
	expect(goods[2]?.[0]?.fields).toMatchObject({ line: '@mats', phones: ['0812345678', '0898765432'] });
	// The seller's phone is told, and what is done there is kept
	await heard(seller);
	await expect(seller.getByText('สำนักงานรวมร้านนี้เข้ากับ', { exact: false })).toBeVisible({ timeout: 20_000 });
	await isWell(seller, 'seller');
	await seller.goto(`${server.origin}/sell/prices`);
	await setPrice(seller, 'หมวกใบลาน', '280');
	await reached(seller);
	const [kept] = await inOffice(server, (app) =>
		app.store.read((tx) => recordsOfKind(tx, `c.${B}`, 'product')),
	);
	expect(kept?.fields['price']).toMatchObject({ satang: 28_000 });
	for (const page of [...marketers, seller]) await page.context().close();
});

test('the desk finds a pair, makes one of it, and two again; what was worked on since stays and is told', async ({
	browser,
}) => {
	const staff = await joined(browser, { role: 'staff', areas: [], shop: null, name: 'คุณสมใจ' }, DESK);
	await staff.goto(`${server.origin}/desk/duplicates?province=30`);
	await expect(staff.getByText('1 คู่')).toBeVisible();
	const file = await staff.request.get(`${server.origin}/desk/export/duplicates.csv?province=30`);
	expect((await file.text()).trim().split('\r\n')).toHaveLength(2);
	await staff.getByRole('link', { name: 'ดูสองราย' }).click();
	await staff.getByRole('button', { name: 'เป็นคนละราย' }).click();
	await expect(staff.getByText('บอกแล้วว่าเป็นคนละราย')).toBeVisible();
	await staff.goto(`${server.origin}/desk/duplicates?province=30`);
	await expect(staff.getByText('ไม่พบผู้ผลิตที่อาจซ้ำกัน')).toBeVisible();
	await staff.goto(`${server.origin}/desk/duplicates/${A}/${B}`);
	await staff.getByRole('button', { name: 'อาจเป็นรายเดียวกัน' }).click();
	await staff.getByRole('radio', { name: /สินค้า 1 อย่าง เสื่อกก/ }).check();
	await staff.setViewportSize(NARROW);
	await isWell(staff, 'desk-two-narrow');
	await staff.getByRole('button', { name: 'รวมเป็นร้านเดียว' }).click();
	await expect(staff.getByRole('heading', { name: 'ร้านที่รวมเข้ามา' })).toBeVisible();
	expect(await placeOf(`/s/${B}`)).toEqual([302, `/s/${A}`]);

	const seller = await joined(browser, { shop: A, name: 'ยายบุญ' });
	await reached(seller);
	await seller.goto(`${server.origin}/sell/prices`);
	await setPrice(seller, 'หมวกใบลาน', '310');
	await reached(seller);
	await staff.getByRole('button', { name: 'แยกกลับเป็นสองร้าน' }).click();
	await expect(staff.getByText('ที่มีคนแก้หลังรวมยังอยู่ที่ร้านนี้: สินค้า 1 อย่าง')).toBeVisible();
	expect(await placeOf(`/s/${B}`)).toEqual([200, null]);
	for (const page of [staff, seller]) await page.context().close();
});
