import { expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { LINK_VALID } from '../../src/lib/domain/invitation.ts';
import { faultsInBoth, overflow, SCHEMES } from '../support/axe.ts';
import { linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { scanned } from '../support/qr.ts';
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
} from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';

/** A marketer hands a shop over where no phone has a signal; later both agree with the office. */

const SHOP = 'shop-of-boon';
const LONG = 'กลุ่มวิสาหกิจชุมชนแม่บ้านเกษตรกรทอเสื่อกกและแปรรูปผลิตภัณฑ์จากกกบ้านหนองบัวสามัคคีพัฒนา หมู่ที่ 14';
const FAI = 'น้องฝ้าย บุญญาธิการเลิศวิไลลักษณ์กุลชัย';
const BOON = 'คุณยายบุญมาก ทองประเสริฐศรีสวัสดิ์วัฒนากุลชัย';
const SCREEN = { width: 360, height: 640 };

let server: RunningServer;
let marketer: Page;
let seller: Page;

const phone = async (browser: Browser, options: BrowserContextOptions = {}) =>
	(await browser.newContext({ viewport: SCREEN, ...options })).newPage();
const isWell = async (page: Page, name: string) => {
	for (const colorScheme of [...SCHEMES].reverse()) {
		await page.emulateMedia({ colorScheme });
		await shot(page, { path: `test-results/handover-${name}-${colorScheme}.png`, fullPage: true });
	}
	// Soft: one run tells what is wrong with every screen.
	expect.soft(await faultsInBoth(page), name).toEqual([]);
	expect.soft(await overflow(page), name).toBe(0);
};
const maker = (rest = '') => `${server.origin}/field/maker/${SHOP}${rest}`;
const shown = async (product: string) => (await fetch(`${server.origin}/s/${SHOP}/p/${product}`)).text();

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
	server = await startServer();
	const price = { satang: 25_000, unit: 'ผืน' };
	const set = { category: 'CRAFT', price, state: 'published' };
	await writeShop(server, SHOP, { ...OPEN_SHOP, nameTh: LONG }, [
		{ kind: 'product', key: 'mat-of-reed', set: { ...set, nameTh: 'เสื่อกกลายขิด' } },
		{ kind: 'product', key: 'hat-of-palm', set: { ...set, nameTh: 'หมวกใบลาน' } },
		{ kind: 'product', key: 'pot-of-clay', set: { ...set, nameTh: 'หม้อดินเผา' } },
	]);
	marketer = await phone(browser);
	const wish = { role: 'marketer', areas: ['30'], shop: null, name: 'คุณสมชาย', validMs: LINK_VALID } as const;
	await join(marketer, await linkFor(server, wish));
	await marketer.getByRole('button', { name: 'พก 1 ราย' }).click();
	await expect(marketer.getByText(/พกไว้แล้ว .*, 1 ราย/)).toBeVisible();
	await fieldInstalled(marketer);
	await marketer.goto(maker('/handover'));
	await expect(marketer.getByRole('button', { name: 'ส่งมอบ' })).toBeEnabled();
	// It opened Tambon once before, and nobody has joined on it.
	seller = await phone(browser);
	await seller.goto(`${server.origin}/sell`);
	await expect(seller.getByText('เครื่องนี้ยังไม่ได้เข้าร่วม')).toBeVisible();
	await installed(seller);
	await kept(seller, 'no-detector');
	await server.stop();
	for (const page of [marketer, seller]) await page.context().setOffline(true);
});
test.afterAll(async () => {
	for (const page of [marketer, seller]) await page?.context().close();
	await server.stop();
});

