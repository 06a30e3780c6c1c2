import { expect, test, type Browser, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { linkFor, writeShop } from '../support/office.ts';
import { phonePhoto } from '../support/pictures.ts';
import { chip, installed, join, reached, rowsOf } from '../support/seller.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';

test.describe.configure({ timeout: 120_000 });

const SHOP = 'shop-of-boon';
const SHOP_NAME = 'วิสาหกิจชุมชนกลุ่มแม่บ้านเกษตรกรแปรรูปผลผลิตทางการเกษตรบ้านหนองบัวพัฒนา';
const MAT = 'เสื่อกกลายขิดทอมือย้อมสีธรรมชาติ';
const RENAMED = 'เสื่อกกลายขิด ผืนใหญ่';
const BASKET = 'ตะกร้าหวาย';

let server: RunningServer;

test.beforeEach(async () => {
	server = await startServer();
	const fields = {
		nameTh: SHOP_NAME,
		producerType: 'GROUP',
		address: { province: '30', district: '3001', subdistrict: '300101', postcode: '30000', line: 'หมู่ 3' },
		phones: ['0812345678'],
		state: 'published',
	};
	const set = { nameTh: MAT, category: 'CRAFT', price: { satang: 25_000, unit: 'ผืน' }, state: 'published' };
	await writeShop(server, SHOP, fields, [{ kind: 'product', key: 'product-mat', set }]);
});
test.afterEach(() => server.stop());

async function phone(browser: Browser, wish: Parameters<typeof linkFor>[1] = { shop: SHOP }): Promise<Page> {
	const context = await browser.newContext({ acceptDownloads: true });
	context.setDefaultTimeout(20_000);
	const page = await context.newPage();
	await join(page, await linkFor(server, wish));
	if (wish.role === undefined) await reached(page);
	// The desk is pages of the server: a worker that comes into force as one of them loads does not take charge of it.
	if (wish.role !== 'staff') await installed(page);
	return page;
}

const offline = (page: Page, off: boolean) => page.context().setOffline(off);

/** On a phone with no signal: a new name, and a product with a photo. */
async function workOffline(page: Page): Promise<void> {
	await offline(page, true);
	await page.goto(`${server.origin}/sell/product/product-mat`);
	await page.getByLabel('ชื่อสินค้า').fill(RENAMED);
	await page.getByLabel('ชื่อสินค้า').blur();
	await expect(chip(page)).toContainText('รอสัญญาณ 1');
	await page.goto(`${server.origin}/sell`);
	await page.getByText('เพิ่มสินค้า', { exact: true }).last().click();
	await page.locator('input[type=file][multiple]').setInputFiles(await phonePhoto(3));
	await expect(page.locator('#photos li')).toHaveCount(1);
	await page.getByLabel('ชื่อสินค้า').fill(BASKET);
	await page.getByLabel('ชื่อสินค้า').blur();
	await expect(chip(page)).toContainText('รอสัญญาณ 2');
	await expect.poll(async () => JSON.stringify(await rowsOf(page, 'queue'))).toContain(BASKET);
}

async function openRescue(page: Page): Promise<void> {
	await page.goto(`${server.origin}/sell/shop`);
	await page.getByText('ไฟล์กู้ข้อมูล', { exact: true }).click();
	await expect(page.getByRole('heading', { name: 'เปิดไฟล์กู้ข้อมูล' })).toBeVisible();
}

/** The rescue file of what is unsent, saved where there is no share sheet. */
async function packed(page: Page): Promise<string> {
	await openRescue(page);
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'ทำไฟล์กู้ข้อมูล' }).click();
	const saved = path(freeFolder(), (await download).suggestedFilename());
	await (await download).saveAs(saved);
	await expect(page.getByText('ไฟล์อยู่ใน “ดาวน์โหลด”')).toBeVisible();
	return saved;
}

const pick = (page: Page, file: string) =>
	page.locator('input[type=file][accept]').last().setInputFiles(file);
const take = (page: Page) => page.getByRole('button', { name: 'รับไว้' });

