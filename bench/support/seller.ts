import type { BrowserContext } from '@playwright/test';
import { catalogueOf } from '../../src/lib/domain/access.ts';
import { newKey, randomKey } from '../../src/lib/domain/key.ts';
import { openApp } from '../../src/lib/server/app.ts';
import { invite, redeem } from '../../src/lib/server/invitations.ts';
import { writeAs, type ServerEdit } from '../../src/lib/server/write.ts';
import { makeWorkload } from './workload.ts';

export const SHOP = 'benchshop';
const SPACE = { id: catalogueOf(SHOP), area: '45', shop: SHOP };
const CATEGORIES = ['FOOD', 'BEVERAGE', 'TEXTILE', 'CRAFT', 'HERB'];
const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** A published shop with `count` products of the real model, written by the server itself. */
export async function seedShop(dataDir: string, count: number): Promise<void> {
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	const now = app.now();
	const shop = {
		nameTh: 'ร้านวิสาหกิจชุมชนบ้านหนองบัว',
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

/** Joins as a seller of that shop and puts the account and its cookie into a browser. */
export async function enrol(context: BrowserContext, dataDir: string, origin: string): Promise<void> {
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	const wish = { role: 'seller', areas: ['45'], shop: SHOP, name: 'bench', validMs: 60_000 } as const;
	const invited = await invite(app, null, wish);
	if (invited.kind !== 'ok') throw new Error(invited.kind);
	const asked = { secret: invited.secret, key: randomKey(43, chance), phone: 'bench', device: '' };
	const joined = await redeem(app, asked);
	if (joined.kind !== 'ok') throw new Error(joined.kind);
	await app.store.close();
	const { enrolment, person, session } = joined;
	await context.addCookies([
		{
			name: `__Host-t-${enrolment}`,
			value: session,
			// A Secure cookie is put in by an https address; the browser then sends it to localhost all the same.
			url: origin.replace('http:', 'https:'),
			secure: true,
			httpOnly: true,
			sameSite: 'Lax',
		},
	]);
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto(`${origin}/health`);
	await page.evaluate(
		([account, id]) => {
			localStorage.setItem('tambon.accounts', JSON.stringify([account]));
			localStorage.setItem('tambon.account', id);
		},
		[{ enrolment, ...person }, person.person] as const,
	);
}
