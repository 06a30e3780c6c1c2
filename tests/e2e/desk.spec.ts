import { parse } from 'csv-parse/sync';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { readSheet } from 'read-excel-file/node';
import { latestAccesses } from '../../src/lib/server/store/queries/access-log.ts';
import { faultsInBoth, overflow } from '../support/axe.ts';
import { FORMULA, makeDeskWorld, ODD, WEAVERS } from '../support/desk-world.ts';
import { inOffice } from '../support/office.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { shot } from '../support/shot.ts';

/** The desk as it is used: on a computer of an office and on a phone, with no JavaScript at all. */
const SCREENS = [
	{ width: 1_366, height: 768 },
	{ width: 360, height: 640 },
];
/** A cookie that is only for secure places is given for this one, and sent to `http://localhost` too. */
const SECURE = 'https://localhost/';
const PAGES = ['/desk', '/desk/review', '/desk/shop/maker-0', '/desk/makers?province=30&which=oldest'];

let server: RunningServer;
let world: Awaited<ReturnType<typeof makeDeskWorld>>;
// Nothing here opens without a connection: no phone fetches the whole app first.
test.use({ serviceWorkers: 'block' });
test.beforeAll(async () => {
	server = await startServer();
	world = await inOffice(server, makeDeskWorld);
});
test.afterAll(() => server.stop());

async function at(
	browser: Browser,
	who: { cookie: string },
	viewport = SCREENS[0],
	javaScriptEnabled = false,
): Promise<Page> {
	const [name = '', value = ''] = who.cookie.split('=');
	const context = await browser.newContext({ javaScriptEnabled, viewport: viewport ?? null });
	await context.addCookies([{ name, value, url: SECURE, secure: true }]);
	return context.newPage();
}

const row = (page: Page, name: string) => page.locator('#sort tbody tr').filter({ hasText: name });
const cell = (page: Page, name: string, column: number) => row(page, name).locator('td').nth(column);

