import Database from 'better-sqlite3';
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { overflow } from '../support/axe.ts';
import { linkFor, writeShop } from '../support/office.ts';
import { largePhoto, phonePhoto, turnedPhoto } from '../support/pictures.ts';
import { chip, join, priced, reached, rowsOf, sheetIsGone } from '../support/seller.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';
import { workbook } from '../support/workbook.ts';

const SHOP = 'shop-of-boon';
const MAT = 'เสื่อกกทอมือ';

test.describe.configure({ timeout: 90_000 });

let server: RunningServer;
/** The seller's phone, the same for all tests here. */
let page: Page;

// Nothing here opens without a connection: no phone fetches the whole app first.
test.use({ serviceWorkers: 'block' });
test.beforeAll(async ({ browser }) => {
	server = await startServer();
	const fields = {
		nameTh: 'กลุ่มทอเสื่อบ้านหนองบัว',
		producerType: 'GROUP',
		address: { province: '30', district: '3001', subdistrict: '', postcode: '30000', line: '' },
		phones: ['0812345678'],
		state: 'published',
	};
	const mat = { nameTh: MAT, category: 'CRAFT', price: { satang: 45_000, unit: 'ผืน' }, state: 'published' };
	const basket = {
		nameTh: 'ตะกร้าหวาย',
		category: 'CRAFT',
		price: { satang: 9_900, unit: 'ใบ' },
		state: 'draft',
	};
	await writeShop(server, SHOP, fields, [
		{ kind: 'product', key: 'mat-of-reed', set: mat },
		{ kind: 'product', key: 'basket-01', set: basket },
	]);
	page = await phone(browser, 'ยายบุญ');
});
test.afterAll(() => server.stop());

async function phone(browser: Browser, name: string): Promise<Page> {
	const context = await browser.newContext();
	await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
	context.setDefaultTimeout(20_000);
	const opened = await context.newPage();
	await join(opened, await linkFor(server, { shop: SHOP, name }));
	await reached(opened);
	return opened;
}

async function paste(text: string): Promise<void> {
	await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
	await page.keyboard.press('Control+v');
}

const product = async (key: string) =>
	(await rowsOf(page, 'records')).find((row) => row['kind'] === 'product' && row['key'] === key);
const nothingWaits = async () => {
	expect(await rowsOf(page, 'queue')).toEqual([]);
};

