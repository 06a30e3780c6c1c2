import type { BrowserContext } from '@playwright/test';
import { catalogueOf } from '../../src/lib/domain/access.ts';
import { newKey } from '../../src/lib/domain/key.ts';
import type { Account } from '../../src/lib/client/accounts.ts';
import { openApp } from '../../src/lib/server/app.ts';
import { writeAs, type ServerEdit } from '../../src/lib/server/write.ts';
import { join, type Joined } from './join.ts';
import { makeWorkload } from './workload.ts';

export const SHOP = 'benchshop';
export const SHOP_NAME = 'ร้านวิสาหกิจชุมชนบ้านหนองบัว';
const SPACE = { id: catalogueOf(SHOP), area: '45', shop: SHOP };
const CATEGORIES = ['FOOD', 'BEVERAGE', 'TEXTILE', 'CRAFT', 'HERB'];
const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** A published shop with `count` products of the real model, written by the server itself. */
export async function seedShop(dataDir: string, count: number): Promise<void> {
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	const now = app.now();
	const shop = {
		nameTh: SHOP_NAME,
		producerType: 'GROUP',
		address: { province: '45', district: '4501', subdistrict: '', postcode: '45000', line: 'หมู่ 4' },
		phones: ['0812345678'],
		state: 'published',
	};
	const products = makeWorkload(count).products.flatMap((product, i): ServerEdit[] => {
		const key = newKey(now - i * 1_000, chance);
		const set = {
			nameTh: product.name,
			category: CATEGORIES[i % CATEGORIES.length] as string,
			price: { satang: product.price, unit: product.unit },
			stock: product.stock,
			state: product.status === 'active' ? 'published' : 'paused',
		};
		return [
			{ kind: 'product', key, set },
			{ kind: 'story', key, set: { th: product.description } },
		];
	});
	await app.store.write((tx) =>
		writeAs(tx, 'bench', SPACE, [{ kind: 'shop', key: SHOP, set: shop }, ...products], now),
	);
	await app.store.close();
}

const SELLER = { role: 'seller', areas: ['45'], shop: SHOP } as const;

/** Joins, as a seller of that shop unless `who` says otherwise, and puts the account and its cookie into a browser. */
export async function enrol(
	context: BrowserContext,
	dataDir: string,
	origin: string,
	who: Parameters<typeof join>[1] = SELLER,
): Promise<void> {
	const { account, secret } = await join(dataDir, who);
	await giveCookie(context, origin, { account, secret });
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto(`${origin}/health`);
	await page.evaluate(remember, account);
}

/** Puts a session's cookie into a browser, as an answer of the server would. */
export async function giveCookie(
	context: BrowserContext,
	origin: string,
	{ account, secret }: Pick<Joined, 'account' | 'secret'>,
): Promise<void> {
	await context.addCookies([
		{
			name: `__Host-t-${account.enrolment}`,
			value: secret,
			// A Secure cookie is put in by an https address; the browser then sends it to localhost all the same.
			url: origin.replace('http:', 'https:'),
			secure: true,
			httpOnly: true,
			sameSite: 'Lax',
		},
	]);
}

/** Runs in the page: from here on the app is that account's. */
export function remember(account: Account): void {
	localStorage.setItem('tambon.accounts', JSON.stringify([account]));
	localStorage.setItem('tambon.account', account.person);
}