/** What the office holds of the shop, by name, and its picture files. */
function office() {
	const db = new Database(path(server.dataDir, 'tambon.sqlite'), { readonly: true });
	try {
		const rows = db
			.prepare(`select kind, fields, stamps from record where space = ? and kind in ('product', 'photo')`)
			.all(`c.${SHOP}`) as { kind: string; fields: string; stamps: string }[];
		const records = rows.map(({ kind, fields, stamps }) => {
			const told = JSON.parse(stamps) as Record<string, unknown>;
			return { kind, fields: JSON.parse(fields) as Record<string, string>, stamps: told };
		});
		const names = records.filter(({ kind }) => kind === 'product').map(({ fields }) => fields['nameTh']);
		const photos = records.filter(({ kind }) => kind === 'photo').map(({ fields }) => fields);
		const files = (db.prepare('select hash from photo_file').all() as { hash: string }[]).map(
			({ hash }) => hash,
		);
		const { counter } = db.prepare('select counter from space where id = ?').get(`c.${SHOP}`) as {
			counter: number;
		};
		return { names: names.sort(), photos, files: files.sort(), counter };
	} finally {
		db.close();
	}
}

function everythingIsThereOnce(): number {
	const { names, photos, files, counter } = office();
	expect(names).toEqual([BASKET, RENAMED].sort());
	expect(photos).toHaveLength(1);
	expect(files).toEqual([photos[0]?.['full'], photos[0]?.['thumb']].sort());
	return counter;
}

/** The phone whose work it was is back: nothing is doubled, nothing waits, nothing needs anybody. */
async function backOnline(page: Page): Promise<void> {
	const before = everythingIsThereOnce();
	await offline(page, false);
	await page.goto(`${server.origin}/sell`);
	await reached(page);
	await expect.poll(async () => (await rowsOf(page, 'uploads')).length).toBe(0);
	expect(await rowsOf(page, 'queue')).toEqual([]);
	expect(everythingIsThereOnce()).toBe(before);
}

test('another phone of the shop brings everything to the office, once', async ({ browser }) => {
	const mother = await phone(browser);
	const daughter = await phone(browser);
	await workOffline(mother);
	// A try with no signal in between keeps two edits of one thing apart.
	const changes = (await rowsOf(mother, 'queue')).length;
	const file = await packed(mother);

	await test.step('the file says what it is to whoever opens it as a text', () => {
		const text = readFileSync(file, 'utf8');
		expect(text.split('\n').slice(0, 3).join('\n')).toMatch(
			new RegExp(`^ไฟล์กู้ข้อมูลของ Tambon.*\nร้าน: ${SHOP_NAME}\nเก็บเมื่อ .*การแก้ ${changes} รายการ และรูป 1 รูป`),
		);
		expect(path(file).endsWith('.txt')).toBe(true);
	});

	await test.step('the phone it came from has nothing to do with it', async () => {
		await pick(mother, file);
		await expect(mother.getByRole('alert').last()).toContainText('มาจากเครื่องนี้เอง');
	});

	await test.step('a damaged one, and another file, are told and taken nothing of', async () => {
		await openRescue(daughter);
		const bytes = readFileSync(file);
		const cut = path(freeFolder(), 'cut.txt');
		writeFileSync(cut, bytes.subarray(0, bytes.length - 40));
		await pick(daughter, cut);
		await expect(daughter.getByRole('alert')).toContainText('ไม่ครบหรือถูกแก้');
		const other = path(freeFolder(), 'other.txt');
		writeFileSync(other, 'รายการของ\nเสื่อ 3 ผืน\n');
		await pick(daughter, other);
		await expect(daughter.getByRole('alert')).toContainText('ไม่ใช่ไฟล์กู้ข้อมูล');
		expect(await rowsOf(daughter, 'carried')).toEqual([]);
	});

	await test.step('without a line she takes it in, and sees that it waits', async () => {
		await offline(daughter, true);
		await pick(daughter, file);
		await expect(daughter.getByRole('article')).toContainText(SHOP_NAME);
		await expect(daughter.getByRole('article')).toContainText(`การแก้ ${changes} รายการ และรูป 1 รูป`);
		expect.soft(await faultsInBoth(daughter)).toEqual([]);
		expect.soft(await overflow(daughter)).toBe(0);
		await take(daughter).click();
		await expect(daughter.getByRole('alert')).toContainText('รับไว้ครบแล้ว');
		await expect(daughter.getByText(`รับฝากมา ${changes} รายการ รูป 1 รูป รอสัญญาณ`)).toBeVisible();
		await expect(chip(daughter)).toContainText('รอสัญญาณ');
		expect(office().names).toEqual([MAT]);
	});

	await test.step('with a line it reaches the office by itself, pictures too', async () => {
		await offline(daughter, false);
		await expect(daughter.getByText(`ถึงสำนักงานแล้ว ${changes} รายการ`)).toBeVisible({ timeout: 60_000 });
		await expect.poll(async () => (await rowsOf(daughter, 'uploads')).length, { timeout: 60_000 }).toBe(0);
		everythingIsThereOnce();
		await reached(daughter);
		await daughter.goto(`${server.origin}/sell`);
		for (const name of [RENAMED, BASKET]) await expect(daughter.getByText(name)).toBeVisible();
	});

	await test.step('the same file again has nothing new', async () => {
		await openRescue(daughter);
		await pick(daughter, file);
		await expect(daughter.getByRole('article')).toContainText('ไม่มีอะไรใหม่');
		await expect(take(daughter)).toHaveCount(0);
	});

	await backOnline(mother);
	const carried = await rowsOf(daughter, 'carried');
	expect(carried.map(({ state }) => state)).toEqual(carried.map(() => 'done'));
	expect(carried).toHaveLength(changes);
	await mother.context().close();
	await daughter.context().close();
});

