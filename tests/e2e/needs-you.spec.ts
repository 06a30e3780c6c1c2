import { expect, test, type Browser, type Page } from '@playwright/test';
import type { QueueRow, RecordRow } from '../../src/lib/client/store/database.ts';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import {
	chip,
	closeSheet,
	installed,
	join,
	priced,
	reached,
	setPrice,
	typePrice,
} from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { alterChange, databaseOf, stored, withBad } from '../support/stored.ts';

/** What the office refuses comes back to its maker, with the reason and what to do; nothing of it is lost. */

const SHOP = 'shop-of-boon';
const MAT = 'เสื่อกกทอมือ';
const TEA = 'ชาใบหม่อน';
const LONG = 'น้ำพริกเผาโบราณสูตรคุณยายผสมสมุนไพรพื้นบ้านเก้าชนิดจากป่าชุมชน'.repeat(2);
const PRICE = { satang: 45_000, unit: 'ผืน' };
const BAD_PRICE = { satang: -5, unit: 'ผืน' };

let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer();
	const goods = [MAT, TEA, 'ผ้าขาวม้า', 'ตะกร้าหวาย'].map((nameTh, i) => {
		return {
			kind: 'product',
			key: `product-${i}`,
			set: { nameTh, category: 'CRAFT', price: PRICE, state: 'published' },
		};
	});
	const draft = { nameTh: 'ขันโตก', price: PRICE, state: 'draft', category: 'CRAFT' };
	await writeShop(server, SHOP, OPEN_SHOP, [...goods, { kind: 'product', key: 'product-9', set: draft }]);
});
test.afterAll(() => server.stop());

async function phone(browser: Browser): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await reached(page);
	await installed(page);
	return page;
}

async function openNeeds(page: Page, count: number): Promise<void> {
	await expect(chip(page)).toContainText(`ต้องดู ${count}`, { timeout: 30_000 });
	await chip(page).click();
	await expect(page.getByRole('heading', { name: `ต้องดู ${count}` })).toBeVisible();
}

/** A price that the office refuses, set with no line and altered before it leaves. */
async function refusedPrice(page: Page, name: string, key: string): Promise<void> {
	await page.goto(`${server.origin}/sell/prices`);
	await expect(priced(page, name)).toBeVisible();
	await page.context().setOffline(true);
	await setPrice(page, name, '500');
	await alterChange(page, key, withBad('price', BAD_PRICE));
	await page.context().setOffline(false);
}

