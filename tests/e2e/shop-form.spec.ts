// The shop's own page, filled in by touch with no connection: kept, and what a quick thumb says as well.
import { expect, test, type Page } from '@playwright/test';
import { linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { installed, join, reached, shownOf } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';
import { pressAtOnce } from '../support/thumb.ts';

const SHOP = 'shop-of-boon';

let server: RunningServer;
let page: Page;

test.beforeEach(async ({ browser }) => {
	server = await startServer();
	const phones = ['0812345678', '0898765432'];
	await writeShop(server, SHOP, { ...OPEN_SHOP, phones, consent: { by: 'ยายบุญ' } }, []);
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

const open = () => page.goto(`${server.origin}/sell/shop`);
const ask = (question: string) => page.locator('summary').filter({ hasText: question }).tap();
const stored = () => shownOf(page, 'shop');
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('a number that is being typed is kept when another is taken off, and taking off is undone', async () => {
	await ask('ทางติดต่อ');
	await page.getByLabel('เพิ่มเบอร์โทร').fill('๐๔๔ ๒๑๑ ๒๒๒');
	await button('ลบ 081-234-5678').tap();
	await expect.poll(async () => (await stored())['phones']).toEqual(['0898765432', '044211222']);
	await button('เลิกทำ').tap();
	await expect
		.poll(async () => (await stored())['phones'])
		.toEqual(['0812345678', '0898765432', '044211222']);
	await shot(page, { path: 'test-results/shop-form-phones.png' });
});

test('ways of delivery that are switched one upon another are all kept', async () => {
	await ask('ลูกค้ารับของอย่างไร');
	await expect(page.getByLabel('มารับที่ร้าน')).toBeVisible();
	await pressAtOnce(page, ['ส่งไปรษณีย์ไทย', 'มารับที่ร้าน', 'ไปส่งแถวบ้าน']);
	await expect.poll(async () => (await stored())['delivery']).toEqual(['post', 'pickup', 'local']);
	await expect(page.getByLabel('ไปส่งแถวบ้าน')).toBeChecked();
	await shot(page, { path: 'test-results/shop-form-delivery.png' });
});

test('an address is chosen and typed offline, and shoppers read it later', async () => {
	await ask('ที่อยู่');
	await page.getByRole('button', { name: /^อำเภอ/ }).tap();
	await page.getByRole('dialog').getByRole('searchbox').fill('โชคชัย');
	await page.getByRole('dialog').getByRole('button', { name: 'โชคชัย', exact: true }).tap();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect.poll(stored).toMatchObject({ address: { province: '30', district: '3007', subdistrict: '' } });

	// Both lines are left within one moment: neither is made of what the screen still shows.
	await page.getByLabel('บ้านเลขที่ หมู่ ถนน').fill('45 หมู่ 3 บ้านหนองบัว');
	await page.getByLabel('รหัสไปรษณีย์').fill('30190');
	await page.getByLabel('รหัสไปรษณีย์').blur();
	await expect
		.poll(stored)
		.toMatchObject({ address: { line: '45 หมู่ 3 บ้านหนองบัว', postcode: '30190', district: '3007' } });
	await shot(page, { path: 'test-results/shop-form-address.png' });

	await ask('รับเงินด้วยพร้อมเพย์');
	await page.getByLabel('พร้อมเพย์', { exact: false }).last().fill('044211222');
	await page.getByLabel('พร้อมเพย์', { exact: false }).last().blur();
	await expect(page.getByText('จำนวนตัวเลขไม่ตรง')).toBeVisible();
	expect((await stored())['promptpay']).toBeUndefined();
	await page.getByLabel('พร้อมเพย์', { exact: false }).last().fill('081-234-5678');
	await page.getByLabel('พร้อมเพย์', { exact: false }).last().blur();
	await expect.poll(stored).toMatchObject({ promptpay: '0812345678' });

	await page.context().setOffline(false);
	await page.goto(`${server.origin}/sell`);
	await reached(page);
	const html = await (await fetch(`${server.origin}/s/${SHOP}`)).text();
	expect(html).toContain('โชคชัย');
	expect(html).not.toContain('45 หมู่ 3');
});

test('the shop is paused and opened again, and its place is taken from the phone and given up', async () => {
	const shown = async () => (await fetch(`${server.origin}/s/${SHOP}`)).status;
	const online = async () => {
		await page.context().setOffline(false);
		await page.goto(`${server.origin}/sell`);
		await reached(page);
	};
	await button('พักหน้าร้าน').tap();
	await expect(page.getByText('พักหน้าร้านแล้ว')).toBeVisible();
	await expect(page.getByText('ลูกค้ายังไม่เห็นร้าน')).toBeVisible();
	expect(await shown()).toBe(200);
	await online();
	await expect.poll(shown).toBe(404);

	await page.context().setOffline(true);
	await open();
	await button('เปิดหน้าร้านอีกครั้ง').tap();
	// The owner has agreed to another text than today's: asked again.
	await button('ยินยอม และเปิดหน้าร้าน').tap();
	await expect(page.getByText('เปิดหน้าร้านแล้ว')).toBeVisible();
	await page.context().grantPermissions(['geolocation']);
	await page.context().setGeolocation({ latitude: 14.97, longitude: 102.1, accuracy: 12 });
	await ask('ที่อยู่');
	await button('ใช้จุดที่ฉันอยู่ตอนนี้').tap();
	await expect(page.getByText('มีจุดแล้ว คลาดเคลื่อนราว 12 เมตร')).toBeVisible();
	expect(await stored()).toMatchObject({ place: { lat: 14.97, lng: 102.1, accuracy: 12 } });
	await shot(page, { path: 'test-results/shop-form-place.png' });
	await button('ลบจุด').tap();
	await expect(page.getByText('ลบจุดบนแผนที่แล้ว')).toBeVisible();
	await button('เลิกทำ').tap();
	await expect(page.getByText('มีจุดแล้ว คลาดเคลื่อนราว 12 เมตร')).toBeVisible();
	await online();
	await expect.poll(shown).toBe(200);
});