test('the whole shop passes from screen to camera with no connection on either side', async () => {
	await marketer.goto(maker('/prices'));
	await setPrice(marketer, 'เสื่อกกลายขิด', '280');
	await marketer.goto(maker());
	await marketer.getByRole('link', { name: 'ส่งมอบร้านให้เจ้าของ' }).click();
	await isWell(marketer, 'choose');
	await marketer.getByRole('button', { name: 'ส่งมอบ' }).click();
	await expect(marketer.getByText('ใส่ชื่อเจ้าของร้านก่อน')).toBeVisible();
	await marketer.getByLabel('เจ้าของร้านชื่ออะไร').fill('ยายบุญ');
	await marketer.getByRole('button', { name: 'ส่งมอบ' }).click();
	const code = marketer.locator('.qr[data-part]');
	await expect(code).toBeVisible();
	expect(await rowsOf(marketer, 'queue')).toMatchObject([{ state: 'sent' }]);
	await isWell(marketer, 'series');
	await marketer.getByRole('button', { name: 'หยุดวน' }).click();

	const camera = await holdCamera(seller);
	await seller.goto(`${server.origin}/sell`);
	await seller.getByRole('link', { name: 'รับร้านจากจอเครื่องอื่น' }).click();
	await seller.getByRole('button', { name: 'เปิดกล้อง' }).click();
	const all = Number(await code.getAttribute('data-all'));
	for (let part = 1; part <= all; part++) {
		await camera.show(code);
		const done = part === all ? /อยู่ในเครื่องนี้แล้ว/ : `ได้แล้ว ${part} จาก ${all} ส่วน`;
		await expect(seller.getByText(done).first()).toBeVisible();
		if (part === 1) await isWell(seller, 'reading');
		await marketer.getByRole('button', { name: 'ส่วนถัดไป' }).click();
	}
	// As the marketer wrote it down; hers to say.
	const name = seller.getByLabel('คุณชื่ออะไร');
	await expect(name).toHaveValue('ยายบุญ');
	await name.fill('');
	await seller.getByRole('button', { name: 'เข้าร้านของฉัน' }).click();
	await expect(seller.getByText('ใส่ชื่อของคุณก่อน')).toBeVisible();
	await name.fill(BOON);
	await isWell(seller, 'received');
	await seller.getByRole('button', { name: 'เข้าร้านของฉัน' }).click();
	await expect(seller.getByText('เสื่อกกลายขิด').first()).toBeVisible();
	await seller.goto(`${server.origin}/sell/prices`);
	await expect(priced(seller, 'เสื่อกกลายขิด')).toContainText('280');
});

test('both go on, both come back, and everything is the same at the office', async () => {
	await seller.goto(`${server.origin}/sell/prices`);
	await setPrice(seller, 'เสื่อกกลายขิด', '300');
	await setPrice(seller, 'หมวกใบลาน', '90');
	await marketer.goto(maker('/prices'));
	await setPrice(marketer, 'หม้อดินเผา', '45');
	server = await server.again();
	await seller.context().setOffline(false);
	await reached(seller);
	await marketer.context().setOffline(false);
	await reached(marketer);
	await expect.poll(() => shown('mat-of-reed')).toContain('300');
	await expect.poll(() => shown('hat-of-palm')).toContain('90');
	await expect.poll(() => shown('pot-of-clay')).toContain('45');
	for (const page of [seller, marketer]) {
		expect(await rowsOf(page, 'queue')).toEqual([]);
		const records = await rowsOf(page, 'records');
		expect(records.filter(({ kind }) => kind === 'question')).toEqual([]);
	}
	expect(await rowsOf(seller, 'carried')).toMatchObject([{ state: 'done' }]);
	await marketer.goto(maker('/handover'));
	await expect(marketer.getByText('คำเชิญให้ ยายบุญ')).toBeVisible();
	await expect(marketer.getByText(`${BOON} เข้ามาแล้ว`)).toBeVisible();
	await isWell(marketer, 'came');
});

test('the owner sees what was done in their name, and takes it back with one tap', async () => {
	await seller.goto(`${server.origin}/sell/shop`);
	await seller.getByText('สิ่งที่คนอื่นทำให้ร้านนี้').click();
	const pot = seller.getByRole('listitem').filter({ hasText: 'หม้อดินเผา' });
	await expect(pot).toContainText('ราคา: ฿45');
	await expect(pot).toContainText('คุณสมชาย (นักการตลาดประจำจังหวัด)');
	await pot.scrollIntoViewIfNeeded();
	await isWell(seller, 'others');
	await pot.getByRole('button', { name: /กลับเป็น ฿250/ }).click();
	await expect(pot).toHaveCount(0);
	await reached(seller);
	await expect.poll(() => shown('pot-of-clay')).toContain('250');
});

