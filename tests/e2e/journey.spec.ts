import { expect, test, type Page } from '@playwright/test';
import { inviteLink } from '../support/invite.ts';
import { phonePhoto } from '../support/pictures.ts';
import { openPhone } from '../support/phone.ts';
import { sheetIsGone, typePrice } from '../support/seller.ts';
import { freeFolder, startServer } from '../support/server.ts';

const SHOP = 'กลุ่มทอผ้าและแปรรูปอาหารบ้านหนองบัว';
const GOODS = [
	{ name: 'เสื่อกกลายขิดทอมือ ผืนใหญ่', price: '450', category: 'ของใช้ ของตกแต่ง ของที่ระลึก', unit: 'ผืน' },
	{ name: 'น้ำพริกเผาสูตรคุณยาย', price: '59.50', category: 'อาหาร', unit: 'ขวด' },
	{ name: 'ผ้าขาวม้าย้อมคราม', price: '320', category: 'ผ้า เครื่องแต่งกาย', unit: 'ผืน' },
];

/** A row of the price sheet. */
const priced = (page: Page, name: string) =>
	page.getByRole('listitem').getByRole('button', { name: new RegExp(name) });
const chip = (page: Page) => page.locator('header').getByRole('button');

async function join(page: Page, link: string): Promise<void> {
	await page.goto(link);
	await page.getByRole('button', { name: 'เข้าร่วม' }).click();
	await page.waitForURL(/\/sell/);
}