test('a refused price says why, leads to the price, and is settled by a new one', async ({ browser }) => {
	const page = await phone(browser);
	await refusedPrice(page, MAT, 'product-0');
	await openNeeds(page, 1);
	const item = page.getByRole('article').filter({ hasText: MAT });
	await expect(item).toContainText('สำนักงานรับ “ราคา” แบบนี้ไม่ได้');
	await expect(item).toContainText('ที่แก้ไว้ยังอยู่');
	expect(await faultsInBoth(page)).toEqual([]);
	expect(await overflow(page)).toBe(0);
	await item.getByRole('button', { name: 'เปิดแก้' }).click();
	await expect(page).toHaveURL(/\/sell\/product\/product-0#price$/);
	await expect(page.locator('#price button')).toBeFocused();
	await page.locator('#price button').click();
	await typePrice(page, '480');
	await reached(page);
	await page.goto(`${server.origin}/sell/prices`);
	await expect(priced(page, MAT)).toContainText('฿480');
	await page.context().close();
});

test('a refused field in a fold is led to as well', async ({ browser }) => {
	const page = await phone(browser);
	await page.goto(`${server.origin}/sell/product/product-2`);
	await expect(page.getByLabel('ชื่อสินค้า')).toHaveValue('ผ้าขาวม้า');
	await page.context().setOffline(true);
	await page.getByText('เก็บได้นานแค่ไหน').click();
	const days = page.locator('[data-field=shelfLifeDays]');
	await days.fill('30');
	await days.blur();
	await expect(chip(page)).toContainText('รอสัญญาณ 1');
	await alterChange(page, 'product-2', withBad('shelfLifeDays', -3));
	await page.goto(`${server.origin}/sell`);
	await page.context().setOffline(false);
	await openNeeds(page, 1);
	await page.getByRole('button', { name: 'เปิดแก้' }).click();
	await expect(days).toBeFocused();
	await days.fill('45');
	await days.blur();
	await reached(page);
	await page.context().close();
});

test("thrown away, the office's value shows; the way back brings the refused one back, also after the sheet closed", async ({
	browser,
}) => {
	const page = await phone(browser);
	await refusedPrice(page, TEA, 'product-1');
	await openNeeds(page, 1);
	const database = await databaseOf(page);
	const all = async () => ({
		queue: await stored<QueueRow>(page, database, 'queue'),
		records: await stored<RecordRow>(page, database, 'records'),
	});
	const before = await all();
	await page.getByRole('button', { name: 'ทิ้งการแก้นี้' }).click();
	await expect(page.getByRole('alert')).toContainText(`ทิ้งการแก้ของ ${TEA} แล้ว`);
	expect((await all()).queue).toEqual([]);
	await page.getByRole('alert').getByRole('button', { name: 'เลิกทำ' }).click();
	await expect(page.getByRole('article').filter({ hasText: TEA })).toBeVisible();
	expect(await all()).toEqual(before);

	await page.getByRole('button', { name: 'ทิ้งการแก้นี้' }).click();
	await expect(page.getByRole('alert').getByRole('button', { name: 'เลิกทำ' })).toBeVisible();
	await closeSheet(page);
	await expect(priced(page, TEA)).toContainText('฿450');
	await page.getByRole('button', { name: 'เลิกทำ' }).click();
	await expect(chip(page)).toContainText('ต้องดู 1');
	expect(await all()).toEqual(before);

	await chip(page).click();
	await page.getByRole('button', { name: 'ทิ้งการแก้นี้' }).click();
	await expect.poll(async () => (await all()).queue).toEqual([]);
	await page.reload();
	await reached(page);
	await expect(priced(page, TEA)).toContainText('฿450');
	await page.context().close();
});

test('what was refused for the state of things goes up when it is tried again', async ({ browser }) => {
	const page = await phone(browser);
	await page.goto(`${server.origin}/sell/product/product-9`);
	await expect(page.getByLabel('ชื่อสินค้า')).toHaveValue('ขันโตก');
	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'ขึ้นหน้าร้าน' }).click();
	await expect(chip(page)).toContainText('รอสัญญาณ 1');
	// Meanwhile somebody takes the price away, and a product without one is never shown.
	await writeShop(server, SHOP, {}, [{ kind: 'product', key: 'product-9', set: { price: null } }]);
	await page.context().setOffline(false);
	await openNeeds(page, 1);
	await expect(page.getByRole('article')).toContainText('ขึ้นหน้าร้านไม่ได้ เพราะยังไม่มีราคา');
	await writeShop(server, SHOP, {}, [{ kind: 'product', key: 'product-9', set: { price: PRICE } }]);
	await page.getByRole('button', { name: 'ลองอีกครั้ง' }).click();
	await expect(page.getByRole('heading', { name: /ต้องดู/ })).toHaveCount(0);
	await closeSheet(page);
	await reached(page);
	await expect(page.getByRole('button', { name: 'พักการขาย' })).toBeVisible();
	await page.context().close();
});

test('a removal that meets an edit is not made: the product is back, and says so', async ({ browser }) => {
	const page = await phone(browser);
	await page.goto(`${server.origin}/sell/product/product-3`);
	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'ลบสินค้านี้' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'ลบเลย' }).click();
	await expect(page.getByText('ตะกร้าหวาย', { exact: true })).toHaveCount(0);
	// The removal is made when its way back has gone.
	await expect(chip(page)).toContainText('รอสัญญาณ 1', { timeout: 30_000 });
	await writeShop(server, SHOP, {}, [{ kind: 'product', key: 'product-3', set: { size: 'ใหญ่' } }]);
	await page.context().setOffline(false);
	await openNeeds(page, 1);
	await expect(page.getByRole('dialog').getByRole('article')).toContainText(
		'ยังไม่ได้ลบ เพราะมีคนอื่นแก้หลังจากที่คุณเห็น',
	);
	await closeSheet(page);
	await expect(page.getByText('ตะกร้าหวาย', { exact: true })).toBeVisible();
	await page.context().close();
});