test.describe('a price', () => {
	const openPad = async (): Promise<Locator> => {
		await sheetIsGone(page);
		await page.goto(`${server.origin}/sell/prices`);
		await priced(page, MAT).click();
		const pad = page.getByRole('dialog');
		await expect(pad.getByRole('group')).toBeFocused();
		return pad;
	};

	for (const [text, why] of [
		['1,5 00', 'ช่องว่างหรือลูกน้ำอยู่ผิดที่'],
		['-1', 'ราคาต่ำกว่า 0 ไม่ได้'],
		['1000000000000', 'ราคาเกิน 10 ล้านบาท'],
		['สองร้อย', 'ราคามีแต่ตัวเลข'],
		['99.555', 'สตางค์มีได้สองตัว'],
		['0', 'ราคา 0 บาทขึ้นหน้าร้านไม่ได้'],
	] as const) {
		test(`of ${text} is refused in words, and stays on the screen, also after a reload`, async () => {
			const pad = await openPad();
			await paste(text);
			await expect(pad.locator('output')).toContainText(text);
			await pad.getByRole('button', { name: 'เสร็จ' }).click();
			await expect(pad.getByRole('alert')).toContainText(why);
			await expect(pad.locator('output')).toContainText(text);

			await page.reload();
			await priced(page, MAT).click();
			await expect(pad.locator('output')).toContainText(text);
			await expect(pad).toContainText('พิมพ์ค้างไว้ เดิม ฿450');
			expect(await product('mat-of-reed')).toMatchObject({
				fields: { price: { satang: 45_000 } },
				pending: {},
			});
			await nothingWaits();
			await pad.getByRole('button', { name: 'ปิด' }).click();
			await expect(page.getByRole('dialog')).toHaveCount(0);
			await expect.poll(() => rowsOf(page, 'drafts')).toEqual([]);
		});
	}

	test('that is erased is no price, and changes nothing', async () => {
		const pad = await openPad();
		for (let i = 0; i < 3; i++) await pad.getByRole('button', { name: 'ลบทีละตัว' }).click();
		await pad.getByRole('button', { name: 'เสร็จ' }).click();
		await expect(pad.getByRole('alert')).toContainText('ยังไม่ได้ใส่ราคา');
		await nothingWaits();
		await pad.getByRole('button', { name: 'ปิด' }).click();
		await expect(priced(page, MAT)).toContainText('฿450');
	});

	test('in Thai digits is read, and reaches the office', async () => {
		const pad = await openPad();
		await paste('๒๕๐');
		await pad.getByRole('button', { name: 'เสร็จ' }).click();
		await expect(page.getByRole('dialog')).toHaveCount(0);
		await expect(priced(page, MAT)).toContainText('฿250');
		await reached(page);
		const shown = await (await fetch(`${server.origin}/s/${SHOP}/p/mat-of-reed`)).text();
		expect(shown).toContain('250');
	});

	test('typed into a field is refused in words as well, and is there after a reload', async () => {
		await page.goto(`${server.origin}/sell/product/mat-of-reed`);
		const fold = page.getByText('ขายส่งไหม');
		await fold.click();
		await page.getByLabel('ราคาขายส่ง').fill('1,5 00');
		await page.getByLabel('สั่งอย่างน้อย').fill('10');
		await page.getByLabel('สั่งอย่างน้อย').blur();
		await expect(page.getByText('มีเว้นวรรคหรือจุลภาคผิดที่')).toBeVisible();
		await expect(page.getByLabel('ราคาขายส่ง')).toHaveValue('1,5 00');
		await page.reload();
		// What was left unfinished is not folded away.
		await expect(page.getByLabel('ราคาขายส่ง')).toBeVisible();
		await expect(page.getByLabel('ราคาขายส่ง')).toHaveValue('1,5 00');
		await expect(page.getByLabel('สั่งอย่างน้อย')).toHaveValue('10');
		await nothingWaits();
		await page.getByLabel('ราคาขายส่ง').fill('๑,๕๐๐');
		await page.getByLabel('ราคาขายส่ง').blur();
		await page.getByLabel('สั่งอย่างน้อย').blur();
		await expect
			.poll(async () => (await product('mat-of-reed'))?.['fields'])
			.toMatchObject({ wholesale: { satang: 150_000, min: 10 } });
	});
});

test.describe('a name of 10,000 letters', () => {
	const LONG = 'เสื่อกกทอมือลายขิด'.repeat(600).slice(0, 10_000);
	for (const [what, address, label] of [
		['a product', '/sell/product/basket-01', 'ชื่อสินค้า'],
		['the shop', '/sell/shop', 'ชื่อร้าน'],
	] as const) {
		test(`for ${what} is told too long, not cut, and is there after a reload`, async () => {
			await page.goto(server.origin + address);
			const field = page.getByLabel(label, { exact: true });
			if (address.endsWith('/shop')) await page.getByText('ชื่อร้านและเรื่องเล่า').click();
			const before = await field.inputValue();
			if (!(await field.isVisible())) await page.getByText('ชื่อร้านและเรื่องเล่า').click();
			await field.fill(LONG);
			await field.blur();
			await expect(page.getByText(/ยาวเกินไป/)).toBeVisible();
			await expect(field).toHaveValue(LONG);
			expect(await overflow(page)).toBe(0);
			await expect.poll(async () => (await rowsOf(page, 'drafts'))[0]?.['text']).toBe(LONG);
			await page.reload();
			await expect(field).toBeVisible();
			await expect(field).toHaveValue(LONG);
			await nothingWaits();
			await reached(page);
			// Going on elsewhere and coming back is no way to lose it either.
			await page.goto(`${server.origin}/sell`);
			await expect(page.getByText(MAT)).toBeVisible();
			await page.goto(server.origin + address);
			await expect(field).toHaveValue(LONG);
			await field.fill(before);
			await field.blur();
			await expect.poll(() => rowsOf(page, 'drafts')).toEqual([]);
		});
	}
});