/** Waits until the app's files are on the phone: from then on it opens with no connection. */
async function installed(page: Page): Promise<void> {
	await page.evaluate(() => navigator.serviceWorker.ready);
	await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

async function makeShop(page: Page): Promise<void> {
	await page.getByLabel('ชื่อร้านหรือชื่อกลุ่ม').fill(SHOP);
	await page.getByRole('radio', { name: /กลุ่มผู้ผลิตชุมชน/ }).check({ force: true });
	await page.getByRole('button', { name: 'ต่อไป' }).click();
	await expect(page.getByRole('heading', { name: 'ร้านอยู่ที่ไหน' })).toBeVisible();
	await page.getByRole('button', { name: 'ต่อไป' }).click();
	await page.getByLabel('เบอร์โทร').first().fill('๐๘๑ ๒๓๔ ๕๖๗๘');
	await page.getByRole('button', { name: /ต่อไป|เสร็จ/ }).click();
	await expect(page.getByRole('heading', { name: 'ร้านพร้อมแล้ว' })).toBeVisible();
}

async function addProduct(page: Page, good: (typeof GOODS)[number], seed: number): Promise<void> {
	await page.locator('input[type=file][multiple]').setInputFiles(await phonePhoto(seed));
	await expect(page.locator('#photos li')).toHaveCount(1);
	await page.getByRole('button', { name: 'ตั้งราคา' }).click();
	await page.getByRole('dialog').getByText(good.unit, { exact: true }).click();
	await typePrice(page, good.price);
	await page.getByLabel('ชื่อสินค้า').fill(good.name);
	await page.getByLabel('ชื่อสินค้า').blur();
	await page.getByRole('radio', { name: good.category, exact: true }).check({ force: true });
	await page.getByRole('button', { name: 'ขึ้นหน้าร้าน' }).click();
	await expect(page.getByRole('button', { name: 'พักการขาย' })).toBeVisible();
}

/** One price on the price sheet, by the number pad. */
async function setPrice(page: Page, name: string, price: string): Promise<void> {
	await priced(page, name).click();
	await typePrice(page, price);
}

test('a shop made with no signal, killed twice, reaches the storefront and a second phone', async () => {
	let server = await startServer();
	const { origin } = server;
	const profile = freeFolder();
	const seller = ['--role', 'seller', '--province', 'นครราชสีมา', '--name', 'ยายบุญ'];
	let phone = await openPhone(profile);
	let { page } = phone;

	await test.step('joins, and could be put on the home screen', async () => {
		await join(page, inviteLink(server, ...seller));
		await expect(page.getByRole('heading', { name: 'ร้านชื่ออะไร' })).toBeVisible();
		await installed(page);
		const cdp = await phone.context.newCDPSession(page);
		const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
		expect(installabilityErrors).toEqual([]);
	});

	await test.step('the network is cut: no server, no line', async () => {
		await server.stop();
		await phone.context.setOffline(true);
	});

	await test.step('the shop, three products with photos, five prices', async () => {
		await makeShop(page);
		await page.getByText('เพิ่มสินค้าชิ้นแรก', { exact: true }).click();
		for (const [i, good] of GOODS.entries()) {
			if (i > 0) {
				await page.goto(`${origin}/sell`);
				await page.getByText('เพิ่มสินค้า', { exact: true }).last().click();
			}
			await addProduct(page, good, i + 1);
		}
		await page.goto(`${origin}/sell/prices`);
		for (const price of ['460', '470', '480', '490', '500']) await setPrice(page, 'เสื่อกก', price);
		await expect(priced(page, 'เสื่อกก')).toContainText('฿500');
	});

	await test.step('publishes the shop', async () => {
		await page.goto(`${origin}/sell/shop`);
		await page.getByRole('button', { name: 'เปิดหน้าร้าน' }).click();
		await page
			.getByRole('dialog')
			.getByRole('button', { name: /ยินยอม|เปิดหน้าร้าน/ })
			.click();
		await expect(page.getByText('หน้าร้านเปิดอยู่')).toBeVisible();
	});

	const allThere = async () => {
		await page.goto(`${origin}/sell`);
		for (const { name } of GOODS) await expect(page.getByText(name)).toBeVisible();
		await expect(page.locator('main img')).toHaveCount(3);
		await expect(chip(page)).toContainText('รอสัญญาณ');
		await page.goto(`${origin}/sell/prices`);
		await expect(priced(page, 'เสื่อกก')).toContainText('฿500');
		await expect(priced(page, 'น้ำพริกเผา')).toContainText('฿59.50');
	};

	await test.step('all there after a reload', async () => {
		await page.reload();
		await allThere();
	});

	await test.step('all there after the browser was killed', async () => {
		await phone.kill();
		phone = await openPhone(profile);
		({ page } = phone);
		await phone.context.setOffline(true);
		await allThere();
	});

	await test.step('the line comes back: everything reaches the office', async () => {
		server = await server.again();
		await phone.context.setOffline(false);
		await expect(chip(page)).toContainText('ถึงสำนักงานแล้ว', { timeout: 60_000 });
	});

	const shopKey = await page.evaluate(
		() => (JSON.parse(localStorage.getItem('tambon.accounts') ?? '[]') as { shop: string }[])[0]?.shop ?? '',
	);

	await test.step('a shopper sees it, without JavaScript', async () => {
		const html = async (path: string) => (await fetch(origin + path)).text();
		expect(await html('/province/30')).toContain(SHOP);
		const shop = await html(`/s/${shopKey}`);
		for (const { name } of GOODS) expect(shop).toContain(name);
		expect(shop).toContain('500');
		expect(shop).toContain('tel:+66812345678');
		expect(shop).not.toContain('<script');
		const photo = /\/photos\/[0-9a-f]{64}/.exec(shop)?.[0] ?? '';
		const file = await fetch(origin + photo);
		expect(file.status).toBe(200);
		expect(Buffer.from(await file.arrayBuffer()).includes('Exif')).toBe(false);
	});

	await test.step('a second phone sees it, and its own edit comes back', async () => {
		const second = await openPhone(freeFolder());
		await join(second.page, inviteLink(server, '--role', 'seller', '--shop', shopKey, '--name', 'หลาน'));
		await expect(second.page.getByText(GOODS[0]?.name ?? '')).toBeVisible();
		await second.page.goto(`${origin}/sell/prices`);
		await setPrice(second.page, 'ผ้าขาวม้า', '350');
		await expect(chip(second.page)).toContainText('ถึงสำนักงานแล้ว');
		await second.kill();

		await chip(page).click();
		await page.getByRole('button', { name: 'ลองตอนนี้' }).click();
		await page.keyboard.press('Escape');
		await sheetIsGone(page);
		await page.goto(`${origin}/sell/prices`);
		await expect(priced(page, 'ผ้าขาวม้า')).toContainText('฿350');
	});

	await phone.kill();
	await server.stop();
});