test('the overview tells a number, none and what nobody knows apart, and leads to what was counted', async ({
	browser,
}) => {
	const page = await at(browser, world.staff);
	await page.goto(`${server.origin}/desk`);
	await expect(page.locator('#sort tbody tr')).toHaveCount(77);
	await expect(page.getByText('ทะเบียน ทะเบียน.csv: 6 แถว')).toBeVisible();
	await expect(page.getByText('1 แถวไม่มีชื่อหรือจังหวัด')).toBeVisible();
	// Makers, and phones silent for a week: a number, none, nobody knows
	await expect(cell(page, 'นครราชสีมา', 0)).toHaveText('3');
	await expect(cell(page, 'นครราชสีมา', 11)).toHaveText('1');
	await expect(cell(page, 'บุรีรัมย์', 5)).toHaveText('0 ไม่มีเลย');
	await expect(cell(page, 'บุรีรัมย์', 11)).toHaveText('ไม่รู้: ยังไม่มีเครื่องให้ได้ยิน');
	// Visits planned, made, how many days ago, and when the last report came
	for (const [column, text] of [
		[14, '1'],
		[15, '1'],
		[16, '2'],
		[17, 'วันนี้'],
	] as const)
		await expect(cell(page, 'นครราชสีมา', column)).toHaveText(text);
	await expect(cell(page, 'บุรีรัมย์', 16)).toHaveText('ไม่รู้: ยังไม่มีการเยี่ยมที่จบแล้ว');
	await page.getByRole('link', { name: '14 วัน' }).click();
	await expect(cell(page, 'นครราชสีมา', 11)).toHaveText('0 ไม่มีเลย');

	const table = page.locator('#sort');
	await table.getByRole('columnheader', { name: 'ผู้ผลิต ราย' }).getByRole('link').click();
	const makers = table.locator('th[aria-sort]');
	await expect(makers).toHaveAttribute('aria-sort', 'descending');
	await expect(page.locator('#sort tbody th').first()).toContainText('นครราชสีมา');
	await makers.getByRole('link').click();
	await expect(makers).toHaveAttribute('aria-sort', 'ascending');

	await cell(page, 'นครราชสีมา', 4).getByRole('link').click();
	await expect(page.getByText('พบ 1 จาก 3 ราย')).toBeVisible();
	await page.getByRole('link', { name: WEAVERS }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(WEAVERS);
	await expect(page.getByText('25,000 บาท')).toBeVisible();
});

test('what waits is told with where and since when, and a marketer sees the own provinces alone', async ({
	browser,
}) => {
	const page = await at(browser, world.staff);
	await page.goto(`${server.origin}/desk/review`);
	const queue = (name: string) => page.locator(`#${name} tbody tr`);
	await expect(queue('questions')).toHaveCount(1);
	await expect(queue('questions')).toContainText(`ราคา · ${ODD}`);
	await expect(queue('prices')).toContainText('สูงผิดสังเกต: 25,000 บาท / ผืน เดิม 2,500 บาท');
	await expect(queue('refused')).toContainText('ยายบุญ');
	await expect(queue('consent').filter({ hasText: 'กลุ่มจักสาน 3' })).toHaveCount(1);
	await queue('questions').getByRole('link').click();
	await expect(page.getByText('คุณมาลี ตั้งว่า')).toBeVisible();

	const theirs = await at(browser, world.marketer);
	await theirs.goto(`${server.origin}/desk`);
	await expect(theirs.locator('#sort tbody tr')).toHaveCount(2);
	await expect(theirs.locator('#marketers')).toHaveCount(0);
	expect((await theirs.goto(`${server.origin}/desk/shop/maker-4`))?.status()).toBe(404);
});

test('every table leaves as CSV and XLSX: no formula, no whole number of a phone, and noted', async ({
	browser,
}) => {
	const page = await at(browser, world.staff);
	const save = async (address: string, table: string, format: string) => {
		await page.goto(server.origin + address);
		const saving = page.waitForEvent('download');
		await page.locator(`a[href*="/desk/export/${table}.${format}"]`).click();
		return readFile(await (await saving).path());
	};
	const csv = await save('/desk/makers?province=30', 'makers', 'csv');
	expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	const makers: string[][] = parse(csv, { bom: true });
	expect(makers.map(([name]) => name)).toContain(`'${FORMULA}`);
	expect(makers.slice(1).map((line) => line[3])).toEqual(Array(3).fill('081-xxx-5678'));
	const sheet = await readSheet(await save('/desk', 'coverage', 'xlsx'));
	expect(sheet).toHaveLength(1 + 77 + 1);
	expect(sheet.at(-1)?.slice(0, 4)).toEqual(['รวม', null, 5, 5]);
	for (const queue of ['questions', 'refused', 'prices', 'consent']) {
		const waiting: string[][] = parse(await save('/desk/review', `review-${queue}`, 'csv'), { bom: true });
		expect(
			waiting.slice(1).map(([, shop]) => shop),
			queue,
		).toContain(WEAVERS);
	}
	await save('/desk/people?role=seller', 'people', 'xlsx');
	await save('/desk', 'marketers', 'csv');
	const noted = await inOffice(server, (app) => app.store.read((tx) => latestAccesses(tx, 50)));
	const exports = noted.filter(({ act }) => act === 'export').map(({ thing }) => thing);
	expect(exports).toEqual(expect.arrayContaining(['makers.csv', 'coverage.xlsx', 'review-prices.csv']));
	const theirs = await at(browser, world.marketer);
	const answer = await theirs.request.get(`${server.origin}/desk/export/marketers.csv`);
	expect(answer.status()).toBe(404);
});

for (const viewport of SCREENS)
	test(`nothing is cut off or out of reach at ${viewport.width} px`, async ({ browser }) => {
		const page = await at(browser, world.staff, viewport);
		for (const [i, address] of PAGES.entries()) {
			await page.goto(server.origin + address);
			expect.soft(await overflow(page), address).toBe(0);
			await shot(page, { path: `test-results/desk-${i}-${viewport.width}.png`, fullPage: true });
		}
	});

test('axe has nothing against any of it', async ({ browser }) => {
	// Axe is JavaScript itself. A marketer's tables are the same with few lines: it looks at every cell of 77
	const page = await at(browser, world.marketer, SCREENS[1], true);
	for (const address of PAGES.slice(0, 3)) {
		await page.goto(server.origin + address);
		expect.soft(await faultsInBoth(page), address).toEqual([]);
	}
});
