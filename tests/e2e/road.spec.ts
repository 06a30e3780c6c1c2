import Database from 'better-sqlite3';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { join as path } from 'node:path';
import { LINK_VALID } from '../../src/lib/domain/invitation.ts';
import { linkFor } from '../support/office.ts';
import { SCREEN } from '../support/phone.ts';
import { phonePhoto } from '../support/pictures.ts';
import { importRegister } from '../support/register.ts';
import { holdCamera } from '../support/screen-camera.ts';
import {
	fieldInstalled,
	installed,
	join,
	kept,
	priced,
	reached,
	rowsOf,
	setPrice,
	sheetIsGone,
} from '../support/seller.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';

/** A day on the road, whole: a row of the register becomes a shop, is visited and handed over, and no phone has a signal. */

/** Makers of one province, as many as the register has of Nakhon Ratchasima. */
const MAKERS = 413;
const ADDED = ['ผ้าขาวม้าย้อมคราม', 'พวงกุญแจผ้าทอ'];
const PRICES = ['250', '320', '45'];
const NOTES = 'เจ้าของขอถุงใส่ของ กับป้ายราคาใหม่';

const phone = async (browser: Browser) =>
	(await browser.newContext({ viewport: SCREEN, acceptDownloads: true })).newPage();
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name });

/** What stands in the office's database. */
function office<T>(server: RunningServer, query: string, ...given: unknown[]): T[] {
	const db = new Database(path(server.dataDir, 'tambon.sqlite'), { readonly: true });
	const rows = db.prepare(query).all(...given) as T[];
	db.close();
	return rows;
}

/** A maker of the register with one product and a telephone: any will do. */
function someMaker(server: RunningServer) {
	const [maker] = office<{ shop: string; name: string; product: string; good: string }>(
		server,
		`select s.key as shop, s.fields->>'nameTh' as name, p.key as product, p.fields->>'nameTh' as good
		from record s join record p on p.space = s.space and p.kind = 'product'
		where s.kind = 'shop' and s.area = '30' and json_array_length(s.fields->'phones') > 0
			and s.fields->'address'->>'district' <> ''
		group by s.space having count(*) = 1 order by length(s.fields->>'nameTh') desc limit 1`,
	);
	if (!maker) throw new Error('the register has no such maker');
	return maker;
}

