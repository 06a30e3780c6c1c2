import { expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import sharp from 'sharp';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { thaiIn } from '../support/language.ts';
import { keepPicture, writeShop } from '../support/office.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const SHOP = 'shop-of-mae-kham';
const LONG_NAME = 'วิสาหกิจชุมชนกลุ่มแม่บ้านเกษตรกรแปรรูปผลผลิตทางการเกษตรและหัตถกรรมพื้นบ้าน'.repeat(2);
const address = { province: '50', district: '5001', subdistrict: '500101', postcode: '50200', line: 'หมู่ 3' };
const CHILLI = 'น้ำพริกหนุ่มสูตรแม่คำ';
/** In the names of everything that no shopper may see. */
const HIDDEN = 'ห้ามเห็น';

let server: RunningServer;
// Nothing here opens without a connection: no phone fetches the whole app first.
test.use({ serviceWorkers: 'block' });
test.beforeAll(async () => {
	server = await startServer();
	const picture = async (width: number, height: number) =>
		keepPicture(
			server,
			await sharp({ create: { width, height, channels: 3, background: '#8a4b2f' } })
				.webp()
				.toBuffer(),
		);
	const [full, thumb] = [await picture(1_600, 1_200), await picture(320, 240)];
	const good = { category: 'FOOD', price: { satang: 5_950, unit: 'ถุง' }, state: 'published' };
	const product = (key: string, set: object) => ({ kind: 'product', key, set: { ...good, ...set } });
	const photo = (key: string, of: string, order: string) => {
		const set = { of, full, thumb, width: 1_600, height: 1_200, bytes: 9_000, order };
		return { kind: 'photo', key, set };
	};
	await writeShop(
		server,
		SHOP,
		{
			nameTh: 'ครัวแม่คำ บ้านปงห้วยลาน',
			nameEn: "Mae Kham's kitchen",
			producerType: 'GROUP',
			address,
			phones: ['0812345678', '053123456'],
			line: '@maekham',
			facebook: 'maekham.kitchen',
			state: 'published',
		},
		[
			{ kind: 'story', key: SHOP, set: { th: STORY } },
			photo('photo-face', `shop/${SHOP}`, 'V'),
			product('chilli-01', { nameTh: CHILLI, nameEn: 'Young chilli dip', stock: 12 }),
			photo('photo-one', 'product/chilli-01', 'V'),
			photo('photo-two', 'product/chilli-01', 'W'),
			product('rice-5050', { nameTh: 'ข้าวแต๋น ๕๐ ชิ้น', stock: 0 }),
			product('tea-herb', { nameTh: 'ชาใบหม่อน', category: 'HERB', price: { satang: 120_000, unit: '' } }),
			product('hidden-1', { nameTh: `${HIDDEN} ไม่มีราคา`, price: null }),
			product('hidden-2', { nameTh: `${HIDDEN} ฉบับร่าง`, state: 'draft' }),
			product('hidden-3', { nameTh: `${HIDDEN} พักขาย`, state: 'paused' }),
			product('hidden-4', { nameTh: `${HIDDEN} สาโท`, category: 'BEVERAGE', alcohol: true }),
		],
	);
	const closed = { nameTh: `${HIDDEN} ร้านร่าง`, address, phones: ['0812345678'], state: 'draft' };
	await writeShop(server, 'shop-closed', closed, [product('hidden-5', { nameTh: `${HIDDEN} ของร้านร่าง` })]);
	const long = { nameTh: LONG_NAME, address, phones: ['0898765432'], state: 'published' };
	await writeShop(server, 'shop-long', long, [product('long-name', { nameTh: `${LONG_NAME}${LONG_NAME}` })]);
});
test.afterAll(() => server.stop());

async function shopper(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
	return (await browser.newContext(options)).newPage();
}

const STORY = 'แม่คำเริ่มตำน้ำพริกขายตั้งแต่ปี 2540';
const TYPED = [
	STORY,
	CHILLI,
	'ข้าวแต๋น ๕๐ ชิ้น',
	'ชาใบหม่อน',
	LONG_NAME,
	'ถุง',
	'ไม่มีหรอก',
	'พริก',
	'ครัวแม่คำ',
	'บ้านปงห้วยลาน',
];
const PAGES = [
	'/',
	'/region/north',
	'/province/50',
	'/province/10',
	`/s/${SHOP}`,
	`/s/${SHOP}/p/chilli-01`,
	`/s/${SHOP}/p/rice-5050`,
	'/s/shop-long',
	'/s/shop-long/p/long-name',
	'/c/food',
	'/newest',
	'/search?q=พริก',
	'/search?q=ไม่มีหรอก',
	'/no-such-page',
];

test('without JavaScript: home, province, shop, product, and a word with the maker', async ({ browser }) => {
	const page = await shopper(browser, { javaScriptEnabled: false });
	await page.goto(server.origin);
	await expect(page.getByText('2 ร้าน').first()).toBeVisible();
	await page.locator('summary').filter({ hasText: 'ภาคเหนือ' }).click();
	await page.getByRole('link', { name: /^เชียงใหม่/ }).click();
	await expect(page).toHaveURL(/\/province\/50$/);
	await page.getByRole('link', { name: /ครัวแม่คำ/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('ครัวแม่คำ บ้านปงห้วยลาน');
	await expect(page.getByText('แม่คำเริ่มตำน้ำพริกขาย')).toBeVisible();
	await expect(page.locator('article')).toHaveCount(3);
	await page.getByRole('link', { name: CHILLI }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(CHILLI);
	await expect(page.getByText('59.50')).toBeVisible();

	const contact = page.getByRole('region', { name: 'คุยกับคนทำ' });
	await expect(contact.getByRole('link', { name: /^โทร/ }).first()).toHaveAttribute(
		'href',
		'tel:+66812345678',
	);
	const line = (await contact.getByRole('link', { name: 'LINE' }).getAttribute('href')) ?? '';
	expect(line).toMatch(/^https:\/\/line\.me\/R\/oaMessage\/%40maekham\/\?/);
	expect(decodeURIComponent(line)).toContain(
		`${CHILLI} ราคา 59.50 บาท ${server.origin}/s/${SHOP}/p/chilli-01`,
	);
	const messenger = contact.getByRole('link', { name: 'Messenger' });
	await expect(messenger).toHaveAttribute('href', /^https:\/\/m\.me\/maekham\.kitchen\?text=/);
	await page.context().close();
});

test('no page asks for a script, and none shows what is not for sale', async () => {
	for (const address of PAGES) {
		const html = await (await fetch(server.origin + address)).text();
		expect(html, address).not.toContain('<script');
		expect(html, address).not.toContain(HIDDEN);
	}
	for (const key of ['hidden-1', 'hidden-2', 'hidden-3', 'hidden-4']) {
		expect((await fetch(`${server.origin}/s/${SHOP}/p/${key}`)).status, key).toBe(404);
	}
	expect((await fetch(`${server.origin}/s/shop-closed`)).status).toBe(404);
	expect((await fetch(`${server.origin}/s/shop-closed/p/hidden-5`)).status).toBe(404);
	expect((await fetch(`${server.origin}/s/shop-long/p/chilli-01`)).status).toBe(404);
	const found = await (await fetch(`${server.origin}/search?q=${encodeURIComponent(HIDDEN)}`)).text();
	expect(found).not.toContain('<article');
});

test('a search finds any part of a word, however it was typed', async ({ browser }) => {
	const page = await shopper(browser, { javaScriptEnabled: false });
	await page.goto(server.origin);
	for (const [typed, name] of [
		['ริกหนุ', CHILLI],
		['สูตรเเม่', CHILLI],
		['แม่คำ น้ำพริก', CHILLI],
		['chilli', CHILLI],
		['50', 'ข้าวแต๋น ๕๐ ชิ้น'],
		['ห้วยลาน', 'ครัวแม่คำ'],
	] as const) {
		await page.getByRole('searchbox').fill(typed);
		await page.getByRole('searchbox').press('Enter');
		await expect(page, typed).toHaveURL(/\/search\?q=/);
		await expect(page.getByRole('link', { name }).first(), typed).toBeVisible();
		await expect(page.getByRole('searchbox'), typed).toHaveValue(typed);
	}
	await page.getByRole('searchbox').fill('<b>"%_');
	await page.getByRole('searchbox').press('Enter');
	await expect(page.getByRole('heading', { name: 'ไม่พบ “<b>"%_”' })).toBeVisible();
	await expect(page.locator('article')).toHaveCount(0);
	await page.context().close();
});

test('what is not there is told with 404 and a way on', async ({ browser }) => {
	const page = await shopper(browser, { javaScriptEnabled: false });
	const odd = [
		'/no-such-page',
		'/s/not-here',
		`/s/${SHOP}/p/not-here`,
		'/province/99',
		'/c/car',
		'/s/%00',
		'/region/x',
	];
	for (const address of odd) {
		const response = await page.goto(server.origin + address);
		expect(response?.status(), address).toBe(404);
		await expect(page.getByText('ไม่พบหน้านี้'), address).toBeVisible();
		await expect(page.getByRole('link', { name: 'ไปหน้าแรก' })).toHaveAttribute('href', '/');
		await expect(page.getByRole('searchbox')).toBeVisible();
	}
	await page.context().close();
});

test('a choice of language stays, and leaves no Thai of ours behind', async ({ browser }) => {
	const page = await shopper(browser, { javaScriptEnabled: false });
	await page.goto(`${server.origin}/s/${SHOP}/p/chilli-01`);
	await page.getByRole('link', { name: 'English' }).click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Young chilli dip');
	for (const address of PAGES) {
		await page.goto(server.origin + address);
		await expect(page.locator('html'), address).toHaveAttribute('lang', 'en');
		// The names that people typed, the search itself, and the way back to Thai may stay.
		expect(await thaiIn(page, [...TYPED, 'ไทย']), address).toEqual([]);
	}
	await page.getByRole('link', { name: 'ไทย' }).click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'th');
	await page.context().close();
});

test('photos keep their place free: nothing moves while they come', async ({ browser }) => {
	const page = await shopper(browser);
	await page.addInitScript(() => {
		new PerformanceObserver((list) => {
			const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
			const sum = shifts.reduce((total, { value }) => total + value, Number(window.name));
			window.name = String(sum);
		}).observe({ type: 'layout-shift', buffered: true });
	});
	for (const address of ['/', '/province/50', `/s/${SHOP}`, `/s/${SHOP}/p/chilli-01`, '/newest']) {
		await page.evaluate(() => (window.name = ''));
		await page.goto(server.origin + address, { waitUntil: 'networkidle' });
		const photos = page.locator('main img');
		expect(await photos.count(), address).toBeGreaterThan(0);
		for (const photo of await photos.all()) {
			await expect(photo).toHaveAttribute('width', /^\d+$/);
			await expect(photo).toHaveAttribute('height', /^\d+$/);
			await expect.poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
		}
		// 0.1 is what still counts as good; a photo without its place costs more than that by itself.
		expect(Number(await page.evaluate(() => window.name)), address).toBeLessThan(0.01);
	}
	await page.context().close();
});

test('every page is open to all, in light and dark, and none scrolls sideways', async ({ browser }) => {
	const page = await shopper(browser);
	for (const address of PAGES) {
		await page.goto(server.origin + address);
		expect.soft(await faultsInBoth(page), address).toEqual([]);
		expect.soft(await overflow(page), address).toBe(0);
	}
	await page.context().close();
});