test('a marketer of the province brings it from My work; one of another province is refused in words', async ({
	browser,
}) => {
	const mother = await phone(browser);
	const far = await phone(browser, { role: 'marketer', areas: ['50'], name: 'สมศรี' });
	const near = await phone(browser, { role: 'marketer', areas: ['30'], name: 'มาลี' });
	await workOffline(mother);
	// A try with no signal in between keeps two edits of one thing apart.
	const changes = (await rowsOf(mother, 'queue')).length;
	const file = await packed(mother);
	const openField = async (page: Page) => {
		await page.goto(`${server.origin}/field`);
		await page.getByText('ไฟล์กู้ข้อมูลของร้าน', { exact: true }).click();
		await pick(page, file);
		await take(page).click();
	};

	await openField(far);
	await expect(far.getByText(`สำนักงานรับไม่ได้ ${changes} รายการ`)).toBeVisible({ timeout: 60_000 });
	await expect(far.getByText('ไม่ใช่ร้านที่คุณดูแล').first()).toBeVisible();
	expect.soft(await faultsInBoth(far)).toEqual([]);
	expect.soft(await overflow(far)).toBe(0);
	await far.getByRole('button', { name: 'ไม่ต้องถือไว้แล้ว' }).first().click();
	await expect(far.getByText(`สำนักงานรับไม่ได้ ${changes - 1} รายการ`)).toBeVisible();
	await far.getByRole('button', { name: 'เลิกทำ' }).click();
	await expect(far.getByText(`สำนักงานรับไม่ได้ ${changes} รายการ`)).toBeVisible();
	expect(office().names).toEqual([MAT]);

	await openField(near);
	await expect(near.getByText(`ถึงสำนักงานแล้ว ${changes} รายการ`)).toBeVisible({ timeout: 60_000 });
	await expect.poll(async () => (await rowsOf(near, 'uploads')).length, { timeout: 60_000 }).toBe(0);
	// Opened again it shows what became of it.
	await near.goto(`${server.origin}/field`);
	await expect(near.getByText(`ถึงสำนักงานแล้ว ${changes} รายการ`)).toBeVisible();
	await backOnline(mother);
	for (const page of [mother, far, near]) await page.context().close();
});

