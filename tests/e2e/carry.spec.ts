import { expect, test, type Page } from '@playwright/test';
import { LINK_VALID } from '../../src/lib/domain/invitation.ts';
import { faultsInBoth, overflow, SCHEMES } from '../support/axe.ts';
import { linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { fieldInstalled, join, reached, rowsOf, setPrice } from '../support/seller.ts';
import { shot } from '../support/shot.ts';
import { startServer, type RunningServer } from '../support/server.ts';

/** A marketer carries a district's makers, works where there is no signal, and everybody sees who did it. */

const BOON = 'shop-of-boon';
const CHAN = 'shop-of-chan';
const MAT = 'mat-of-reed';
const LONG = 'กลุ่มวิสาหกิจชุมชนแม่บ้านเกษตรกรทอเสื่อกกและแปรรูปผลิตภัณฑ์จากกกบ้านหนองบัวสามัคคีพัฒนา หมู่ที่ 14';

let server: RunningServer;
let marketer: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
	server = await startServer();
	const address = (district: string) => ({
		province: '30',
		district,
		subdistrict: '',
		postcode: '',
		line: '',
	});
	const price = { satang: 25_000, unit: 'ผืน' };
	const mat = { nameTh: 'เสื่อกกลายขิด', category: 'CRAFT', price, state: 'published' };
	// Two shops with a product of the same key: the law is that neither is ever written into the other.
	await writeShop(
		server,
		BOON,
		{ ...OPEN_SHOP, nameTh: LONG, place: { lat: 14.97, lng: 102.1, accuracy: null } },
		[
			{ kind: 'product', key: MAT, set: mat },
			{
				kind: 'product',
				key: 'hat-of-palm',
				set: { nameTh: 'หมวกใบลาน', category: 'CRAFT', state: 'draft' },
			},
		],
	);
	await writeShop(server, CHAN, { ...OPEN_SHOP, nameTh: 'น้ำพริกแม่จันทร์', address: address('3021') }, [
		{ kind: 'product', key: MAT, set: { ...mat, nameTh: 'น้ำพริกเผา', category: 'FOOD' } },
	]);
	for (let i = 0; i < 30; i++) {
		const shop = `maker-${String(i).padStart(3, '0')}`;
		const fields = { nameTh: `ผู้ผลิตรายที่ ${i}`, address: address(i % 2 ? '3001' : '3021'), phones: [] };
		const place = { lat: 14.5 + i / 30, lng: 101.8 + (i % 7) / 10, accuracy: null };
		await writeShop(server, shop, { ...fields, place, state: 'draft' }, []);
	}
	marketer = await (await browser.newContext()).newPage();
});
test.afterAll(async () => {
	await marketer.context().close();
	await server.stop();
});

const looks = async (name: string, page: Page) => {
	for (const colorScheme of [...SCHEMES].reverse()) {
		await page.emulateMedia({ colorScheme });
		await shot(page, { path: `test-results/carry-${name}-${colorScheme}.png` });
	}
};
const isWell = async (name: string, page = marketer) => {
	await looks(name, page);
	// Soft: one run tells what is wrong with every screen.
	expect.soft(await faultsInBoth(page), name).toEqual([]);
	expect.soft(await overflow(page), name).toBe(0);
};
const makers = (page = marketer) => page.locator('.makers > li');
const search = () => marketer.getByRole('searchbox');
const priceAtOffice = async (shop: string) => {
	const answer = await fetch(`${server.origin}/s/${shop}/p/${MAT}`);
	return answer.text();
};

