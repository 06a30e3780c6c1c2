// All that a seller can say of a product, said with no connection, by touch: kept, and what a quick thumb says as well.
import { expect, test, type Page } from '@playwright/test';
import { linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { installed, join, reached, shownOf } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';
import { pressAtOnce } from '../support/thumb.ts';

const SHOP = 'shop-of-boon';
const PASTE = 'น้ำพริกตาแดงปลาย่าง';

let server: RunningServer;
let page: Page;

test.beforeEach(async ({ browser }) => {
	server = await startServer();
	const set = {
		nameTh: PASTE,
		category: 'FOOD',
		price: { satang: 6_500, unit: 'กระปุก' },
		state: 'published',
	};
	await writeShop(server, SHOP, OPEN_SHOP, [{ kind: 'product', key: 'paste', set }]);
	page = await (await browser.newContext({ hasTouch: true, isMobile: true })).newPage();
	await join(page, await linkFor(server, { shop: SHOP }));
	await reached(page);
	await installed(page);
	await page.context().setOffline(true);
	await open();
});
test.afterEach(async () => {
	await page.context().close();
	await server.stop();
});

const open = () => page.goto(`${server.origin}/sell/product/paste`);
const ask = (question: string) => page.locator('summary').filter({ hasText: question }).tap();
const choose = (way: string) => page.locator('label').filter({ hasText: way }).tap();
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

const stored = () => shownOf(page, 'product');

test('a number that is being typed is kept when the next standard is tapped', async () => {
	await ask('มีมาตรฐานอะไร');
	await button('อย.').tap();
	await page.getByLabel('เลขที่ อย.').fill('10-1-12345-6-0001');
	await button('มผช.').tap();
	await expect(page.getByLabel('เลขที่ มผช.')).toBeVisible();
	await expect
		.poll(async () => (await stored())['standards'])
		.toEqual([
			{ type: 'อย.', number: '10-1-12345-6-0001', expires: null },
			{ type: 'มผช.', number: '', expires: null },
		]);
	await expect(page.getByLabel('เลขที่ อย.')).toHaveValue('10-1-12345-6-0001');
	await shot(page, { path: 'test-results/product-standards.png' });

	await page.getByLabel('เลขที่ มผช.').fill('35/2546');
	await button('ลบ อย.').tap();
	await expect
		.poll(async () => (await stored())['standards'])
		.toEqual([{ type: 'มผช.', number: '35/2546', expires: null }]);
});

test('months that are tapped one upon another are all kept', async () => {
	await ask('มีขายเดือนไหน');
	await expect(button('ม.ค.')).toBeVisible();
	await pressAtOnce(page, ['ม.ค.', 'มี.ค.', 'ธ.ค.']);
	await expect.poll(async () => (await stored())['season']).toEqual([1, 3, 12]);
	await pressAtOnce(page, ['มี.ค.', 'เม.ย.']);
	await expect.poll(async () => (await stored())['season']).toEqual([1, 4, 12]);
	await expect(button('เม.ย.')).toHaveAttribute('aria-pressed', 'true');
});

test('everything that can be said of it is said offline, survives a kill, and is on the storefront later', async () => {
	const type = async (label: string, text: string) => {
		await page.getByLabel(label, { exact: true }).fill(text);
		await page.getByLabel(label, { exact: true }).blur();
	};
	await ask('เรื่องเล่าของสินค้านี้');
	await type('เรื่องเล่า', 'ย่าสอนมา ตำมือทุกครก');
	await ask('มีกี่ชิ้น');
	await choose('นับจำนวน');
	await type('จำนวนที่มี', '๒๔');
	await ask('ทำจากอะไร');
	await type('ทำจากอะไร', 'ปลาย่าง พริกแห้ง กระเทียม');
	await ask('ขนาดและน้ำหนัก');
	await type('ขนาด', 'กระปุก 4 ออนซ์');
	await type('น้ำหนัก', '120');
	await ask('เก็บได้นานแค่ไหน');
	await type('เก็บได้', '90');
	await ask('ขายส่งไหม');
	await page.getByLabel('ราคาขายส่ง').fill('50');
	await page.getByLabel('สั่งอย่างน้อย').fill('12');
	await page.getByLabel('สั่งอย่างน้อย').blur();
	await ask('ได้กี่ดาว');
	await button('4 ดาว').tap();
	await type('ปีที่ได้ (พ.ศ.)', '2567');
	await ask('อยู่กลุ่มไหน');
	await choose('B อนุรักษ์ สร้างคุณค่า');
	await ask('ภาษาอังกฤษ');
	await type('ชื่อภาษาอังกฤษ', 'Grilled fish chilli paste');
	const said = {
		...{ stock: 24, materials: 'ปลาย่าง พริกแห้ง กระเทียม', size: 'กระปุก 4 ออนซ์', weightG: 120 },
		...{ shelfLifeDays: 90, wholesale: { satang: 5_000, min: 12 }, stars: { count: 4, year: 2567 } },
		...{ quadrant: 'B', nameEn: 'Grilled fish chilli paste' },
	};
	await expect.poll(stored).toMatchObject(said);

	await test.step('made to order takes the place of a count', async () => {
		await choose('ทำตามสั่ง');
		await type('ใช้เวลาทำ', '3');
		await expect.poll(stored).toMatchObject({ stock: null, madeInDays: 3 });
	});

	await test.step('a number that is none is told, kept as typed, and changes nothing', async () => {
		await type('เก็บได้', 'สามเดือน');
		await expect(page.getByText('ใส่เป็นตัวเลขจำนวนเต็ม เช่น 30')).toBeVisible();
		expect(await stored()).toMatchObject({ shelfLifeDays: 90 });
		await open();
		// What stands open after a kill is what was not finished.
		await expect(page.getByLabel('เก็บได้', { exact: true })).toHaveValue('สามเดือน');
		await type('เก็บได้', '60');
		await expect.poll(stored).toMatchObject({ ...said, stock: null, madeInDays: 3, shelfLifeDays: 60 });
		await shot(page, { path: 'test-results/product-editor.png', fullPage: true });
	});

	await test.step('paused, shoppers lose sight of it; shown again, they see all of it', async () => {
		const shown = async () => (await fetch(`${server.origin}/s/${SHOP}/p/paste`)).status;
		await button('พักการขาย').tap();
		await expect(page.getByText('พักไว้แล้ว')).toBeVisible();
		await page.context().setOffline(false);
		await page.goto(`${server.origin}/sell`);
		await reached(page);
		await expect.poll(shown).toBe(404);
		await open();
		await button('ขึ้นหน้าร้านอีกครั้ง').tap();
		await expect(page.getByText('ขึ้นหน้าร้านแล้ว ลูกค้าจะเห็นเมื่อถึงสำนักงาน')).toBeVisible();
		await page.goto(`${server.origin}/sell`);
		await reached(page);
		await expect.poll(shown).toBe(200);
		const html = await (await fetch(`${server.origin}/s/${SHOP}/p/paste`)).text();
		for (const words of ['ย่าสอนมา ตำมือทุกครก', 'ปลาย่าง พริกแห้ง กระเทียม', 'กระปุก 4 ออนซ์', '฿50'])
			expect(html.replaceAll(/<[^>]*>/g, '')).toContain(words);
	});
});