test('a link that was signed with no connection is kept on the other phone until there is one', async ({
	browser,
}) => {
	await marketer.context().setOffline(true);
	await marketer.goto(maker('/handover'));
	await marketer.getByLabel('เจ้าของร้านชื่ออะไร').fill('น้องฝ้าย หลานยายบุญ');
	await marketer.getByText('ยังไม่เคย หรือไม่แน่ใจ').click();
	await marketer.getByRole('button', { name: 'ส่งมอบ' }).click();
	await expect(marketer.getByRole('img', { name: 'QR คำเชิญเข้าร้าน' })).toBeVisible();
	await isWell(marketer, 'link');
	await marketer.getByRole('img', { name: 'QR คำเชิญเข้าร้าน' }).scrollIntoViewIfNeeded();
	const link = (await scanned(marketer)) ?? '';
	expect(link).toMatch(/\/join#2\.[\w.-]+$/);

	const never = await phone(browser);
	await never.goto(`${server.origin}/join`);
	await installed(never);
	await never.context().setOffline(true);
	await never.goto('about:blank');
	await never.goto(link);
	await expect(never.getByText('เก็บคำเชิญไว้แล้ว พอมีสัญญาณจะไปต่อเอง')).toBeVisible();
	await isWell(never, 'kept');
	// Closed and opened again: it is still there, and goes on by itself.
	await never.goto('about:blank');
	await never.goto(`${server.origin}/sell`);
	await never.getByRole('link', { name: 'ไปต่อด้วยคำเชิญที่เก็บไว้' }).click();
	await expect(never.getByText('เก็บคำเชิญไว้แล้ว พอมีสัญญาณจะไปต่อเอง')).toBeVisible();
	await never.context().setOffline(false);
	expect(never.url()).not.toContain('#');
	const joins = never.getByRole('button', { name: 'เข้าร่วม', exact: true });
	await joins.click();
	await expect(never.getByText('ใส่ชื่อของคุณก่อน')).toBeVisible();
	await never.getByLabel('คุณชื่ออะไร').fill(FAI);
	await expect(never.getByText('ใส่ชื่อของคุณก่อน')).toHaveCount(0);
	await isWell(never, 'own-name');
	// The line goes while it is sent, then the page: what was typed is still there.
	await expect.poll(() => rowsOf(never, 'joins', 'joined')).toMatchObject([{ typed: FAI }]);
	await never.context().setOffline(true);
	await joins.click();
	await expect(never.getByText('ยังติดต่อสำนักงานไม่ได้')).toBeVisible();
	await never.reload();
	await never.context().setOffline(false);
	await expect(never.getByLabel('คุณชื่ออะไร')).toHaveValue(FAI);
	await joins.click();
	await never.waitForURL(/\/sell/);
	await expect(never.getByText('เสื่อกกลายขิด').first()).toBeVisible();
	await marketer.context().setOffline(false);
	await marketer.goto(maker('/handover'));
	await expect(marketer.getByText(/^คำเชิญให้ น้องฝ้าย หลานยายบุญ/)).toBeVisible();
	await expect(marketer.getByText(`${FAI} เข้ามาแล้ว`)).toBeVisible();
	await never.context().close();
});

test('a phone that has nothing to read codes with says so, and goes on once it has it', async ({
	browser,
}) => {
	const page = await phone(browser, { serviceWorkers: 'block' });
	await page.addInitScript(() => void Reflect.deleteProperty(globalThis, 'BarcodeDetector'));
	await page.context().route(/jsqr/, (route) => route.abort());
	await holdCamera(page);
	await page.goto(`${server.origin}/join#receive`);
	await page.getByRole('button', { name: 'เปิดกล้อง' }).click();
	await expect(page.getByText('เครื่องนี้ยังอ่าน QR ไม่ได้')).toBeVisible();
	await isWell(page, 'no-reader');
	await page.context().unroute(/jsqr/);
	await page.getByRole('button', { name: 'ลองใหม่' }).click();
	await expect(page.getByText('ส่อง QR บนจออีกเครื่อง')).toBeVisible();
	await page.context().close();
});
