/**
 * Looks at every scene at 360 × 640 in both themes: takes its picture, and names what is wrong with it (a page wider
 * than the screen, small targets, axe's findings, a missing Thai font). With the gallery running:
 * `node tests/support/gallery/look.ts FOLDER [SCENE…]`. Exits 1 when something is wrong.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { readdirSync } from 'node:fs';

const [folder = '.', ...wanted] = process.argv.slice(2);
const all = readdirSync(new URL('./scenes', import.meta.url)).map((file) => file.replace('.svelte', ''));
const flags = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags.split(' ') });
let wrong = 0;

for (const scene of wanted.length > 0 ? wanted : all) {
	for (const colorScheme of ['light', 'dark'] as const) {
		const context = await browser.newContext({
			viewport: { width: 360, height: 640 },
			deviceScaleFactor: 1.5,
			hasTouch: true,
			colorScheme,
		});
		const page = await context.newPage();
		const complaints: string[] = [];
		page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
		await page.goto(`http://localhost:5199/?${scene}`, { waitUntil: 'networkidle' });
		await page.waitForTimeout(300);
		await page.screenshot({ path: `${folder}/${scene}-${colorScheme}.png` });
		complaints.push(
			...(await page.evaluate(() => {
				const found: string[] = [];
				if (document.documentElement.scrollWidth > innerWidth) found.push('wider than the screen');
				if (!document.fonts.check('17px "Noto Sans Thai"', 'ก')) found.push('no Thai font');
				for (const target of document.querySelectorAll(
					'button, a, summary, label:has(input), input, textarea',
				)) {
					const { width, height } = target.getBoundingClientRect();
					// A card is the target of its name, a label the target of its box
					const bigger = target.closest('.name, label')?.contains(target) && !target.matches('label');
					if (!bigger && width > 0 && (width < 48 || height < 48)) {
						found.push(
							`small target ${Math.round(width)}×${Math.round(height)}: ${target.outerHTML.slice(0, 90)}`,
						);
					}
				}
				return found;
			})),
		);
		const { violations } = await new AxeBuilder({ page }).analyze();
		complaints.push(
			...violations.map((v) => `axe ${v.id}: ${v.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`),
		);
		await page.screenshot({ path: `${folder}/${scene}-${colorScheme}-whole.png`, fullPage: true });
		for (const complaint of complaints) console.log(`${scene} (${colorScheme}): ${complaint}`);
		wrong += complaints.length;
		await context.close();
	}
}

await browser.close();
process.exitCode = wrong > 0 ? 1 : 0;
