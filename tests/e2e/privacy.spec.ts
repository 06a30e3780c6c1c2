import { expect, test, type Page } from '@playwright/test';
import { catalogueOf } from '../../src/lib/domain/access.ts';
import { CONSENT_TEXT } from '../../src/lib/domain/consent.ts';
import { findRecord } from '../../src/lib/server/store/queries/records.ts';
import { faultsInBoth, overflow, SCHEMES } from '../support/axe.ts';
import { inOffice, linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { openPhone } from '../support/phone.ts';
import { join, reached, sheetIsGone } from '../support/seller.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';

/** Consent on the phone, and what the desk does about people's data. */
let server: RunningServer;
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
		await page.screenshot({ path: `test-results/privacy-${name}-${scheme}.png` });
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
