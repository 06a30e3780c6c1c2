import { expect, test, type Locator, type Page } from '@playwright/test';
import type { UploadRow } from '../../src/lib/client/store/database.ts';
import type { Self } from '../../src/lib/sync/device/held.ts';
import { faultsInBoth, overflow, SCHEMES } from '../support/axe.ts';
import {
	countUrls,
	hashesOn,
	noise,
	putFiles,
	recordsOf,
	shots,
	type Given,
} from '../support/many-photos.ts';
import { keepPicture, linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { openPhone, type Phone } from '../support/phone.ts';
import { phonePhoto } from '../support/pictures.ts';
import { allow, heap, refuses, tells, usage } from '../support/room.ts';
import {
	chip,
	closeSheet,
	installed,
	join,
	priced,
	reached,
	rowsOf,
	setPrice,
	sheetIsGone,
} from '../support/seller.ts';
import { freeFolder, startServer, type RunningServer } from '../support/server.ts';
import { databaseOf, stored } from '../support/stored.ts';
import { shot } from '../support/shot.ts';

const SHOP = 'shopwithmuchart1';
const DAY = 86_400_000;
const COUNT = 500;
/** Pictures by their age: the first were confirmed long ago, then lately, then not at all. */
const OLD = 140;
const YOUNG = 400;
const NOT_CONFIRMED = 450;
/** What the app may have until the phone is full, bytes: more than this test takes. */
const ROOM = 200_000_000;
/** What walking through the whole list once more may leave in memory, bytes: 500 tiles that stayed would be ten times that. */
const WALK_LEAVES = 400_000;

let server: RunningServer;
let phone: Phone | null = null;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterEach(async () => {
	await phone?.kill();
	phone = null;
});
test.afterAll(() => server.stop());

const tiles = (page: Page) => page.locator('main article');
const tab = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

async function toTheEnd(page: Page): Promise<void> {
	const step = async () => {
		await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
		return tiles(page).count();
	};
	await expect.poll(step, { timeout: 60_000, intervals: [50] }).toBe(COUNT);
	const last = tiles(page).last().locator('img');
	await last.scrollIntoViewIfNeeded();
	await expect.poll(() => last.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
}

async function openGauge(page: Page) {
	await tab(page, 'ร้าน').click();
	const fold = page.locator('details').filter({ has: page.getByText('พื้นที่ในเครื่องนี้') });
	await fold.locator('summary').click();
	return fold;
}

async function look(page: Page, name: string, part: Locator): Promise<void> {
	await part.evaluate((element) => {
		element.scrollIntoView({ block: 'start' });
		scrollBy(0, -64);
	});
	for (const colorScheme of SCHEMES) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await shot(page, { path: `test-results/${name}-${colorScheme}.png` });
	}
	expect(await overflow(page)).toBe(0);
}

async function inspect(page: Page, name: string, part: Locator): Promise<void> {
	await look(page, name, part);
	expect(await faultsInBoth(page)).toEqual([]);
}

test('500 photos: the list goes to its end and back without growing; on a full phone old full pictures make way, and text is kept', async () => {
	const all = shots(COUNT);
	const real = await noise(600, 450, 7);
	const first = { ...all[0]!, full: await keepPicture(server, real) };
	all[0] = first;
	await writeShop(server, SHOP, OPEN_SHOP, recordsOf(all));
	phone = await openPhone(freeFolder());
	const { page } = phone;
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Performance.enable');
	await allow(cdp, server.origin, ROOM);
	const urls = await countUrls(page);
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await reached(page);
	await installed(page);
	const records = async () => (await rowsOf(page, 'records')).filter(({ kind }) => kind === 'photo').length;
	await expect.poll(records, { timeout: 60_000 }).toBe(COUNT);

	const database = await databaseOf(page);
	const [self] = await stored<Self>(page, database, 'self');
	const heard = (self?.heardAt ?? 0) + (self?.clockOffset ?? 0);
	const confirmedAt = (i: number) => {
		if (i < OLD) return heard - 60 * DAY + i * 60_000;
		return i < YOUNG ? heard - 10 * DAY : undefined;
	};
	const given = all.flatMap(({ full, thumb }, i): Given[] => [
		{ hash: full, kind: 'full', confirmedAt: confirmedAt(i) },
		{ hash: thumb, kind: 'thumb', confirmedAt: confirmedAt(i) },
	]);
	await putFiles(page, database, given, { full: await noise(600, 450), thumb: await noise(120, 120) });
	// A round in which it is noted that the pictures are in the history the server has.
	await chip(page).click();
	await page.getByRole('button', { name: 'ลองตอนนี้' }).click();
	await expect.poll(async () => (await rowsOf(page, 'phone'))[0]?.['history']).toBeTruthy();
	await closeSheet(page);
	await page.context().setOffline(true);
	const waits = all.slice(YOUNG, NOT_CONFIRMED).flatMap(({ photo, full, thumb }) =>
		[full, thumb].map((hash): UploadRow => {
			return { hash, space: `c.${SHOP}`, photo, size: 'full', madeAt: Date.now(), refused: null };
		}),
	);
	await stored(page, database, 'uploads', waits);
	await page.goto(`${server.origin}/sell`);

	await toTheEnd(page);
	expect(await urls()).toBeLessThanOrEqual(COUNT);
	await shot(page, { path: 'test-results/room-list-end.png' });
	const walks: number[] = [];
	for (let i = 0; i < 3; i++) {
		await tab(page, 'ราคา').click();
		await expect(page.getByRole('listitem').first()).toBeVisible();
		await expect.poll(urls).toBe(0);
		walks.push(await heap(cdp));
		await tab(page, 'สินค้า').click();
		await toTheEnd(page);
	}
	// The first walk still fills caches of its own.
	expect((walks.at(-1) ?? NaN) - (walks[1] ?? NaN)).toBeLessThan(2 * WALK_LEAVES);

	const fulls = async () => {
		const here = await hashesOn(page, database);
		const count = (from: number, to: number) =>
			all.slice(from, to).filter(({ full }) => here.has(full)).length;
		return {
			thumbs: all.filter(({ thumb }) => here.has(thumb)).length,
			old: count(0, OLD),
			young: count(OLD, YOUNG),
			waiting: count(YOUNG, NOT_CONFIRMED),
			undated: count(NOT_CONFIRMED, COUNT),
		};
	};
	const whole = { thumbs: 500, old: 140, young: 260, waiting: 50, undated: 50 };
	expect(await fulls()).toEqual(whole);

	let gauge = await openGauge(page);
	await expect(gauge.getByText('ยังมีพื้นที่ว่าง')).toBeVisible();
	await expect(gauge.getByRole('meter')).toHaveAttribute('aria-valuetext', /^[\d.,]+ MB จาก [\d,]+ MB$/);
	await inspect(page, 'room-plenty', gauge);

	await allow(cdp, server.origin, (await usage(page)) - 1_000_000);
	await refuses(page, ROOM);
	await tab(page, 'ราคา').click();
	const [name] = recordsOf(all.slice(0, 1)).map(({ set }) => String(set['nameTh']));
	await expect(priced(page, name!)).toBeVisible();
	await setPrice(page, name!, '460');
	expect(await rowsOf(page, 'queue')).toHaveLength(1);
	const after = await fulls();
	expect(after).toMatchObject({ thumbs: 500, young: 260, waiting: 50, undated: 50 });
	expect(after.old).toBe(0);
	gauge = await openGauge(page);
	await expect(gauge.getByText(`รูปเต็ม ${OLD} รูปออกจากเครื่องนี้`)).toBeVisible();
	await inspect(page, 'room-made-way', gauge);

	// Nothing else may go: what is told is right, and all that is here stays.
	await refuses(page, ROOM);
	await tab(page, 'ราคา').click();
	await priced(page, name!).click();
	const pad = page.getByRole('dialog');
	for (const digit of '470') await pad.getByRole('button', { name: digit, exact: true }).click();
	await pad.getByRole('button', { name: 'เสร็จ' }).click();
	await expect(pad.getByRole('alert')).toContainText(/เก็บ.*ไม่ได้/);
	await closeSheet(page);
	await tab(page, 'สินค้า').click();
	await tiles(page).first().getByRole('link').click();
	// The browser has counted anew meanwhile, and may have found a little.
	await refuses(page, ROOM);
	const file = { name: 'new.jpg', mimeType: 'image/jpeg', buffer: (await phonePhoto(3)).buffer };
	await page.locator('input[type=file][multiple]').setInputFiles(file);
	await expect(page.getByText('เครื่องนี้เก็บรูปไม่ได้ พื้นที่อาจเต็ม')).toBeVisible();
	await page.getByRole('link', { name: 'ย้อนกลับ' }).click();
	gauge = await openGauge(page);
	await expect(gauge.getByText('พื้นที่เต็มแล้ว').first()).toBeVisible();
	await inspect(page, 'room-full', gauge);
	expect(await fulls()).toMatchObject({ thumbs: 500, young: 260, waiting: 50, undated: 50 });
	await allow(cdp, server.origin, null);

	// What made way says so, and comes back with the signal.
	await page.goto(`${server.origin}/sell/product/${first.product}`);
	await page.locator('#photos ul').first().getByRole('button').first().click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByRole('status')).toHaveText('เห็นรูปเต็มได้เมื่อมีสัญญาณ');
	await inspect(page, 'room-away', sheet);
	await closeSheet(page);
	await page.context().setOffline(false);
	await page.locator('#photos ul').first().getByRole('button').first().click();
	const large = sheet.locator('img');
	await expect.poll(() => large.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(600);
	await expect(sheet.getByRole('status')).toBeEmpty();
	const row = async () => (await rowsOf(page, 'arrivals')).find(({ hash }) => hash === first.full);
	await expect.poll(row).toMatchObject({ confirmedAt: null });
	await page.keyboard.press('Escape');
	await sheetIsGone(page);
});

test('the gauge says how much room a phone has left, in both languages', async ({ page }) => {
	await writeShop(server, SHOP, OPEN_SHOP, []);
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await reached(page);
	for (const [name, left, title] of [
		['short', 30_000_000, 'พื้นที่เหลือน้อย'],
		['nearly-full', 500_000, 'พื้นที่เต็มแล้ว'],
		['unknown', null, 'เครื่องนี้ไม่บอกว่าเหลือพื้นที่เท่าไร'],
	] as const) {
		await tells(page, left);
		const gauge = await openGauge(page);
		await expect(gauge.getByText(title).first()).toBeVisible();
		await expect(gauge.getByRole('meter')).toHaveCount(left === null ? 0 : 1);
		await look(page, `room-${name}`, gauge);
	}
	expect(await faultsInBoth(page)).toEqual([]);
	await page.getByRole('button', { name: 'English' }).click();
	const english = page.locator('details').filter({ has: page.getByText('Room on this phone') });
	for (const [name, left] of [
		['short', 30_000_000],
		['nearly-full', 500_000],
	] as const) {
		await tells(page, left);
		await english.locator('summary').click();
		await expect(english.getByText('full pictures that reached the office')).toBeVisible();
		expect(await english.innerText()).not.toMatch(/[\u0E00-\u0E7F]/);
		await look(page, `room-${name}-en`, english);
	}
});
