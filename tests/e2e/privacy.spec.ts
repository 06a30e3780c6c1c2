import { expect, test, type Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogueOf, ordersOf } from '../../src/lib/domain/access.ts';
import { CONSENT_TEXT } from '../../src/lib/domain/consent.ts';
import { findRecord } from '../../src/lib/server/store/queries/records.ts';
import { writeAs } from '../../src/lib/server/write.ts';
import { faultsInBoth, overflow, SCHEMES } from '../support/axe.ts';
import { inOffice, linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { openPhone } from '../support/phone.ts';
import { join, reached, rowsOf, sheetIsGone } from '../support/seller.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';

/** Consent on the phone, and what the desk does about people's data. */
let server: RunningServer;
// Nothing here opens without a connection: no phone fetches the whole app first.
test.use({ serviceWorkers: 'block' });
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

const SHOP = 'shop-of-mats';
const NAME = 'กลุ่มทอผ้าและแปรรูปอาหารพื้นบ้านวิสาหกิจชุมชนบ้านหนองบัวใหญ่ตะวันตก';
const consentOn = (shop: string) =>
	inOffice(server, (app) =>
		app.store.read(async (tx) => (await findRecord(tx, catalogueOf(shop), 'shop', shop))?.fields['consent']),
	);
const shown = async (page: Page, shop: string) =>
	(await page.request.get(`${server.origin}/s/${shop}`)).status();

/** The screen as it stands, in both themes, with nothing that axe has against it. */
async function look(page: Page, name: string): Promise<void> {
	expect(await faultsInBoth(page)).toEqual([]);
	expect(await overflow(page)).toBe(0);
	for (const scheme of SCHEMES) {
		await page.emulateMedia({ colorScheme: scheme });
		await shot(page, { path: `test-results/privacy-${name}-${scheme}.png` });
	}
	await page.emulateMedia({ colorScheme: 'light' });
}

test('an owner opens the own shop with one tap more, sees what was agreed, and takes it back', async () => {
	const phone = await openPhone(freeFolder());
	const { page } = phone;
	await writeShop(server, SHOP, { ...OPEN_SHOP, nameTh: NAME, state: 'draft' }, []);
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await page.goto(`${server.origin}/sell/shop`);
	await page.getByRole('button', { name: 'เปิดหน้าร้าน' }).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByText('ถอนความยินยอมได้ทุกเมื่อ')).toBeVisible();
	await look(page, 'owner-asked');
	await sheet.getByRole('button', { name: 'ยินยอม และเปิดหน้าร้าน' }).click();
	await expect(page.getByText('ยายบุญ ยินยอมไว้เมื่อ')).toBeVisible();
	await reached(page);
	expect(await shown(page, SHOP)).toBe(200);
	expect(await consentOn(SHOP)).toMatchObject({ text: CONSENT_TEXT, by: 'ยายบุญ', way: 'tapped' });

	await sheetIsGone(page);
	await page.getByRole('button', { name: 'ดูที่ยินยอมไว้ หรือถอน' }).click();
	await expect(sheet.getByText('แตะยินยอมในเครื่อง')).toBeVisible();
	await look(page, 'owner-looks');
	await sheet.getByRole('button', { name: 'ถอนความยินยอม' }).click();
	await expect(page.getByText('ไม่มีความยินยอมของเจ้าของร้าน')).toBeVisible();
	await reached(page);
	expect(await shown(page, SHOP)).toBe(404);
	expect(await consentOn(SHOP)).toBeNull();
	await sheetIsGone(page);
	await look(page, 'withdrawn');
	await phone.kill();
});

const BUYER = {
	name: 'สมหญิงคนลับ',
	phone: '0899999901',
	address: { province: '30', district: '', subdistrict: '', postcode: '', line: '9 หมู่ 4' },
};
const LINES = [{ product: '', name: 'เสื่อกก', satang: 45_000, quantity: 2 }];

/** An order as the office has it. */
const sell = (shop: string, key: string) =>
	inOffice(server, (app) =>
		app.store.write(async (tx) => {
			const set = { lines: LINES, buyer: BUYER, notes: 'ฝากสมหญิงคนลับข้างบ้าน', fulfilment: 'delivered' };
			const space = { id: ordersOf(shop), area: '30', shop };
			await writeAs(tx, 'test', space, [{ kind: 'order', key, set }], app.now());
		}),
	);

/** All that the phone keeps, as text. */
async function onPhone(page: Page): Promise<string> {
	const tables = ['records', 'queue', 'done', 'carried', 'past', 'journal', 'drafts', 'names'];
	const rows = [];
	for (const table of tables) rows.push(await rowsOf(page, table));
	return JSON.stringify(rows);
}

