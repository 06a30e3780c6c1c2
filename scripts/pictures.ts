// Takes README's pictures from a server with sample data: node scripts/pictures.ts ORIGIN SELLER-LINK
import { chromium, type Page } from '@playwright/test';
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { CHROMIUM_FLAGS, findChromium } from './chromium.mjs';

const [origin, link] = process.argv.slice(2);
if (!origin || !link) {
	process.stderr.write('node scripts/pictures.ts http://localhost:3000 SELLER-LINK\n');
	process.exit(2);
}
const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const font = (weight: number) =>
	fileURLToPath(
		new URL(
			`../node_modules/@fontsource/noto-sans-thai/files/noto-sans-thai-thai-${weight}-normal.woff2`,
			import.meta.url,
		),
	);

/** Phones bring a Thai font; the machine that takes the pictures may have none, and would show boxes. */
async function dress(page: Page): Promise<void> {
	const faces = [400, 700].map((weight) => {
		const data = readFileSync(font(weight)).toString('base64');
		return `@font-face{font-family:"Noto Sans Thai";font-weight:${weight};src:url(data:font/woff2;base64,${data})}`;
	});
	await page.addStyleTag({ content: faces.join('') });
	const loaded = await page.evaluate(async () => {
		await Promise.all(
			[400, 700].map((weight) => document.fonts.load(`${weight} 17px "Noto Sans Thai"`, 'ตำบล')),
		);
		return document.fonts.check('17px "Noto Sans Thai"', 'ตำบล');
	});
	if (!loaded) throw new Error('the Thai font did not load');
}

async function take(page: Page, name: string): Promise<void> {
	await page.waitForLoadState('networkidle');
	await dress(page);
	const picture = await page.screenshot({ animations: 'disabled' });
	await sharp(picture)
		.png({ palette: true, quality: 80, compressionLevel: 9 })
		.toFile(`${folder}${name}.png`);
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
	executablePath: findChromium() ?? '',
	args: [...CHROMIUM_FLAGS, '--hide-scrollbars'],
});
const context = await browser.newContext({
	viewport: { width: 360, height: 640 },
	deviceScaleFactor: 2,
	locale: 'th-TH',
	timezoneId: 'Asia/Bangkok',
	bypassCSP: true,
});
const page = await context.newPage();
await page.goto(link);
await page.getByRole('button', { name: 'เข้าร่วม' }).click();
await page.locator('main img').nth(3).waitFor();
await take(page, 'sell');
await page.goto(`${origin}/sell/prices`);
await page.getByRole('listitem').nth(5).waitFor();
await take(page, 'prices');
await page.goto(`${origin}/province/30`);
await page.locator('main a[href^="/s/"]').first().click();
await page.locator('main img').nth(1).waitFor();
await take(page, 'store');
await page.goto(origin);
await take(page, 'home');
await browser.close();
