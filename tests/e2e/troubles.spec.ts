import { expect, test, type Browser, type Page } from '@playwright/test';
import type { Self } from '../../src/lib/sync/device/held.ts';
import type { QueueRow } from '../../src/lib/client/store/database.ts';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { inOffice, linkFor, writeOneGood } from '../support/office.ts';
import { chip, closeSheet, installed, join, priced, reached, rowsOf, setPrice } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { accountsOn, databaseOf, stored } from '../support/stored.ts';
import { endEnrolment } from '../../src/lib/server/revocations.ts';

/** What may be wrong with a phone or its way to the office: each is told with what to do, and loses nothing. */

const SHOP = 'shop-of-boon';
const MAT = 'เสื่อกกทอมือ';
const HOUR = 3_600_000;

let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer();
	await writeOneGood(server, SHOP, MAT);
});
test.afterAll(() => server.stop());

async function phone(browser: Browser): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await reached(page);
	await installed(page);
	await page.goto(`${server.origin}/sell/prices`);
	return page;
}

async function edit(page: Page, name: string, alter: (self: Self & { id: string }) => object): Promise<void> {
	const [self] = await stored<Self & { id: string }>(page, name, 'self');
	if (self) await stored(page, name, 'self', [{ ...self, ...alter(self) }]);
}

test('how long it has waited is on the chip, and after a day without the office what that means is told', async ({
	browser,
}) => {
	const page = await phone(browser);
	await page.context().setOffline(true);
	await setPrice(page, MAT, '460');
	const database = await databaseOf(page);
	const ago = (hours: number) => Date.now() - hours * HOUR;
	const age = async (hours: number) => {
		const rows = await stored<QueueRow>(page, database, 'queue');
		await stored(
			page,
			database,
			'queue',
			rows.map((row) => ({ ...row, madeAt: ago(hours) })),
		);
		await page.reload();
	};
	await age(2.5);
	await expect(chip(page)).toContainText('รอสัญญาณ 1 · 2 ชม.');
	await chip(page).click();
	await expect(page.getByRole('dialog')).not.toContainText('สำนักงานยังไม่รู้ข่าว');
	await closeSheet(page);
	await edit(page, database, () => ({ heardAt: ago(30) }));
	await age(72);
	await expect(chip(page)).toContainText('รอสัญญาณ 1 · 3 วัน');
	await chip(page).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet).toContainText('สำนักงานยังไม่รู้ข่าวจากเครื่องนี้ ตั้งแต่');
	await expect(sheet).toContainText('งาน 1 รายการมีอยู่ในเครื่องนี้ที่เดียว');
	expect(await faultsInBoth(page)).toEqual([]);
	expect(await overflow(page)).toBe(0);
	await closeSheet(page);
	await page.context().setOffline(false);
	await reached(page);
	await page.context().close();
});

test('a clock wrong by days is told, with what it means and what to do; the work goes up as it is', async ({
	browser,
}) => {
	const page = await phone(browser);
	await page.context().clock.install({ time: Date.now() - 400 * 24 * HOUR });
	await page.reload();
	await expect(priced(page, MAT)).toBeVisible();
	await setPrice(page, MAT, '470');
	await page.clock.runFor(5_000);
	await expect
		.poll(async () => (await page.clock.runFor(2_000), rowsOf(page, 'queue')), { timeout: 30_000 })
		.toEqual([]);
	await chip(page).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet).toContainText(/นาฬิกาเครื่องนี้ช้าไป 1[23] เดือน/);
	await expect(sheet).toContainText('ไม่มีอะไรหายหรือสลับกัน');
	await expect(sheet).toContainText('ตั้งเวลาอัตโนมัติ');
	const html = await fetch(`${server.origin}/s/${SHOP}`).then((answer) => answer.text());
	expect(html).toContain('470');
	await page.context().close();
});

test('a phone whose way in was ended is told on the chip, in the sheet and in its shop; a new invitation goes on', async ({
	browser,
}) => {
	const page = await phone(browser);
	const [account] = await accountsOn(page);
	await inOffice(server, (app) => {
		const staff = { person: 'any', role: 'staff', areas: [], shop: null } as const;
		return endEnrolment(app, staff, account?.enrolment ?? '');
	});
	await setPrice(page, MAT, '490');
	await expect(chip(page)).toContainText('ต้องดู 1');
	await chip(page).click();
	await expect(page.getByRole('dialog')).toContainText('เครื่องนี้ต้องขอคำเชิญใหม่');
	await expect(page.getByRole('dialog')).toContainText('รอคำเชิญใหม่');
	await closeSheet(page);
	await page.getByRole('link', { name: 'ร้าน', exact: true }).click();
	await expect(page.getByText('เครื่องนี้ต้องขอคำเชิญใหม่')).toBeVisible();
	// It goes on working meanwhile, with no line either.
	await page.context().setOffline(true);
	await page.goto(`${server.origin}/sell/prices`);
	await setPrice(page, MAT, '495');
	await page.context().setOffline(false);
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await reached(page);
	expect(await accountsOn(page)).toHaveLength(1);
	const html = await fetch(`${server.origin}/s/${SHOP}`).then((answer) => answer.text());
	expect(html).toContain('495');
	await page.context().close();
});