test.describe('a photo', () => {
	const add = (name: string, mimeType: string, buffer: Buffer) =>
		page.locator('input[type=file][multiple]').setInputFiles({ name, mimeType, buffer });
	const tiles = () => page.locator('#photos > ul > li');

	test('that is broken, empty or no picture is told by its name, and leaves nothing half-written', async () => {
		await page.goto(`${server.origin}/sell/product/basket-01`);
		const { buffer: whole } = await phonePhoto(7);
		const beginning = whole.subarray(0, 500);
		const header = Buffer.concat([whole.subarray(0, 900), Buffer.alloc(20_000)]);
		for (const [name, type, bytes, why] of [
			['ขาด.jpg', 'image/jpeg', beginning, 'รูปนี้เปิดไม่ได้ ไฟล์อาจเสียหาย'],
			['เสีย.jpg', 'image/jpeg', header, 'รูปนี้เปิดไม่ได้ ไฟล์อาจเสียหาย'],
			['ว่าง.jpg', 'image/jpeg', Buffer.alloc(0), 'ไฟล์นี้ว่างเปล่า'],
			['จดหมาย.jpg', 'image/jpeg', Buffer.from('สวัสดีค่ะ '.repeat(100)), 'ไฟล์นี้ไม่ใช่รูป'],
		] as const) {
			await add(name, type, bytes);
			const told = page.getByRole('alert').filter({ hasText: name });
			await expect(told).toContainText(why);
			await expect(tiles()).toHaveCount(0);
		}
		expect((await rowsOf(page, 'records')).filter((row) => row['kind'] === 'photo')).toEqual([]);
		for (const table of ['files', 'uploads', 'queue']) expect(await rowsOf(page, table), table).toEqual([]);
	});

	test('of 30 megapixels is made small, and a broken one beside it does not take it along', async () => {
		await page.goto(`${server.origin}/sell/product/basket-01`);
		await page.locator('input[type=file][multiple]').setInputFiles([
			{ name: 'ใหญ่.jpg', mimeType: 'image/jpeg', buffer: await largePhoto() },
			{ name: 'ว่าง.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) },
		]);
		await expect(page.getByRole('alert')).toContainText('เพิ่มรูปไม่ได้ 1 รูป');
		await expect(tiles()).toHaveCount(1, { timeout: 60_000 });
		const photos = (await rowsOf(page, 'records')).filter((row) => row['kind'] === 'photo');
		expect(photos).toHaveLength(1);
		const set = { ...(photos[0]?.['fields'] as object), ...pendingOf(photos[0]) } as Record<string, number>;
		expect([set['width'], set['height']]).toEqual([1_600, 1_175]);
		await reached(page);
		await expect.poll(() => rowsOf(page, 'uploads')).toEqual([]);
	});

	test('is sent upright, without what the camera wrote into it, and a second phone shows it', async ({
		browser,
	}) => {
		const second = await phone(browser, 'หลาน');
		await page.goto(`${server.origin}/sell/product/mat-of-reed`);
		const bytes = await turnedPhoto();
		expect(bytes.includes('Exif')).toBe(true);
		await add('ตะแคง.jpg', 'image/jpeg', bytes);
		await expect(tiles()).toHaveCount(1);
		await reached(page);
		await expect.poll(() => rowsOf(page, 'uploads')).toEqual([]);

		const html = await (await fetch(`${server.origin}/s/${SHOP}/p/mat-of-reed`)).text();
		const shop = await (await fetch(`${server.origin}/s/${SHOP}`)).text();
		const full =
			/<img src="(\/photos\/[0-9a-f]{64})"[^>]*width="900"[^>]*height="1200"/.exec(html)?.[1] ?? '';
		const thumb = /\/photos\/[0-9a-f]{64}/.exec(shop)?.[0] ?? '';
		for (const [address, width, height] of [
			[full, 900, 1_200],
			[thumb, 240, 320],
		] as const) {
			const file = Buffer.from(await (await fetch(server.origin + address)).arrayBuffer());
			for (const mark of ['Exif', 'EXIF', 'GPS', 'Phone', 'http://ns.adobe.com'])
				expect(file.includes(mark), mark).toBe(false);
			const told = await sharp(file).metadata();
			expect([told.width, told.height, told.exif, told.orientation]).toEqual([
				width,
				height,
				undefined,
				undefined,
			]);
			const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
			const colourAt = (x: number, y: number) => {
				const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
				return (data[at] ?? 0) > (data[at + 2] ?? 0) ? 'red' : 'blue';
			};
			expect([colourAt(0.25, 0.1), colourAt(0.25, 0.9), colourAt(0.75, 0.1), colourAt(0.75, 0.9)]).toEqual([
				'blue',
				'blue',
				'red',
				'red',
			]);
		}

		await chip(second).click();
		await second.getByRole('button', { name: 'ลองตอนนี้' }).click();
		await expect(second.getByText('ติดต่อสำนักงานได้แล้ว')).toBeVisible();
		await second.getByRole('dialog').getByRole('button', { name: 'ปิด' }).click();
		const card = second.locator('article').filter({ hasText: MAT });
		await expect
			.poll(() =>
				card.locator('img').evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]),
			)
			.toEqual([240, 320]);
		// And again without the office: the picture is on the phone now.
		await second.context().close();
	});
});