test('chooses what to take along, and it comes', async () => {
	const wish = { role: 'marketer', areas: ['30'], shop: null, name: 'คุณสมชาย', validMs: LINK_VALID } as const;
	await join(marketer, await linkFor(server, wish));
	await expect(marketer.getByRole('button', { name: 'พก 32 ราย' })).toBeVisible();
	await marketer.getByText('เลือกเป็นอำเภอ').click();
	await isWell('choose');
	await marketer.getByRole('checkbox', { name: /เมืองนครราชสีมา/ }).uncheck();
	await marketer.getByRole('button', { name: 'พก 16 ราย' }).click();
	await expect(marketer.getByText(/พกไว้แล้ว .*, 16 ราย, 0\.\d MB/)).toBeVisible();
	await expect(makers()).toHaveCount(16);
	// The rest of the province after all
	await marketer.getByRole('link', { name: 'เลือกใหม่' }).click();
	await marketer.getByRole('checkbox', { name: /ทั้งจังหวัดนครราชสีมา/ }).check();
	await marketer.getByRole('button', { name: 'พก 32 ราย' }).click();
	await expect(marketer.getByText(/พกไว้แล้ว .*, 32 ราย/)).toBeVisible();
	await fieldInstalled(marketer);
});

test('stops when told, and goes on where it was after a reload', async () => {
	const hand = () => marketer.evaluate(() => void dispatchEvent(new Event('online')));
	await marketer.goto(`${server.origin}/field/carry`);
	await marketer.getByText('เลือกเป็นอำเภอ').click();
	await marketer.getByRole('checkbox', { name: /เมืองนครราชสีมา/ }).uncheck();
	await marketer.getByRole('button', { name: 'พก 16 ราย' }).click();
	await expect(marketer.getByText(/16 ราย, 0/)).toBeVisible();
	await server.stop();
	await marketer.goto(`${server.origin}/field`);
	await marketer.getByRole('link', { name: 'เลือกใหม่' }).click();
	await expect(marketer.getByText('จำนวนที่เห็นเป็นของครั้งก่อน')).toBeVisible();
	await marketer.getByRole('checkbox', { name: /ทั้งจังหวัดนครราชสีมา/ }).check();
	await marketer.getByRole('button', { name: 'พก 32 ราย' }).click();
	await marketer.getByRole('button', { name: 'หยุดไว้ก่อน' }).click();
	await expect(marketer.getByText('หยุดไว้', { exact: true })).toBeVisible();
	await isWell('stopped');
	server = await server.again();
	await marketer.reload();
	await hand();
	await expect(marketer.getByText('16 จาก 32 ราย')).toBeVisible();
	await expect
		.poll(async () => (await rowsOf(marketer, 'self'))[0]?.['heardAt'])
		.toBeGreaterThan(Date.now() - 20_000);
	expect((await rowsOf(marketer, 'followed')).filter(({ cursor }) => Number(cursor) > 0)).toHaveLength(16);
	await marketer.getByRole('button', { name: 'พกต่อ' }).click();
	await expect(marketer.getByText(/พกไว้แล้ว .*, 32 ราย/)).toBeVisible();
	await expect(makers()).toHaveCount(20);
	await isWell('list');
});

