import { expect, type Page } from '@playwright/test';
import { isHereOf, type Part } from '../../src/lib/client/signals.ts';

/** The one fact on every screen of the app, as a button. */
export const chip = (page: Page) =>
	page.locator('header').getByRole('button', { name: /สำนักงาน|สัญญาณ|ต้องดู|เครื่องนี้/ });

/** A row of the price sheet. */
export const priced = (page: Page, name: string) =>
	page.getByRole('listitem').getByRole('button', { name: new RegExp(name) });

/** Opens an invitation and takes it. */
export async function join(page: Page, link: string): Promise<void> {
	await page.goto(link);
	await page.getByRole('button', { name: 'เข้าร่วม' }).click();
	await page.waitForURL(/\/(sell|field|desk)/);
}

/** Waits until a closed sheet has given its step in the history up: that would undo going elsewhere at once. */
export async function sheetIsGone(page: Page): Promise<void> {
	const guarded = () => page.evaluate(() => 'sheetGuard' in ((history.state ?? {}) as object));
	await expect.poll(guarded).toBe(false);
}

export async function reached(page: Page): Promise<void> {
	await expect(chip(page)).toContainText('ถึงสำนักงานแล้ว', { timeout: 30_000 });
}

/** Waits until the app's files are on the phone: from then on it opens with no connection. */
export async function installed(page: Page): Promise<void> {
	await page.evaluate(() => navigator.serviceWorker.ready);
	await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** Waits until a part of the app that not every phone keeps is on this one. */
export async function kept(page: Page, part: Part): Promise<void> {
	const isHere = () => page.evaluate(async (its) => (await caches.match(its)) !== undefined, isHereOf(part));
	await expect.poll(isHere, { timeout: 30_000 }).toBe(true);
}

/** The same for the marketer's app. */
export async function fieldInstalled(page: Page): Promise<void> {
	await installed(page);
	await kept(page, 'field');
}

/** All rows of one table of this phone's database, or of the one whose name begins so; none while there is none. */
export async function rowsOf(page: Page, table: string, of = 'tambon-'): Promise<Record<string, unknown>[]> {
	try {
		return await readRows(page, table, of);
	} catch (error) {
		// A page opens anew by itself once its account is known at the office.
		if (!String(error).includes('because of a navigation')) throw error;
		await page.waitForLoadState();
		return readRows(page, table, of);
	}
}

/** The first record of a kind on this phone, as its person sees it: what waits on top of what the office has. */
export async function shownOf(page: Page, kind: string): Promise<Record<string, unknown>> {
	const row = (await rowsOf(page, 'records')).find((one) => one['kind'] === kind);
	const pending = Object.entries((row?.['pending'] ?? {}) as Record<string, { value: unknown }>);
	return {
		...(row?.['fields'] as object),
		...Object.fromEntries(pending.map(([field, { value }]) => [field, value])),
	};
}

function readRows(page: Page, table: string, of: string): Promise<Record<string, unknown>[]> {
	return page.evaluate(
		async ([store = '', begin = '']) => {
			const named = (await indexedDB.databases()).find(({ name }) => name?.startsWith(begin));
			if (!named?.name) return [];
			const opened = indexedDB.open(named.name);
			const db = await new Promise<IDBDatabase>((resolve, reject) => {
				opened.onsuccess = () => resolve(opened.result);
				opened.onerror = () => reject(opened.error ?? new Error('not opened'));
			});
			const asked = db.transaction(store).objectStore(store).getAll();
			const rows = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
				asked.onsuccess = () => resolve(asked.result as Record<string, unknown>[]);
				asked.onerror = () => reject(asked.error ?? new Error('not read'));
			});
			db.close();
			// A Blob does not travel out of the page; its size does.
			return rows.map((row) =>
				Object.fromEntries(
					Object.entries(row).map(([name, value]) => [name, value instanceof Blob ? value.size : value]),
				),
			);
		},
		[table, of],
	);
}

/** Types a price on the pad that is open, and waits until it is stored. */
export async function typePrice(page: Page, price: string): Promise<void> {
	const pad = page
		.getByRole('dialog')
		.filter({ has: page.getByRole('group') })
		.last();
	for (const digit of price) await pad.getByRole('button', { name: digit, exact: true }).click();
	await pad.getByRole('button', { name: 'เสร็จ' }).click();
	// It closes when the price is stored; until then nothing behind it can be reached.
	await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Sets one price on the price sheet, which must be open. */
export async function setPrice(page: Page, name: string, price: string): Promise<void> {
	await priced(page, name).click();
	await typePrice(page, price);
	await sheetIsGone(page);
}

/** Closes the sheet that is open. */
export async function closeSheet(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await sheetIsGone(page);
}
