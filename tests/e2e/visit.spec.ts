import { expect, test, type Page } from '@playwright/test';
import { LINK_VALID } from '../../src/lib/domain/invitation.ts';
import { faultsInBoth, overflow, SCHEMES } from '../support/axe.ts';
import { thaiIn } from '../support/language.ts';
import { inOffice, linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { openPhone, SCREEN, type Phone } from '../support/phone.ts';
import { phonePhoto } from '../support/pictures.ts';
import { fieldInstalled, join, priced, rowsOf, setPrice, sheetIsGone } from '../support/seller.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';

/** A marketer's day with no network at all: planned, ordered, made, killed in the middle, and at the office in the end. */

const BOON = 'shop-of-boon';
const CHAN = 'shop-of-chan';
const DAENG = 'shop-of-daeng';
const LONG = 'กลุ่มวิสาหกิจชุมชนแม่บ้านเกษตรกรทอเสื่อกกและแปรรูปผลิตภัณฑ์จากกกบ้านหนองบัวสามัคคีพัฒนา หมู่ที่ 14';
const NOTES = 'ยายบุญขอถุงใส่เสื่อ กับป้ายราคาใหม่';

let server: RunningServer;
let phone: Phone;
let page: Page;
const profile = freeFolder();

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
	server = await startServer();
	const { state: _state, ...shop } = OPEN_SHOP;
	const at = (lat: number) => ({ lat, lng: 102.1, accuracy: null });
	const good = (key: string, nameTh: string) => {
		return { kind: 'product', key, set: { nameTh, category: 'CRAFT', categoryGuess: true, state: 'draft' } };
	};
	const goods = [
		good('mat-of-reed', 'เสื่อกกลายขิด'),
		good('hat-of-palm', 'หมวกใบลาน'),
		good('bag-of-reed', 'กระเป๋ากก'),
	];
	// As an import of the register leaves a maker.
	await writeShop(server, BOON, { ...shop, nameTh: LONG, state: 'draft', place: at(14.97) }, goods);
	await writeShop(server, CHAN, { ...shop, nameTh: 'น้ำพริกแม่จันทร์', state: 'draft', place: at(15.3) }, []);
	await writeShop(server, DAENG, { ...shop, nameTh: 'จักสานป้าแดง', state: 'draft', place: at(15) }, []);
	phone = await openPhone(profile);
	({ page } = phone);
});
test.afterAll(async () => {
	await phone.kill();
	await server.stop();
});

/** After a kill, with no network. */
async function reopened() {
	phone = await openPhone(profile);
	({ page } = phone);
	await phone.context.setOffline(true);
	await page.goto(`${server.origin}/field`);
}
const look = async (name: string) => {
	for (const colorScheme of [...SCHEMES].reverse()) {
		await page.emulateMedia({ colorScheme });
		await shot(page, { path: `test-results/visit-${name}-${colorScheme}.png`, fullPage: true });
	}
};
const isWell = async (name: string) => {
	await look(name);
	// Soft: one run tells what is wrong with every screen.
	expect.soft(await faultsInBoth(page), name).toEqual([]);
	expect.soft(await overflow(page), name).toBe(0);
};
const button = (name: string | RegExp) => page.getByRole('button', { name });
const link = (name: string | RegExp) => page.getByRole('link', { name });
const planned = () => page.locator('ol > li');
const visits = async () =>
	(await rowsOf(page, 'records'))
		.filter(({ kind }) => kind === 'visit')
		.map((row) => {
			const pending = Object.entries((row['pending'] ?? {}) as Record<string, { value: unknown }>);
			return {
				...(row['fields'] as object),
				...Object.fromEntries(pending.map(([field, { value }]) => [field, value])),
			};
		}) as Record<string, unknown>[];
const visitTo = async (shop: string) => (await visits()).find((visit) => visit['shop'] === shop);

