import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '$lib/domain/contact.ts';
import { app } from '$lib/server/app';
import { rec, productRec, shopRec, writeRecords } from '../../../tests/support/catalogue.ts';
import { load as category } from './c/[category]/+page.server.ts';
import { load as layout } from './+layout.server.ts';
import { load as newest } from './newest/+page.server.ts';
import { load as home } from './+page.server.ts';
import { load as province } from './province/[code]/+page.server.ts';
import { load as region } from './region/[region]/+page.server.ts';
import { load as search } from './search/+page.server.ts';
import { load as shop } from './s/[shop]/+page.server.ts';
import { load as product } from './s/[shop]/p/[product]/+page.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'storefront-'));

/** A request as the loads see it; `set` takes the cookies that they leave. */
function asked(
	path: string,
	params: Record<string, string> = {},
	cookies: Record<string, string> = {},
	set: unknown[] = [],
) {
	return {
		params,
		url: new URL(path, 'http://localhost'),
		cookies: { get: (name: string) => cookies[name], set: (...all: unknown[]) => void set.push(all) },
		setHeaders: () => undefined,
	} as never;
}

const shopPage = (key: string) => shop(asked(`/s/${key}`, { shop: key }));
const productPage = (key: string, item: string) =>
	product(asked(`/s/${key}/p/${item}`, { shop: key, product: item }));

/** The whole of what every list page tells, as one text. */
async function everything(): Promise<string> {
	const pages = await Promise.all([
		home(asked('/')),
		newest(asked('/newest')),
		category(asked('/c/food', { category: 'food' })),
		province(asked('/province/50', { code: '50' })),
		region(asked('/region/north', { region: 'north' })),
		search(asked('/search?q=ความลับ')),
		search(asked('/search?q=เปิด')),
		shopPage('open1'),
	]);
	return JSON.stringify(pages);
}

beforeAll(async () => {
	process.env['DATA_DIR'] = folder;
	process.env['LOG_LEVEL'] = 'error';
	const { store } = await app();
	const open = { nameTh: 'ร้านเปิด' };
	const hidden = (name: string) => ({ nameTh: `ความลับ ${name}`, nameEn: `secret ${name}` });
	await writeRecords(store, [
		shopRec('open1', open),
		productRec('open1', 'good1', { nameTh: 'ของเปิดเผย', stock: 0 }),
		productRec('open1', 'draft1', { ...hidden('draft'), state: 'draft' }),
		productRec('open1', 'paused1', { ...hidden('paused'), state: 'paused' }),
		productRec('open1', 'unpriced1', { ...hidden('unpriced'), price: null }),
		productRec('open1', 'alcohol1', { ...hidden('alcohol'), alcohol: true }),
		rec('c.open1', 'story', 'alcohol1', { th: 'ความลับในขวด' }),
		shopRec('shut1', { ...hidden('shop'), state: 'paused' }),
		productRec('shut1', 'inside1', hidden('of a paused shop')),
	]);
});
afterAll(async () => {
	await (await app()).store.close();
	rmSync(folder, { recursive: true });
});

describe('pages', () => {
	it('show what is published and priced', async () => {
		expect(await everything()).toContain('ของเปิดเผย');
	});

	it('tell nothing of a draft, an unpriced product, alcohol or a paused shop', async () => {
		const told = (await everything()).replaceAll('"text":"ความลับ"', '');
		expect(told).not.toContain('ความลับ');
		expect(told).not.toContain('secret');
	});

	it.each(['draft1', 'paused1', 'unpriced1', 'alcohol1', 'nothing', "x' or 1"])(
		'404 for %s',
		async (item) => {
			await expect(productPage('open1', item)).rejects.toMatchObject({ status: 404 });
		},
	);

	it('404 for a paused shop, what is in it, and a shop that never was', async () => {
		await expect(shopPage('shut1')).rejects.toMatchObject({ status: 404 });
		await expect(productPage('shut1', 'inside1')).rejects.toMatchObject({ status: 404 });
		await expect(shopPage('never1')).rejects.toMatchObject({ status: 404 });
	});

	it('count what a shopper can see', async () => {
		expect(await home(asked('/'))).toMatchObject({ shops: 1, products: 1 });
	});

	it('begin a chat with what the shopper looks at', async () => {
		const { store } = await app();
		await writeRecords(store, [
			shopRec('chat1', { line: '@chat', state: 'published' }),
			productRec('chat1', 'good2'),
		]);
		const { contacts } = (await productPage('chat1', 'good2')) as { contacts: Contact[] };
		const line = contacts.find(({ kind }) => kind === 'line');
		expect(decodeURIComponent(line?.href ?? '')).toContain('น้ำพริกเผา ราคา 50 บาท http');
	});
});

describe('language', () => {
	it('is Thai, unless the address or an earlier choice says otherwise', async () => {
		expect(await layout(asked('/'))).toMatchObject({ language: 'th' });
		expect(await layout(asked('/?lang=en'))).toMatchObject({ language: 'en' });
		expect(await layout(asked('/', {}, { language: 'en' }))).toMatchObject({ language: 'en' });
		expect(await layout(asked('/?lang=th', {}, { language: 'en' }))).toMatchObject({ language: 'th' });
		expect(await layout(asked('/?lang=xx', {}, { language: 'yy' }))).toMatchObject({ language: 'th' });
	});

	it('keeps a choice in a cookie, and only a choice', async () => {
		const chosen: unknown[] = [];
		await layout(asked('/?lang=en', {}, {}, chosen));
		expect(chosen).toMatchObject([['language', 'en', { httpOnly: true }]]);
		const plain: unknown[] = [];
		await layout(asked('/', {}, {}, plain));
		expect(plain).toEqual([]);
	});

	it('does not change the canonical address', async () => {
		const data = await layout(asked('/c/food?after=1.abcd&lang=en&fbclid=x'));
		expect(data).toMatchObject({ canonical: 'http://localhost:3000/c/food?after=1.abcd' });
	});
});