test('the desk takes it in without JavaScript, and the same file again is all there already', async ({
	browser,
}) => {
	const mother = await phone(browser);
	const staff = await phone(browser, { role: 'staff', name: 'สมชาย' });
	await workOffline(mother);
	const changes = (await rowsOf(mother, 'queue')).length;
	const file = await packed(mother);
	const plain = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await staff.context().storageState(),
	});
	const desk = await plain.newPage();
	const upload = async (name: string) => {
		await desk.goto(`${server.origin}/desk/rescue`);
		await desk.getByLabel('ไฟล์กู้ข้อมูล (.txt)').setInputFiles(name);
		await desk.getByRole('button', { name: 'รับเข้าสำนักงาน' }).click();
	};

	const bytes = readFileSync(file);
	const flipped = path(freeFolder(), 'flipped.txt');
	bytes[bytes.length - 3_000] = (bytes[bytes.length - 3_000] as number) ^ 1;
	writeFileSync(flipped, bytes);
	await upload(flipped);
	await expect(desk.getByRole('alert')).toContainText('ไม่ครบหรือถูกแก้');
	expect(office().names).toEqual([MAT]);

	await upload(file);
	await expect(desk.getByRole('alert')).toContainText(`รับแล้ว: ${changes}`);
	await expect(desk.getByText('รับรูปแล้ว 2 ไฟล์')).toBeVisible();
	await expect(desk.getByRole('listitem').filter({ hasText: BASKET }).first()).toContainText('รับแล้ว');
	everythingIsThereOnce();
	await desk.setViewportSize({ width: 360, height: 640 });
	expect.soft(await overflow(desk)).toBe(0);

	await upload(file);
	await expect(desk.getByRole('alert')).toContainText(`มีอยู่ที่สำนักงานแล้ว: ${changes}`);
	await expect(desk.getByText('รูปที่มีอยู่แล้ว 2 ไฟล์')).toBeVisible();

	await staff.goto(`${server.origin}/desk/rescue`);
	expect.soft(await faultsInBoth(staff)).toEqual([]);
	await backOnline(mother);
	for (const context of [mother.context(), staff.context(), plain]) await context.close();
});

test('where there is a share sheet the file goes there, and closing it loses nothing', async ({
	browser,
}) => {
	const mother = await phone(browser);
	await mother.addInitScript(() => {
		const shared: string[] = [];
		const share = ({ files }: ShareData) => {
			shared.push(...(files ?? []).map(({ name, type }) => `${name} ${type}`));
			const closed = new DOMException('closed', 'AbortError');
			return shared.length === 1 ? Promise.reject(closed) : Promise.resolve();
		};
		const canShare = ({ files }: ShareData) => files?.length === 1;
		Object.assign(navigator, { share, canShare });
		Object.assign(window, { shared });
	});
	await workOffline(mother);
	await openRescue(mother);
	await mother.getByRole('button', { name: 'ทำไฟล์กู้ข้อมูล' }).click();
	await expect(mother.getByText('ยังไม่ได้แชร์ ไฟล์ยังรออยู่')).toBeVisible();
	await mother.getByRole('button', { name: 'แชร์ไฟล์' }).click();
	await expect(mother.getByText('ให้ไฟล์ไปแล้ว')).toBeVisible();
	const shared = await mother.evaluate(() => (window as unknown as { shared: string[] }).shared);
	expect(shared[1]).toMatch(/^tambon-rescue-[\d-]+\.txt text\/plain$/);
	expect(shared[0]).toBe(shared[1]);
	// What was given is still here, and goes by itself as well.
	expect((await rowsOf(mother, 'queue')).every(({ state }) => state === 'sent')).toBe(true);
	expect(await rowsOf(mother, 'uploads')).toHaveLength(2);
	await offline(mother, false);
	await reached(mother);
	await expect.poll(async () => (await rowsOf(mother, 'uploads')).length).toBe(0);
	everythingIsThereOnce();
	await mother.context().close();
});