test('plans a day where there is no signal, orders it, and takes back what was a mistake', async () => {
	const wish = { role: 'marketer', areas: ['30'], shop: null, name: 'คุณสมชาย', validMs: LINK_VALID } as const;
	await join(page, await linkFor(server, wish));
	await button('พก 3 ราย').click();
	await expect(page.getByText(/พกไว้แล้ว .*, 3 ราย/)).toBeVisible();
	await fieldInstalled(page);
	await phone.context.grantPermissions(['geolocation'], { origin: server.origin });
	await phone.context.setGeolocation({ latitude: 14.9, longitude: 102.1, accuracy: 9 });
	await server.stop();
	await phone.context.setOffline(true);
	await page.reload();
	await expect(page.getByText('ยังไม่มีร้านในแผนของวันนี้')).toBeVisible();

	await page.getByText('ร้านที่ควรไป', { exact: true }).click();
	await expect(page.getByText('ราคายังไม่ครบ · ยังไม่มีรูป · ยังไม่เปิดหน้าร้าน')).toHaveCount(3);
	await isWell('suggested');
	await button('ใส่ในแผน: น้ำพริกแม่จันทร์').click();
	await expect(planned()).toHaveCount(1);
	await page.getByText('ร้านที่ควรไป', { exact: true }).click();
	await button('เลือกจากรายชื่อ').click();
	await look('choosing');
	await button(/ใส่ในแผน: กลุ่มวิสาหกิจ/).click();
	await expect(planned()).toHaveCount(2);
	await button('เลือกเสร็จแล้ว').click();
	await link(/จักสานป้าแดง/).click();
	await button('ใส่ในแผนวันนี้').click();
	await expect(page.getByText(/อยู่ในแผนของวันนี้/)).toBeVisible();
	await look('maker');
	await page.goto(`${server.origin}/field`);
	await expect(planned()).toHaveCount(3);

	await button('จัดลำดับ').click();
	await expect(planned().first()).toContainText('แม่จันทร์');
	await button('เรียงตามทาง ร้านใกล้ก่อน').click();
	const order = (...names: string[]) =>
		expect(planned().locator('.name')).toHaveText(names.map((name) => new RegExp(name)));
	await order('กลุ่มวิสาหกิจ', 'จักสาน', 'น้ำพริก');
	await isWell('arranged');
	await button('เลื่อน น้ำพริกแม่จันทร์ ขึ้น').click();
	await order('กลุ่มวิสาหกิจ', 'น้ำพริก', 'จักสาน');
	const handle = planned().nth(2).locator('.handle');
	await handle.scrollIntoViewIfNeeded();
	const from = (await handle.boundingBox()) ?? { x: 0, y: 0 };
	await page.mouse.move(from.x + 20, from.y + 20);
	await page.mouse.down();
	await page.mouse.move(from.x + 20, from.y - 60, { steps: 4 });
	await page.mouse.move(from.x + 20, from.y - 110, { steps: 4 });
	await page.mouse.up();
	await order('กลุ่มวิสาหกิจ', 'จักสาน', 'น้ำพริก');
	await button('เอา น้ำพริกแม่จันทร์ ออกจากแผน').click();
	await expect(planned()).toHaveCount(2);
	await button('เอากลับ').click();
	await expect(planned()).toHaveCount(3);
	await button('วันถัดไป').click();
	await expect(planned()).toHaveCount(0);
	await button('วันก่อนหน้า').click();
	await expect(planned()).toHaveCount(3);
});

test('from a row of the register to an open shop with three products and nine photos, in few taps', async () => {
	let taps = 0;
	const tap = async (target: ReturnType<typeof button>) => {
		taps += 1;
		await target.click();
	};
	await button('จัดเสร็จแล้ว').click();
	await tap(button(/^เริ่มเยี่ยม/));
	await expect(page.getByText('จดตำแหน่งแล้ว คลาดเคลื่อนได้ 9 เมตร')).toBeVisible();
	await expect(page.getByText('เหลือ 7 ข้อ')).toBeVisible();
	const goods = ['เสื่อกก', 'หมวก', 'กระเป๋า'];
	for (let i = 0; i < goods.length; i++) {
		await tap(link(new RegExp(goods[i] ?? '')));
		// The gallery: one tap opens it, and one burst is picked there.
		taps += 1;
		await page
			.locator('input[type=file][multiple]')
			.setInputFiles(await Promise.all([1, 2, 3].map((n) => phonePhoto(i * 3 + n))));
		await expect(page.locator('#photos li')).toHaveCount(3);
		await tap(link('กลับ'));
	}
	await tap(link('ไปแก้: ราคาของสินค้า'));
	for (const [name, price] of [
		['เสื่อกก', '250'],
		['หมวก', '120'],
		['กระเป๋า', '390'],
	] as const) {
		await setPrice(page, name, price);
		taps += 1 + price.length + 1;
	}
	await expect(priced(page, 'เสื่อกก')).toContainText('250');
	await tap(link('กลับ'));
	await tap(button('เปิดหน้าร้าน พร้อมสินค้า 3 อย่าง'));
	await page.getByLabel('ชื่อเจ้าของร้านที่ยินยอม').fill('ยายบุญ');
	await tap(button('อ่านให้ฟังแล้ว ตอบว่ายินยอม'));
	await expect(page.getByText('ขึ้นหน้าร้านแล้ว 3 อย่าง')).toBeVisible();
	await sheetIsGone(page);
	// Four minutes are eight seconds a tap.
	expect(taps).toBeLessThanOrEqual(30);
	await expect(page.getByText('เหลือ 4 ข้อ')).toBeVisible();
	await isWell('ready');
});

