// A phone that the office does not let in any more: its session has ended, or its access. It goes on working, loses nothing, and comes back.
import { expect, test, type Browser, type Page } from '@playwright/test';
import type { Principal } from '../../src/lib/domain/access.ts';
import { DAY, HOUR } from '../../src/lib/domain/dates.ts';
import { LINK_VALID } from '../../src/lib/domain/invitation.ts';
import { invite } from '../../src/lib/server/invitations.ts';
import { endEnrolment } from '../../src/lib/server/revocations.ts';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { inOffice, linkFor, OPEN_SHOP, writeShop } from '../support/office.ts';
import { phonePhoto } from '../support/pictures.ts';
import { chip, closeSheet, installed, join, priced, reached, rowsOf, setPrice } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { accountsOn, alterChange, databaseOf, stored, withBad } from '../support/stored.ts';
import { shot } from '../support/shot.ts';

const SHOP = 'shop-of-boon';
const MAT = 'เสื่อกกทอมือ';
const TEA = 'ชาใบหม่อน';
const STAFF: Principal = { person: 'any', role: 'staff', areas: [], shop: null };
/** Longer than a session lasts without being heard of. */
const LONG_AGO = 401 * DAY;

let server: RunningServer;
test.beforeEach(async () => {
	server = await startServer();
	const good = (key: string, nameTh: string) => {
		const price = { satang: 45_000, unit: 'ผืน' };
		return { kind: 'product', key, set: { nameTh, category: 'CRAFT', price, state: 'published' } };
	};
	await writeShop(server, SHOP, OPEN_SHOP, [good('mat-of-reed', MAT), good('tea-of-leaf', TEA)]);
});
test.afterEach(() => server.stop());

/** `worker` false: nothing is sent behind the test's back. */
async function phone(browser: Browser, worker = true): Promise<Page> {
	const context = await browser.newContext({ serviceWorkers: worker ? 'allow' : 'block' });
	context.setDefaultTimeout(15_000);
	const page = await context.newPage();
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	await reached(page);
	if (worker) await installed(page);
	return page;
}

const account = async (page: Page, name = 'ยายบุญ') => {
	const found = (await accountsOn(page)).find((one) => one.name === name);
	if (!found) throw new Error(`nobody called ${name}`);
	return found;
};

/** The phone's last contact was over a year ago, by the server's clock; so was its joining. */
async function expire(page: Page): Promise<void> {
	const { enrolment } = await account(page);
	await inOffice(server, (app) =>
		app.store.write(async ({ db }) => {
			const at = app.now() - LONG_AGO;
			await db
				.updateTable('enrolment')
				.set({ heard_at: at, created_at: at })
				.where('id', '=', enrolment)
				.execute();
			await db
				.updateTable('invitation')
				.set({ used_at: at, expires_at: at + LINK_VALID })
				.execute();
		}),
	);
}

const revoke = async (page: Page, name?: string) => {
	const { enrolment } = await account(page, name);
	await inOffice(server, (app) => endEnrolment(app, STAFF, enrolment));
};

/** What the phone asks of the office from here on. */
function asks(page: Page): string[] {
	const asked: string[] = [];
	page.context().on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (/^\/api\//.test(pathname)) asked.push(pathname);
	});
	return asked;
}

/** A price and a picture, made with no line. */
async function work(page: Page): Promise<void> {
	await page.goto(`${server.origin}/sell/product/mat-of-reed`);
	await expect(page.getByRole('button', { name: 'เลือกรูป' })).toBeVisible();
	await page.context().setOffline(true);
	await page.locator('input[type=file][multiple]').setInputFiles(await phonePhoto(1));
	await expect(page.locator('#photos li')).toHaveCount(1);
	await page.getByRole('link', { name: 'ย้อนกลับ' }).click();
	await page.getByRole('link', { name: 'ราคา', exact: true }).click();
	await setPrice(page, MAT, '499');
}