test('finds a maker with no connection, opens it, sets a price', async () => {
	await server.stop();
	await marketer.context().setOffline(true);
	await marketer.goto(`${server.origin}/field`);
	await expect(makers()).toHaveCount(20);
	// Asked from far down the list, a question is answered from the beginning all the same.
	await search().fill('ผู้ผลิต');
	await marketer.mouse.wheel(0, 1_500);
	await expect(makers().first()).not.toBeInViewport();
	await search().pressSequentially('ราย');
	await expect(makers().first()).toBeInViewport();
	await search().fill('');
	// A keyboard leaves half of the screen.
	await marketer.setViewportSize({ width: 360, height: 340 });
	await search().click();
	await search().pressSequentially('หนองบัวสามัคคี');
	await expect(makers()).toHaveCount(1);
	await expect(
		makers()
			.first()
			.getByText(/หนองบัวสามัคคี/),
	).toBeInViewport();
	await expect(search()).toBeInViewport({ ratio: 1 });
	await shot(marketer, { path: 'test-results/carry-found-keyboard.png' });
	await marketer.setViewportSize({ width: 360, height: 640 });
	await isWell('found');
	// With the keyboard gone, what was found can be narrowed as well.
	await search().press('Enter');
	await expect(marketer.getByText('อำเภอ หมวด และแผนภาพ')).toBeVisible();
	await expect(makers()).toHaveCount(1);
	await search().fill('ไม่มีใครชื่อนี้');
	await expect(marketer.getByText('ไม่พบผู้ผลิตที่ตรงกัน')).toBeVisible();
	await isWell('none');
	await marketer.getByRole('button', { name: 'ดูทั้งหมด' }).click();
	await marketer.getByText('อำเภอ หมวด และแผนภาพ').click();
	await expect(marketer.locator('svg[role=img] circle').first()).toBeVisible();
	await isWell('drawing');
	await marketer.getByLabel('หมวด').selectOption('FOOD');
	await expect(makers()).toHaveCount(1);
	await marketer.getByLabel('หมวด').selectOption('');
	await search().fill('หมวก 081');
	await makers().getByRole('link').click();
	await expect(marketer.getByRole('link', { name: 'โทร 081-234-5678' })).toHaveAttribute(
		'href',
		'tel:+66812345678',
	);
	await isWell('maker');
	await marketer.getByRole('link', { name: 'แก้ราคา' }).click();
	await setPrice(marketer, 'เสื่อกกลายขิด', '280');
	await isWell('prices');
	const queue = await rowsOf(marketer, 'queue');
	expect(queue.map(({ space, key }) => [space, key])).toEqual([[`c.${BOON}`, MAT]]);
	await marketer.goto(`${server.origin}/field/maker/${CHAN}/prices`);
	await expect(marketer.getByRole('listitem').filter({ hasText: 'น้ำพริกเผา' })).toContainText('250');
	await marketer.goto(`${server.origin}/field/maker/${BOON}/product/${MAT}`);
	await expect(marketer.getByText('คุณกำลังแก้แทนร้านนี้', { exact: false })).toBeVisible();
	await isWell('product');
	await marketer.goto(`${server.origin}/field`);
	await marketer.getByRole('button', { name: 'รอสัญญาณ 1' }).click();
	await expect(makers()).toHaveCount(1);
	await marketer.evaluate(() => localStorage.setItem('tambon.language', 'en'));
	await marketer.goto(`${server.origin}/field`);
	await expect(marketer.getByText('Taken along', { exact: false })).toBeVisible();
	await isWell('english');
	await marketer.goto(`${server.origin}/field/maker/nobody-here`);
	await expect(marketer.getByText('This shop is not on this phone')).toBeVisible();
});

test('the office has it once the network is back, and the seller sees who did it', async ({ browser }) => {
	server = await server.again();
	await marketer.context().setOffline(false);
	await marketer.evaluate(() => void dispatchEvent(new Event('online')));
	await expect.poll(() => priceAtOffice(BOON), { timeout: 30_000 }).toContain('280');
	expect(await priceAtOffice(CHAN)).toContain('250');
	const seller = await (await browser.newContext()).newPage();
	await join(seller, await linkFor(server, { shop: BOON, name: 'ยายบุญ' }));
	await reached(seller);
	await seller.goto(`${server.origin}/sell/prices`);
	await setPrice(seller, 'เสื่อกกลายขิด', '300');
	await reached(seller);
	await seller.goto(`${server.origin}/sell/product/${MAT}`);
	await seller.getByRole('button', { name: 'ดูข้อมูลเดิมที่เคยใส่' }).click();
	await expect(seller.getByRole('dialog')).toContainText('280');
	await expect(seller.getByRole('dialog')).toContainText('คุณสมชาย');
	await seller.context().close();
});