test('writes the visit, is killed in the middle, and goes on', async () => {
	await page.getByRole('switch', { name: 'โทรแล้วติด' }).check({ force: true });
	await page.getByRole('switch', { name: 'ถามแล้ว ไม่มีใบรับรอง' }).check({ force: true });
	await expect(page.getByText('เหลือ 2 ข้อ')).toBeVisible();
	await page.locator('input[type=file][multiple]').setInputFiles(await phonePhoto(77));
	await expect(page.locator('#photos li')).toHaveCount(1);
	await page.getByLabel('บันทึกการเยี่ยม').fill(NOTES);
	await expect.poll(async () => (await rowsOf(page, 'drafts')).map(({ text }) => text)).toContain(NOTES);
	await phone.kill();
	await reopened();
	await expect(page.getByText('กำลังเยี่ยม').first()).toBeVisible();
	await look('under-way');
	await link('เยี่ยมต่อ').click();
	await expect(page.getByLabel('บันทึกการเยี่ยม')).toHaveValue(NOTES);
	await expect(page.getByText('เหลือ 2 ข้อ')).toBeVisible();
	await expect(page.locator('#photos li')).toHaveCount(1);
	await page.getByLabel('บันทึกการเยี่ยม').focus();
	await page.getByLabel('ไปอีกวันไหน').fill('2030-01-31');
	await page.getByLabel('ครั้งหน้าจะไปทำอะไร').fill('ถ่ายรูปเสื่อผืนใหญ่');
	await page.getByLabel('ครั้งหน้าจะไปทำอะไร').blur();
	await isWell('written');
	await button('จบการเยี่ยม').click();
	await expect(button('กลับไปเยี่ยมต่อ')).toBeVisible();
	await button('เลิกทำ').click();
	await expect(button('จบการเยี่ยม')).toBeVisible();
	await button('จบการเยี่ยม').click();
	await expect(button('กลับไปเยี่ยมต่อ')).toBeVisible();
	expect(await visitTo(BOON)).toMatchObject({
		...{ notes: NOTES, nextOn: '2030-01-31', nextTask: 'ถ่ายรูปเสื่อผืนใหญ่' },
		...{ place: { lat: 14.9, lng: 102.1, accuracy: 9 }, ticked: ['contact', 'standards'] },
	});
	await page.goto(`${server.origin}/field/maker/${BOON}`);
	await page.getByText('เยี่ยมมาแล้ว 1 ครั้ง').click();
	await expect(page.getByText('ตอนนั้นยังขาด: เรื่องเล่าของร้าน, พร้อมเพย์')).toBeVisible();
	await isWell('past');
});

test('goes on without a place where the phone does not tell it', async () => {
	await phone.context.clearPermissions();
	await page.goto(`${server.origin}/field`);
	await expect(page.getByText('เยี่ยมแล้ว 1 จาก 3 ร้าน')).toBeVisible();
	await button(/^เริ่มเยี่ยม/).click();
	await expect(page.getByText('เครื่องนี้ไม่ให้แอปรู้ตำแหน่ง')).toBeVisible();
	await isWell('no-place');
	await button('ยังไม่ได้เริ่มจริง').click();
	await expect(button('เริ่มเยี่ยม')).toBeVisible();
});