async function told(page: Page): Promise<void> {
	await expect(chip(page)).toContainText('ต้องดู 1');
	await chip(page).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet).toContainText('เครื่องนี้ต้องขอคำเชิญใหม่');
	await expect(sheet).toContainText('ทำงานต่อได้ ทุกอย่างเก็บอยู่ในเครื่องนี้');
	await expect(sheet).toContainText('ขอคำเชิญใหม่จากนักการตลาดประจำจังหวัด');
}

/** A link for a further phone of the same person, as the marketer or another phone of theirs makes it. */
async function sameAgain(page: Page): Promise<string> {
	const { person } = await account(page);
	return inOffice(server, async (app) => {
		const inviter = { person, role: 'seller', areas: ['30'], shop: SHOP } as const;
		const made = await invite(app, inviter, { ...inviter, name: '', validMs: LINK_VALID, self: true });
		if (made.kind !== 'ok') throw new Error(made.kind);
		return made.link;
	});
}

const shopPage = () => fetch(`${server.origin}/s/${SHOP}`).then((answer) => answer.text());
/** Files of pictures that the office has whole. */
const pictures = () =>
	inOffice(server, (app) =>
		app.store.read(async ({ db }) => (await db.selectFrom('photo_file').selectAll().execute()).length),
	);

test('a session that ended while the phone had no line: told, nothing lost, nobody hammered, all of it up with a new invitation', async ({
	browser,
}) => {
	const page = await phone(browser);
	await page.context().clock.install();
	await work(page);
	await expire(page);
	const asked = asks(page);
	await page.context().setOffline(false);
	await told(page);
	await shot(page, { path: 'test-results/closed-door.png' });
	expect(await faultsInBoth(page)).toEqual([]);
	expect(await overflow(page)).toBe(0);
	await closeSheet(page);
	// Half an hour of working on: the office is not asked again and again.
	const knocked = asked.length;
	expect(asked).not.toContain('/api/uploads');
	expect(knocked).toBeLessThanOrEqual(4);
	await setPrice(page, TEA, '120');
	await page.clock.fastForward(30 * 60_000);
	await expect(priced(page, TEA)).toContainText('฿120');
	expect(asked.length).toBe(knocked);
	const queue = await rowsOf(page, 'queue');
	expect(queue.filter(({ state }) => state === 'parked')).toEqual([]);
	expect((await rowsOf(page, 'uploads')).length).toBe(2);
	// Nothing of it is lost when the app is opened anew either.
	await page.reload();
	await expect(priced(page, MAT)).toContainText('฿499');

	await join(page, await sameAgain(page));
	await reached(page);
	const html = await shopPage();
	for (const price of ['499', '120']) expect(html).toContain(price);
	await expect.poll(pictures).toBe(2);
	expect(await accountsOn(page)).toHaveLength(1);
	await page.context().close();
});

test('access that was ended: what the office then takes goes up, what it does not is parked with its reason', async ({
	browser,
}) => {
	const page = await phone(browser);
	await work(page);
	await setPrice(page, TEA, '130');
	await alterChange(page, 'tea-of-leaf', withBad('price', { satang: -5, unit: 'ผืน' }));
	await revoke(page);
	await page.context().setOffline(false);
	await told(page);
	await closeSheet(page);
	expect((await rowsOf(page, 'queue')).length).toBeGreaterThanOrEqual(3);

	const before = await databaseOf(page);
	// The office knows another person by that name: the phone goes on with the work that lies here.
	await join(page, await linkFor(server, { shop: SHOP, name: 'ยายบุญ' }));
	expect(await databaseOf(page)).toBe(before);
	await expect(chip(page)).toContainText('ต้องดู 1', { timeout: 30_000 });
	await chip(page).click();
	const item = page.getByRole('dialog').getByRole('article').filter({ hasText: TEA });
	await expect(item).toContainText('สำนักงานรับ “ราคา” แบบนี้ไม่ได้');
	await expect(item).toContainText('ที่แก้ไว้ยังอยู่');
	await expect.poll(pictures).toBe(2);
	expect(await shopPage()).toContain('499');
	expect(await rowsOf(page, 'queue')).toMatchObject([{ key: 'tea-of-leaf', state: 'parked' }]);
	await page.context().close();
});