test('carries the makers of a list that came by LINE, and takes one off', async ({ browser }) => {
	const page = await (await browser.newContext()).newPage();
	const wish = { role: 'marketer', areas: ['30'], shop: null, name: 'คุณนิด', validMs: LINK_VALID } as const;
	await join(page, await linkFor(server, wish));
	await page.getByRole('link', { name: 'ตามรายชื่อ' }).click();
	const box = page.getByLabel('ผู้ผลิต บรรทัดละราย');
	await expect(box).toBeVisible();
	await isWell('list-empty', page);
	const UNKNOWN = '4. ร้านที่ยังไม่มีใครรู้จัก';
	await page.context().setOffline(true);
	await box.fill(`1. น้ำพริกเเม่จันทร์\n๒) หนองบัวสามัคคี ๐๘๑-๒๓๔ ๕๖๗๘\n3. รายที่ 2\n${UNKNOWN}\n`);
	await page.getByRole('button', { name: 'หา', exact: true }).click();
	await expect(page.getByText('ตอนนี้ถามสำนักงานไม่ได้')).toBeVisible();
	await isWell('list-offline', page);
	// The page dies: what was typed does not.
	await page.context().setOffline(false);
	await page.reload();
	await expect(box).toHaveValue(/น้ำพริกเเม่จันทร์/);
	await page.getByRole('button', { name: 'หา', exact: true }).click();
	await expect(page.getByText('พบ 2 บรรทัด · ให้เลือก 1 · ไม่พบ 1')).toBeVisible();
	for (const name of [LONG, /น้ำพริกแม่จันทร์/]) await expect(page.getByRole('checkbox', { name })).toBeChecked();
	await expect(page.getByRole('checkbox', { name: /ผู้ผลิตรายที่/ })).toHaveCount(8);
	await expect(page.getByText('ยังมีอีก 3 ราย')).toBeVisible();
	await page.getByRole('checkbox', { name: /ผู้ผลิตรายที่ 21/ }).check();
	await isWell('list-found', page);
	await page.getByRole('button', { name: 'พก 3 ราย' }).click();
	await expect(page.getByText(/พกไว้แล้ว .*, 3 ราย/)).toBeVisible();
	await fieldInstalled(page);
	await page.context().setOffline(true);
	await page.reload();
	await expect(makers(page)).toHaveCount(3);
	await makers(page).last().scrollIntoViewIfNeeded();
	await isWell('list-carried', page);
	await page.getByRole('searchbox').fill('ผู้ผลิตรายที่ 3');
	await page.getByRole('button', { name: 'หาคนที่ยังไม่ได้พก' }).scrollIntoViewIfNeeded();
	await isWell('list-not-carried', page);
	await page.getByRole('button', { name: 'หาคนที่ยังไม่ได้พก' }).click();
	// What the office did not know is still there, and what is looked for now beside it.
	await expect(box).toHaveValue(`${UNKNOWN}\nผู้ผลิตรายที่ 3`);
	await page.getByRole('checkbox', { name: /น้ำพริกแม่จันทร์/ }).uncheck();
	await isWell('list-taken-off', page);
	await page.getByRole('button', { name: 'พก 2 ราย' }).click();
	await page.context().setOffline(false);
	await page.evaluate(() => void dispatchEvent(new Event('online')));
	await expect(page.getByText(/พกไว้แล้ว .*, 2 ราย/)).toBeVisible();
	await page.getByRole('button', { name: 'ลบคำค้น' }).click();
	await expect(makers(page)).toHaveCount(2);
	// Their district after all: it brings both along, and neither is counted twice.
	await page.getByRole('link', { name: 'เลือกใหม่' }).click();
	await page.getByText('เลือกเป็นอำเภอ').click();
	await page.getByRole('checkbox', { name: /เมืองนครราชสีมา/ }).check();
	await expect(page.getByRole('button', { name: 'พก 16 ราย' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'ตามรายชื่อ (2 ราย)' })).toBeVisible();
	await isWell('list-and-districts', page);
	await page.context().close();
});