test('is at the office once the network is back: the desk sees it, a colleague too, the shop’s people never', async ({
	browser,
}) => {
	server = await server.again();
	await phone.context.setOffline(false);
	await page.goto(`${server.origin}/field`);
	await expect.poll(async () => (await rowsOf(page, 'queue')).length, { timeout: 30_000 }).toBe(0);
	await expect.poll(async () => (await rowsOf(page, 'uploads')).length, { timeout: 30_000 }).toBe(0);
	const kept = await inOffice(server, (app) =>
		app.store.read(({ db }) => db.selectFrom('record').selectAll().where('space', '=', 'v.30').execute()),
	);
	const own = kept
		.filter(({ kind }) => kind === 'visit')
		.map(({ fields }) => JSON.parse(fields) as Record<string, unknown>);
	expect(own.find(({ shop }) => shop === BOON)).toMatchObject({ notes: NOTES, nextOn: '2030-01-31' });
	expect(own).toHaveLength(3);
	expect((await fetch(`${server.origin}/s/${BOON}`)).status).toBe(200);
	expect(await (await fetch(`${server.origin}/s/${BOON}`)).text()).not.toContain(NOTES);

	const [colleague, seller] = [await browser.newPage({ viewport: SCREEN }), await browser.newPage()];
	await join(seller, await linkFor(server, { shop: BOON, name: 'ยายบุญ' }));
	await expect(seller.getByText('เสื่อกกลายขิด').first()).toBeVisible();
	expect((await rowsOf(seller, 'followed')).map(({ space }) => space)).not.toContain('v.30');
	const wish = { role: 'marketer', areas: ['30'], shop: null, name: 'คุณวิภา' } as const;
	await join(colleague, await linkFor(server, wish));
	await colleague.getByRole('button', { name: 'พก 3 ราย' }).click();
	await expect(colleague.getByText(/พกไว้แล้ว/)).toBeVisible();
	await colleague.goto(`${server.origin}/field/maker/${BOON}`);
	await colleague.getByText('เยี่ยมมาแล้ว 1 ครั้ง').click();
	await expect(colleague.getByText(NOTES)).toBeVisible();
	await colleague.getByRole('link', { name: /เพื่อนร่วมงาน/ }).click();
	await expect(colleague.locator('main img')).toHaveCount(1);
	const staff = await browser.newPage({ viewport: { width: 1_366, height: 768 } });
	await join(staff, await linkFor(server, { role: 'staff', areas: [], name: 'คุณสมใจ' }));
	await staff.goto(`${server.origin}/desk/shop/${BOON}`);
	await expect(staff.getByText(NOTES)).toBeVisible();
	await expect(staff.getByText('คลาดเคลื่อนได้ 9 เมตร')).toBeVisible();
	const picture = staff.getByRole('img', { name: 'รูปที่ 1 ของการเยี่ยม' });
	await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
	await shot(staff, { path: 'test-results/visit-desk-shop.png', fullPage: true });
	await staff.goto(`${server.origin}/desk`);
	await expect(
		staff.locator('#sort tbody tr').filter({ hasText: 'นครราชสีมา' }).locator('td').nth(15),
	).toHaveText('1');
	await shot(staff, { path: 'test-results/visit-desk.png' });
	await Promise.all([colleague, seller, staff].map((one) => one.context().close()));
});

test('the same in English', async () => {
	await page.evaluate(() => localStorage.setItem('tambon.language', 'en'));
	const people = [LONG, NOTES, 'คุณสมชาย', 'คุณวิภา', 'ยายบุญ', 'ถ่ายรูปเสื่อผืนใหญ่', 'น้ำพริกแม่จันทร์', 'จักสานป้าแดง'];
	const typed = [
		...people,
		'เสื่อกกลายขิด',
		'หมวกใบลาน',
		'กระเป๋ากก',
		'ผืน',
		'ตำบล',
		'อำเภอ',
		'เมืองนครราชสีมา',
		'ในเมือง',
	];
	const isEnglish = async (name: string) => {
		const thai = await thaiIn(page, typed);
		// A name that is too long for its line is cut.
		expect
			.soft(
				thai.filter((word) => !LONG.includes(word)),
				name,
			)
			.toEqual([]);
		expect.soft(await overflow(page), name).toBe(0);
		await shot(page, { path: `test-results/visit-en-${name}.png`, fullPage: true });
	};
	await page.goto(`${server.origin}/field`);
	await expect(page.getByText('1 of 3 visited')).toBeVisible();
	await page.getByText('Whom to visit', { exact: true }).click();
	await isEnglish('day');
	await page.goto(`${server.origin}/field/maker/${BOON}`);
	await page.getByText('Visited once').click();
	await expect(page.getByText('Still missing then: Story of the shop, PromptPay')).toBeVisible();
	await isEnglish('maker');
	await link('Hand the shop over to its owner').click();
	await expect(button('Hand over')).toBeEnabled();
	await isEnglish('handover');
	await page.goto(`${server.origin}/field/maker/${CHAN}`);
	await link('Open the visit').click();
	await button('Start the visit').click();
	await expect(
		page.getByText('This phone does not let the app know where it is.', { exact: false }),
	).toBeVisible();
	await isEnglish('visit');
});