test('an app that is too old says so with a button, and keeps what waits', async ({ browser }) => {
	const page = await phone(browser);
	const context = page.context();
	await context.route('**/api/sync', async (route) => {
		const response = await route.fetch();
		const [head = ''] = (await response.text()).split('\n');
		const told = JSON.parse(head) as unknown[];
		const body = JSON.stringify([told[0], told[1], 'version']);
		await route.fulfill({ headers: { 'content-type': 'application/tambon' }, body: `${body}\n` });
	});
	await setPrice(page, MAT, '455');
	await expect(chip(page)).toContainText('ต้องดู 1');
	await chip(page).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet).toContainText('แอปในเครื่องนี้เก่าเกินไป');
	await expect(sheet).toContainText('รออัปเดตแอป');
	await sheet.getByRole('button', { name: 'หารุ่นใหม่ตอนนี้' }).click();
	await closeSheet(page);
	expect(await rowsOf(page, 'queue')).toHaveLength(1);
	await context.unroute('**/api/sync');
	await page.reload();
	await reached(page);
	await context.close();
});

test('a phone that cannot store says so and keeps what it has; with room again it goes on', async ({
	browser,
}) => {
	const page = await phone(browser);
	// Every write fails from here on, as on a phone without a byte to spare.
	await page.evaluate(() => {
		const put = (name: 'put' | 'add') => {
			const real = IDBObjectStore.prototype[name];
			IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...args: Parameters<typeof real>) {
				if ((window as { full?: boolean }).full) throw new DOMException('no room', 'QuotaExceededError');
				return real.apply(this, args);
			};
		};
		put('put');
		put('add');
		(window as { full?: boolean }).full = true;
	});
	await priced(page, MAT).click();
	const pad = page.getByRole('dialog');
	for (const digit of '465') await pad.getByRole('button', { name: digit, exact: true }).click();
	await pad.getByRole('button', { name: 'เสร็จ' }).click();
	await expect(pad.getByRole('alert')).toContainText(/เก็บ.*ไม่ได้/);
	await expect(pad.locator('output')).toContainText('465');
	await page.evaluate(() => ((window as { full?: boolean }).full = false));
	// What is typed is refused room before the price itself is tried twice: the second try may find some, and close the pad.
	await expect(async () => {
		if ((await pad.count()) > 0) await pad.getByRole('button', { name: 'เสร็จ' }).click({ timeout: 1_000 });
		await expect(pad).toHaveCount(0, { timeout: 1_000 });
	}).toPass();
	await expect(priced(page, MAT)).toContainText('465');
	await reached(page);
	await page.context().close();
});

test("news that a full phone cannot store is told as its own trouble, not the office's", async ({
	browser,
}) => {
	const page = await phone(browser);
	await page.evaluate(() => {
		IDBObjectStore.prototype.put = () => {
			throw new DOMException('no room', 'QuotaExceededError');
		};
	});
	await chip(page).click();
	await page.getByRole('button', { name: 'ลองตอนนี้' }).click();
	await expect(page.getByRole('dialog')).toContainText('เครื่องนี้เก็บข้อมูลเพิ่มไม่ได้');
	await closeSheet(page);
	await expect(chip(page)).toContainText('ต้องดู 1');
	await page.reload();
	await reached(page);
	await page.context().close();
});

for (const [what, name, title] of [
	['that the browser cannot open', 'UnknownError', 'เปิดข้อมูลในเครื่องนี้ไม่ได้'],
	['that does not open since the phone is full', 'QuotaExceededError', 'เครื่องเต็ม เปิดข้อมูลในเครื่องนี้ไม่ได้'],
] as const) {
	test(`a database ${what} is told so, and everything is there when it opens again`, async ({ browser }) => {
		const page = await phone(browser);
		await page.context().setOffline(true);
		await setPrice(page, MAT, '475');
		await page.addInitScript((fault) => {
			if (sessionStorage.getItem('mended')) return;
			const real = indexedDB.open.bind(indexedDB);
			IDBFactory.prototype.open = function (database: string, version?: number) {
				if (!database.startsWith('tambon-')) return real(database, version);
				const request = real('another');
				const failing = new EventTarget() as IDBOpenDBRequest;
				const error = new DOMException('Internal error opening backing store for indexedDB.open.', fault);
				Object.defineProperty(failing, 'error', { value: error });
				request.onsuccess = () => {
					request.result.close();
					const event = new Event('error', { cancelable: true });
					Object.defineProperty(event, 'target', { value: failing });
					failing.onerror?.(event);
				};
				return failing;
			};
		}, name);
		await page.reload();
		await expect(page.getByRole('alert')).toContainText(title);
		await expect(page.getByRole('alert')).toContainText('แอปไม่ได้ลบอะไร');
		expect(await overflow(page)).toBe(0);
		await page.evaluate(() => sessionStorage.setItem('mended', 'yes'));
		await page.getByRole('button', { name: 'เปิดใหม่' }).click();
		await expect(priced(page, MAT)).toContainText('฿475');
		await expect(chip(page)).toContainText('รอสัญญาณ 1');
		await page.context().close();
	});
}