const cli = (name: string, ...args: string[]) => {
	const { dataDir, origin, port } = server;
	const file = fileURLToPath(new URL(`../../src/lib/server/cli/${name}.ts`, import.meta.url));
	const env = { ...process.env, DATA_DIR: dataDir, ORIGIN: origin, PORT: String(port) };
	return spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
		env,
		encoding: 'utf8',
	});
};

test('staff erase a buyer at the desk by any spelling, see counts alone, and the shop’s phone drops them', async ({
	page: desk,
}) => {
	const phone = await openPhone(freeFolder());
	const { page } = phone;
	const shop = 'shop-of-orders';
	await writeShop(server, shop, { ...OPEN_SHOP, nameTh: NAME }, []);
	await sell(shop, 'order-a');
	await join(page, await linkFor(server, { shop, name: 'ยายบุญ' }));
	await expect.poll(() => onPhone(page)).toContain(BUYER.name);

	await join(desk, await linkFor(server, { role: 'staff', name: 'คุณสมชาย' }));
	await desk.goto(`${server.origin}/desk`);
	await desk.getByRole('link', { name: 'ข้อมูลส่วนบุคคล' }).click();
	const ask = desk.getByRole('button', { name: 'ดูว่ามีเท่าไร' });
	await desk.getByLabel('เบอร์โทรของผู้ซื้อ').first().fill('12');
	await ask.click();
	await expect(desk.getByText('ไม่ใช่เบอร์โทร')).toBeVisible();
	await desk.getByLabel('เบอร์โทรของผู้ซื้อ').first().fill('+66 89-999-99๐๑');
	await ask.click();
	await expect(desk.getByText('089-999-9901 มี 1 ออเดอร์ ใน 1 ร้าน')).toBeVisible();
	expect(await desk.content()).not.toContain(BUYER.name);
	await desk.setViewportSize({ width: 360, height: 640 });
	await look(desk, 'desk-preview');
	await shot(desk, { path: 'test-results/privacy-desk-whole.png', fullPage: true });
	await desk.getByRole('button', { name: 'ลบข้อมูลผู้ซื้อคนนี้' }).click();
	await expect(desk.getByRole('alert')).toContainText('ลบข้อมูลของ 089-999-9901 แล้ว: 1 ออเดอร์ ใน 1 ร้าน');

	await page.reload();
	await expect.poll(() => onPhone(page)).not.toContain(BUYER.name);
	const kept = await onPhone(page);
	for (const secret of [BUYER.phone, BUYER.address.line, 'ข้างบ้าน']) expect(kept).not.toContain(secret);
	expect(kept).toContain('เสื่อกก');
	await phone.kill();
});

test('a file of one person is for staff to hand over, and the command line does the same', async ({
	page: desk,
}) => {
	const shop = 'shop-of-files';
	await writeShop(server, shop, { ...OPEN_SHOP, nameTh: NAME }, []);
	await sell(shop, 'order-f');
	await join(desk, await linkFor(server, { role: 'staff', name: 'คุณสมศักดิ์' }));
	await desk.goto(`${server.origin}/desk/people?role=staff`);
	const saved = desk.waitForEvent('download');
	await desk.getByRole('button', { name: 'ไฟล์ข้อมูลของคนนี้' }).first().click();
	const file = JSON.parse(readFileSync(await (await saved).path(), 'utf8')) as { account: { id: string } };
	expect(file.account).toMatchObject({ role: 'staff' });

	const folder = freeFolder();
	const [person, buyer] = [path(folder, 'person.json'), path(folder, 'buyer.json')];
	expect(cli('export-person', '--person', file.account.id, '--out', person)).toMatchObject({ status: 0 });
	expect(JSON.parse(readFileSync(person, 'utf8'))).toMatchObject({ account: file.account });
	expect(cli('export-person', '--buyer', '089 999 9901', '--out', buyer)).toMatchObject({ status: 0 });
	expect(readFileSync(buyer, 'utf8')).toContain(BUYER.name);
	expect(cli('export-person', '--person', 'nobody00', '--out', path(folder, 'none.json')).status).toBe(2);
	expect(cli('erase', '--buyer', 'ไม่ใช่เบอร์')).toMatchObject({ status: 2 });
	expect(cli('erase', '--buyer', '089-999-9901', '--count').stdout).toContain('1 orders in 1 shops');
	expect(cli('erase', '--buyer', '๐๘๙ ๙๙๙ ๙๙๐๑')).toMatchObject({ status: 0 });
	expect(cli('erase', '--buyer', '0899999901', '--count').stdout).toContain('0 orders in 0 shops');
});
