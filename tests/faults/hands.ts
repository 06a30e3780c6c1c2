import { build } from 'esbuild';
import { expect, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { phonePhoto } from '../support/pictures.ts';
import { priced, sheetIsGone } from '../support/seller.ts';
import type * as Hand from './hand.ts';

/** What one tap or one thing that appears may take on a busy machine, milliseconds. */
const LIMIT = { timeout: 60_000 };
/** Shown where the app says that something is stored on this phone. */
const KEPT = 'เก็บในเครื่องนี้แล้ว';

async function show(page: Page, address: string): Promise<void> {
	if (new URL(page.url()).pathname === address) return;
	if (page.url() !== 'about:blank') await sheetIsGone(page);
	await page.goto(new URL(address, await originOf(page)).href, { waitUntil: 'commit' });
}

const originOf = (page: Page): Promise<string> => page.evaluate(() => location.origin);

async function typePrice(page: Page, baht: number): Promise<void> {
	const pad = page
		.getByRole('dialog')
		.filter({ has: page.getByRole('group') })
		.last();
	for (const digit of String(baht)) await pad.getByRole('button', { name: digit, exact: true }).click();
	await pad.getByRole('button', { name: 'เสร็จ' }).click();
	// It closes when the price is stored.
	await expect(page.getByRole('dialog')).toHaveCount(0, LIMIT);
}

async function typeName(page: Page, name: string): Promise<void> {
	await page.getByLabel('ชื่อสินค้า').fill(name);
	await page.getByLabel('ชื่อสินค้า').blur();
	await expect(page.locator('#name').getByText(KEPT)).toBeVisible(LIMIT);
}

/** A new price by the number pad of the price sheet. Each of these resolves when the app shows the edit as saved. */
export async function setPrice(page: Page, name: string, baht: number): Promise<void> {
	await show(page, '/sell/prices');
	await priced(page, name).click();
	await typePrice(page, baht);
}

export async function rename(page: Page, key: string, name: string): Promise<void> {
	await show(page, `/sell/product/${key}`);
	await typeName(page, name);
}

/** The steps in which a new product is made; each is saved when the app shows it. */
export interface Making {
	readonly key: string;
	photo(seed: number): Promise<void>;
	price(baht: number): Promise<void>;
	name(name: string): Promise<void>;
	publish(): Promise<void>;
}

export async function beginProduct(page: Page): Promise<Making> {
	await show(page, '/sell/product/new');
	await page.waitForURL(/\/product\/(?!new$)/);
	return {
		key: page.url().split('/').at(-1) ?? '',
		async photo(seed) {
			await page.locator('input[type=file][multiple]').setInputFiles(await phonePhoto(seed));
			await expect(page.locator('#photos li')).toHaveCount(1, LIMIT);
		},
		async price(baht) {
			await page.getByRole('button', { name: 'ตั้งราคา' }).click();
			await page.getByRole('dialog').getByText('ผืน', { exact: true }).click();
			await typePrice(page, baht);
		},
		name: (name) => typeName(page, name),
		async publish() {
			await page.getByRole('radio', { name: 'ผ้า เครื่องแต่งกาย', exact: true }).check({ force: true });
			await page.getByRole('button', { name: 'ขึ้นหน้าร้าน' }).click();
			await expect(page.getByRole('button', { name: 'พักการขาย' })).toBeVisible(LIMIT);
		},
	};
}

let bundle: Promise<string> | null = null;

async function handBundle(): Promise<string> {
	const entry = fileURLToPath(new URL('./hand.ts', import.meta.url));
	const made = await build({
		entryPoints: [entry],
		bundle: true,
		write: false,
		format: 'iife',
		globalName: 'handOfTest',
		target: 'es2022',
	});
	return made.outputFiles[0]?.text ?? '';
}

type WithHand = typeof globalThis & { handOfTest?: typeof Hand };

/** Several edits in one transaction, by the app's own client code: what no screen does yet, or not as fast. */
export async function editByHand(page: Page, wishes: readonly Hand.Wish[]): Promise<void> {
	if (!(await page.evaluate(() => 'handOfTest' in globalThis))) {
		bundle ??= handBundle();
		// A variable of the script, not of its own scope: the page keeps it until it is left.
		await page.evaluate(`${await bundle};globalThis.handOfTest=handOfTest;undefined`);
	}
	await page.evaluate((wanted) => (globalThis as WithHand).handOfTest?.edit(wanted), wishes);
}

/** What the phone does when a signal is back: the app begins a round at once. */
export async function signal(page: Page): Promise<void> {
	await page.evaluate(() => void dispatchEvent(new Event('online')));
}