function pendingOf(row: Record<string, unknown> | undefined): Record<string, unknown> {
	const pending = (row?.['pending'] ?? {}) as Record<string, { value: unknown }>;
	return Object.fromEntries(Object.entries(pending).map(([name, { value }]) => [name, value]));
}

test.describe('npm run import', () => {
	const cli = fileURLToPath(new URL('../../src/lib/server/cli/import.ts', import.meta.url));
	const HEADER = 'จังหวัด,ชื่อผู้ผลิต,ชื่อสินค้า,ที่อยู่,เบอร์โทร';
	const ROW = 'นครราชสีมา,กลุ่มทอเสื่อ,เสื่อกก,12 หมู่ 3 ต.ในเมือง อ.เมืองนครราชสีมา,0812345678';

	async function run(name: string, content: string | Uint8Array) {
		const folder = freeFolder();
		const dataDir = path(folder, 'data');
		const file = path(folder, name);
		writeFileSync(file, content);
		const env = { ...process.env, DATA_DIR: dataDir };
		const args = ['--disable-warning=ExperimentalWarning', cli, file];
		return new Promise<{ code: number; said: string; dataDir: string }>((resolve) => {
			const child = execFile(process.execPath, args, { env }, (_, out, err) => {
				resolve({ code: child.exitCode ?? -1, said: out + err, dataDir });
			});
		});
	}

	for (const [what, name, content, th, en] of [
		[
			'a CSV of something else',
			'บัญชี.csv',
			'วันที่,รายการ,จำนวนเงิน\n1 ม.ค.,ข้าวสาร,250\n',
			/ไม่พบหัวตารางที่รู้จัก/,
			/No header is known/,
		],
		[
			'a CSV without provinces',
			'ทะเบียน.csv',
			'ชื่อผู้ผลิต,ชื่อสินค้า\nกลุ่มทอเสื่อ,เสื่อกก\n',
			/ตารางขาดคอลัมน์ จังหวัด/,
			/lacks the column/,
		],
		[
			'a picture',
			'ทะเบียน.csv',
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0, 1, 2, 3]),
			/ไม่ใช่ข้อความแบบ UTF-8/,
			/no UTF-8 text/,
		],
		[
			'a CSV cut in the middle of a quote',
			'ทะเบียน.csv',
			`${HEADER}\n${ROW}\nนครราชสีมา,"กลุ่มทอ`,
			/เปิดไว้แล้วไม่ปิด แถวที่ 3/,
			/never closed in row 3/,
		],
		['an empty file', 'ทะเบียน.csv', '', /ไฟล์ว่างเปล่า/, /The file is empty/],
		[
			'a workbook cut short',
			'ทะเบียน.xlsx',
			workbook([
				['จังหวัด', 'ชื่อผู้ผลิต'],
				['น่าน', 'กลุ่ม'],
			]).slice(0, 600),
			/เปิดไฟล์ Excel นี้ไม่ได้/,
			/cannot be opened/,
		],
	] as const) {
		test(`${what} is refused in both languages with exit 2, and nothing is written`, async () => {
			const { code, said, dataDir } = await run(name, content);
			expect(said).toMatch(th);
			expect(said).toMatch(en);
			expect(said).not.toMatch(/\bat \S+ \(|Error:/);
			expect(code).toBe(2);
			expect(existsSync(dataDir)).toBe(false);
		});
	}

	test('a workbook is read as a CSV is', async () => {
		const rows = [HEADER.split(','), ROW.split(',')];
		for (const [name, content] of [
			['ทะเบียน.xlsx', workbook(rows)],
			// By its contents, not by its name.
			['ทะเบียน.csv', workbook(rows)],
			['ทะเบียน.csv', `\uFEFF${HEADER}\r\n${ROW}\r\n`],
		] as const) {
			const { code, said, dataDir } = await run(name, content);
			expect(code, said).toBe(0);
			const db = new Database(path(dataDir, 'tambon.sqlite'), { readonly: true });
			const makers = db.prepare('select fields from record').all() as { fields: string }[];
			db.close();
			expect(makers.map(({ fields }) => fields).join()).toContain('กลุ่มทอเสื่อ');
			expect(readdirSync(path(dataDir, 'imports'))).toEqual([`${name}.report.csv`]);
		}
	});
});