test('a product the office refuses stays one thing with what was changed of it since', async ({
	browser,
}) => {
	const page = await phone(browser);
	await page.goto(`${server.origin}/sell/product/a-new-product`);
	await page.context().setOffline(true);
	const rename = async (label: string, text: string) => {
		await page.getByLabel(label).first().fill(text);
		await page.getByLabel(label).first().blur();
	};
	await rename('ชื่อสินค้า', LONG);
	await expect(chip(page)).toContainText('รอสัญญาณ 1');
	// Its first change has left, as far as the phone can know: what comes later is a change of its own.
	await alterChange(page, 'a-new-product', (row) => {
		return { ...withBad('category', 'NOTHING')(row), state: 'sent', sentAt: row.madeAt };
	});
	await page.getByRole('button', { name: 'ตั้งราคา' }).click();
	await page.getByRole('dialog').getByText('ชิ้น', { exact: true }).first().click();
	await typePrice(page, '95');
	await expect
		.poll(async () => (await stored<QueueRow>(page, await databaseOf(page), 'queue')).length)
		.toBe(2);
	await page.context().setOffline(false);
	await openNeeds(page, 1);
	const item = page.getByRole('article').filter({ hasText: LONG });
	await expect(item.getByRole('button', { name: 'ทิ้งการแก้นี้' })).toHaveCount(1);
	await expect(item).toContainText('สำนักงานรับ “หมวด” แบบนี้ไม่ได้');
	await expect(item).toContainText('ราคา');
	await item.getByRole('button', { name: 'เปิดแก้' }).click();
	await expect(page).toHaveURL(/#category$/);
	await page.getByRole('radio', { name: 'อาหาร', exact: true }).check({ force: true });
	await expect(chip(page)).not.toContainText('ต้องดู 1');
	await reached(page);
	await page.goto(`${server.origin}/sell/prices`);
	await expect(priced(page, 'น้ำพริกเผาโบราณ')).toContainText('฿95');
	await page.context().close();
});

test('many refused things under long names are drawn in parts, and stay open to all', async ({ browser }) => {
	const page = await phone(browser);
	const database = await databaseOf(page);
	const space = `c.${SHOP}`;
	const base = { epoch: '', number: 0 };
	const things = Array.from({ length: 45 }, (_, i) => ({ key: `refused-thing-${i}`, n: i - 45 }));
	const change = ({ key, n }: (typeof things)[number]) => {
		const set = { nameTh: `${LONG} ${key}` };
		return { n, space, kind: 'product', key, base, set, add: {}, remove: false, was: {}, schema: 1 };
	};
	const held = { space, kind: 'product', short: 0, seen: 0, fields: {}, author: '', moves: [], removing: 0 };
	await stored(
		page,
		database,
		'records',
		things.map((thing) => {
			const pending = { nameTh: { n: thing.n, value: change(thing).set.nameTh } };
			return { ...held, key: thing.key, pending, unsent: 1, sort: thing.key };
		}),
	);
	await stored(
		page,
		database,
		'queue',
		things.map((thing) => {
			const row = { space, kind: 'product', ...thing, madeAt: Date.now(), sentAt: Date.now() };
			return { ...row, change: change(thing), state: 'parked', reason: 'internal' };
		}),
	);
	await page.goto(`${server.origin}/sell/prices`);
	await openNeeds(page, 45);
	await expect(page.getByRole('article')).toHaveCount(20);
	await expect(page.getByText('และอีก 25 รายการ')).toBeVisible();
	expect(await overflow(page)).toBe(0);
	expect(await faultsInBoth(page)).toEqual([]);
	await page.getByRole('button', { name: 'แสดงเพิ่ม' }).click();
	await expect(page.getByRole('article')).toHaveCount(40);
	await page.getByRole('button', { name: 'ลองอีกครั้งทั้ง 45 รายการ' }).click();
	await expect(page.getByRole('heading', { name: /ต้องดู/ })).toHaveCount(0);
	await closeSheet(page);
	await reached(page);
	await page.context().close();
});