test('from a row of the register to an open shop in its owner’s hands, with no network all along', async ({
	browser,
}) => {
	const dataDir = freeFolder();
	importRegister(dataDir, MAKERS);
	let server = await startServer(dataDir);
	const { shop, name, product, good } = someMaker(server);
	const maker = (rest = '') => `${server.origin}/field/maker/${shop}${rest}`;
	const marketer = await phone(browser);
	const seller = await phone(browser);

	await test.step('what was before: the province is carried, the owner’s phone has opened Tambon once', async () => {
		const wish = { role: 'marketer', areas: ['30'], shop: null, name: 'คุณสมชาย', validMs: LINK_VALID };
		await join(marketer, await linkFor(server, { ...wish, role: 'marketer' }));
		await button(marketer, /^พก \d+ ราย/).click();
		await expect(marketer.getByText(/พกไว้แล้ว /)).toBeVisible({ timeout: 60_000 });
		await fieldInstalled(marketer);
		await marketer.goto(maker('/handover'));
		await expect(button(marketer, 'ส่งมอบ')).toBeEnabled();
		await seller.goto(`${server.origin}/sell`);
		await installed(seller);
		await kept(seller, 'no-detector');
		await server.stop();
		for (const page of [marketer, seller]) await page.context().setOffline(true);
	});

	await test.step('finds the maker, and begins the visit', async () => {
		await marketer.goto(`${server.origin}/field`);
		await marketer.getByRole('searchbox').fill(name);
		await marketer.locator(`.makers a[href$="${shop}"]`).click();
		await button(marketer, 'เริ่มเยี่ยม').click();
		await expect(marketer.getByText(/เหลือ \d+ ข้อ/)).toBeVisible();
	});

	await test.step('three products with three pictures each, and their prices', async () => {
		for (const [i, added] of [null, ...ADDED].entries()) {
			await link(marketer, added === null ? good : 'เพิ่มสินค้า')
				.first()
				.click();
			if (added !== null) {
				await marketer.getByLabel('ชื่อสินค้า').fill(added);
				await marketer.getByLabel('ชื่อสินค้า').blur();
			}
			const cloth = marketer.getByRole('radio', { name: 'ผ้า เครื่องแต่งกาย', exact: true });
			await cloth.check({ force: true });
			const pictures = await Promise.all([1, 2, 3].map((n) => phonePhoto(i * 3 + n)));
			await marketer.locator('input[type=file][multiple]').setInputFiles(pictures);
			await expect(marketer.locator('#photos li')).toHaveCount(3);
			await link(marketer, 'กลับ').click();
		}
		await link(marketer, 'แก้ราคา').click();
		for (const [i, one] of [good, ...ADDED].entries()) await setPrice(marketer, one, PRICES[i] ?? '');
		await link(marketer, 'กลับ').click();
		await button(marketer, 'เปิดหน้าร้าน พร้อมสินค้า 3 อย่าง').click();
		await marketer.getByLabel('ชื่อเจ้าของร้านที่ยินยอม').fill('ยายบุญ');
		await button(marketer, 'อ่านให้ฟังแล้ว ตอบว่ายินยอม').click();
		await expect(marketer.getByText('ขึ้นหน้าร้านแล้ว 3 อย่าง')).toBeVisible();
		await sheetIsGone(marketer);
	});

	await test.step('writes the visit', async () => {
		await marketer.getByLabel('บันทึกการเยี่ยม').fill(NOTES);
		await marketer.getByLabel('บันทึกการเยี่ยม').blur();
		await button(marketer, 'จบการเยี่ยม').click();
		await expect(button(marketer, 'กลับไปเยี่ยมต่อ')).toBeVisible();
	});

	await test.step('hands the shop over: text from screen to camera, pictures as a file', async () => {
		await marketer.goto(maker('/handover'));
		await marketer.getByLabel('เจ้าของร้านชื่ออะไร').fill('ยายบุญ');
		await button(marketer, 'ส่งมอบ').click();
		const code = marketer.locator('.qr[data-part]');
		await expect(code).toBeVisible();
		await button(marketer, 'หยุดวน').click();
		const camera = await holdCamera(seller);
		await seller.goto(`${server.origin}/sell`);
		await link(seller, 'รับร้านจากจอเครื่องอื่น').click();
		await button(seller, 'เปิดกล้อง').click();
		const all = Number(await code.getAttribute('data-all'));
		for (let part = 1; part <= all; part++) {
			await camera.show(code);
			const done = part === all ? /อยู่ในเครื่องนี้แล้ว/ : `ได้แล้ว ${part} จาก ${all} ส่วน`;
			await expect(seller.getByText(done).first()).toBeVisible();
			await button(marketer, 'ส่วนถัดไป').click();
		}
		await button(seller, 'เข้าร้านของฉัน').click();
		const download = marketer.waitForEvent('download');
		await button(marketer, 'ให้ไฟล์รูป').click();
		const file = path(freeFolder(), (await download).suggestedFilename());
		await (await download).saveAs(file);
		await seller.goto(`${server.origin}/sell/shop`);
		await seller.getByText('ไฟล์กู้ข้อมูล', { exact: true }).click();
		await seller.locator('input[type=file][accept]').last().setInputFiles(file);
		await button(seller, 'รับไว้').click();
		await expect.poll(async () => (await rowsOf(seller, 'uploads')).length).toBe(18);
	});

	await test.step('both go on', async () => {
		await seller.goto(`${server.origin}/sell/prices`);
		await expect(priced(seller, good)).toContainText('250');
		await setPrice(seller, good, '260');
		await marketer.goto(maker('/prices'));
		await setPrice(marketer, good, '270');
		await setPrice(marketer, ADDED[1] ?? '', '50');
	});

	await test.step('both come back: the shop is open, and all of it is there once', async () => {
		server = await server.again();
		await seller.context().setOffline(false);
		await seller.goto(`${server.origin}/sell`);
		await expect.poll(async () => (await rowsOf(seller, 'queue')).length, { timeout: 30_000 }).toBe(0);
		await marketer.context().setOffline(false);
		await marketer.goto(`${server.origin}/field`);
		for (const page of [seller, marketer])
			for (const table of ['queue', 'uploads'])
				await expect.poll(() => rowsOf(page, table), { timeout: 60_000 }).toEqual([]);
		const page = await (await fetch(`${server.origin}/s/${shop}`)).text();
		for (const one of [good, ...ADDED]) expect(page).toContain(one);
		const photos = office<{ hash: string }>(
			server,
			`select fields->>'full' as hash from record where space = ? and kind = 'photo' and removed is null`,
			`c.${shop}`,
		);
		expect(new Set(photos.map(({ hash }) => hash)).size).toBe(9);
		const files = new Set(
			office<{ hash: string }>(server, 'select hash from photo_file').map(({ hash }) => hash),
		);
		expect(photos.every(({ hash }) => files.has(hash))).toBe(true);
		expect(
			office(server, `select key from record where space = ? and kind = 'product'`, `c.${shop}`),
		).toHaveLength(3);
		const [visit] = office<{ notes: string }>(
			server,
			`select fields->>'notes' as notes from record where kind = 'visit'`,
		);
		expect(visit?.notes).toBe(NOTES);
	});

	await test.step('two set one price: the owner is asked, and answers', async () => {
		const asked = seller.locator('header').getByRole('button', { name: 'ต้องดู 1' });
		await button(seller, /ถึงสำนักงานแล้ว|ต้องดู/)
			.first()
			.click();
		await button(seller, 'ลองตอนนี้').click();
		await seller.keyboard.press('Escape');
		await sheetIsGone(seller);
		await expect(asked).toBeVisible();
		await seller.goto(`${server.origin}/sell/question/product/${product}/price`);
		await expect(seller.getByText('270').first()).toBeVisible();
		await button(seller, 'ใช้อันนี้').first().click();
		await reached(seller);
		await expect
			.poll(() =>
				office<{ price: number }>(
					server,
					`select fields->'price'->>'satang' as price from record where key = ? and kind = 'product'`,
					product,
				).map(({ price }) => Number(price)),
			)
			.toEqual([26_000]);
		expect(office(server, `select key from record where kind = 'question' and removed is null`)).toEqual([]);
		await expect.poll(async () => (await rowsOf(seller, 'queue')).length).toBe(0);
	});
	await Promise.all([marketer, seller].map((page) => page.context().close()));
	await server.stop();
});