test('of two accounts on one phone one is ended: the other goes on, and a request that names the one with the cookie of the other applies nothing', async ({
	browser,
}) => {
	const page = await phone(browser, false);
	await writeShop(server, 'shop-of-suk', { ...OPEN_SHOP, nameTh: 'จักสานบ้านตาสุข' }, [
		{
			kind: 'product',
			key: 'basket-one',
			set: {
				nameTh: 'ตะกร้าหวาย',
				category: 'CRAFT',
				price: { satang: 9_000, unit: 'ใบ' },
				state: 'published',
			},
		},
	]);
	// What the first sends, as it sends it.
	await page.goto(`${server.origin}/sell/prices`);
	const sent = page.waitForRequest((request) => request.url().endsWith('/api/sync'));
	await page.route('**/api/sync', (route) => route.abort());
	await setPrice(page, MAT, '555');
	const request = await sent;
	const [body, headers] = [request.postDataBuffer(), request.headers()];
	await join(page, await linkFor(server, { shop: 'shop-of-suk', name: 'ตาสุข' }));
	await page.unroute('**/api/sync');
	await page.reload();
	await reached(page);
	const suk = await account(page, 'ตาสุข');
	const cookies = await page.context().cookies(server.origin);
	const cookie = cookies.find(({ name }) => name.endsWith(suk.enrolment));
	const crossed = await fetch(`${server.origin}/api/sync`, {
		method: 'POST',
		headers: {
			'content-type': headers['content-type'] ?? '',
			origin: server.origin,
			cookie: `${cookie?.name ?? ''}=${cookie?.value ?? ''}`,
		},
		body: new Uint8Array(body ?? Buffer.alloc(0)),
	});
	expect([crossed.status, await crossed.text()]).toEqual([401, 'unknown-enrolment']);
	expect(await shopPage()).not.toContain('555');

	await revoke(page, 'ยายบุญ');
	await page.goto(`${server.origin}/sell/prices`);
	await setPrice(page, 'ตะกร้าหวาย', '95');
	await reached(page);
	const boons = await databaseOf(page, 'ยายบุญ');
	expect(await stored(page, boons, 'queue')).toHaveLength(1);
	await page.goto(`${server.origin}/join/accounts`);
	const card = page.getByRole('article').filter({ hasText: 'ยายบุญ' });
	await expect(card).toContainText('รออยู่ 1 รายการ');
	await card.getByRole('button', { name: /สลับไปใช้/ }).click();
	await told(page);
	await page.context().close();
});

test('a secret in use for thirty days is renewed by a sync, and the phone goes on with the new one', async ({
	browser,
}) => {
	const page = await phone(browser);
	const { enrolment } = await account(page);
	const secret = async () => (await page.context().cookies(server.origin))[0]?.value;
	const row = () =>
		inOffice(server, (app) =>
			app.store.read(({ db }) =>
				db.selectFrom('enrolment').selectAll().where('id', '=', enrolment).executeTakeFirstOrThrow(),
			),
		);
	/** As if `name` were `ms` longer ago. */
	const age = (name: 'created_at' | 'offered_seen_at', ms: number) =>
		inOffice(server, (app) =>
			app.store.write(({ db }) =>
				db
					.updateTable('enrolment')
					.set({ [name]: app.now() - ms })
					.where('id', '=', enrolment)
					.execute(),
			),
		);
	const first = await secret();
	const before = await row();
	await page.goto(`${server.origin}/sell/prices`);
	await setPrice(page, MAT, '501');
	await reached(page);
	expect(await secret()).toBe(first);
	await age('created_at', 31 * DAY);
	await setPrice(page, MAT, '502');
	await expect.poll(secret).not.toBe(first);
	await setPrice(page, MAT, '503');
	await expect.poll(async () => (await row()).offered_seen_at).not.toBeNull();
	expect((await row()).secret_hash).toBe(before.secret_hash);
	await age('offered_seen_at', HOUR);
	await setPrice(page, MAT, '504');
	await expect.poll(async () => (await row()).spent_hash).toBe(before.secret_hash);
	await reached(page);
	await expect.poll(shopPage).toContain('504');
	await page.context().close();
});
