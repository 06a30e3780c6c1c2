import { expect, test, type Browser, type Page } from '@playwright/test';
import { linkFor } from '../support/office.ts';
import { join } from '../support/seller.ts';
import { startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** A phone at the last step of the first run. */
async function lastStep(browser: Browser, hasTouch: boolean): Promise<Page> {
	const context = await browser.newContext({ hasTouch });
	const page = await context.newPage();
	await join(page, await linkFor(server, { areas: ['31'], name: 'ยายบุญ' }));
	await expect(page.getByLabel('ชื่อร้านหรือชื่อกลุ่ม')).toBeVisible();
	await page.goto(`${server.origin}/sell/start?step=3`);
	await expect(page.locator('header').getByRole('button').last()).toBeVisible();
	await expect(button(page, 'ต่อไป')).toBeVisible();
	return page;
}

/** Where to press the button that leads on, once it stands still: near its upper edge, which what comes above it moves away. */
async function edge(page: Page): Promise<{ x: number; y: number }> {
	const place = () => button(page, 'ต่อไป').boundingBox();
	let last = '';
	await expect.poll(async () => last === (last = JSON.stringify(await place()))).toBe(true);
	const box = await place();
	return { x: (box?.x ?? 0) + 90, y: (box?.y ?? 0) + 6 };
}

/** Another button comes where this one was. */
async function push(page: Page): Promise<void> {
	await page.evaluate(() => {
		const fields = document.querySelector('main')!;
		const come = document.createElement('button');
		come.textContent = 'มาแทนที่';
		come.style.minHeight = '80px';
		come.onclick = () => (document.body.dataset['pressed'] = 'another');
		fields.querySelector(':scope > button')!.before(come);
	});
}

const isThere = (page: Page) => expect(page.getByRole('heading', { name: 'ร้านพร้อมแล้ว' })).toBeVisible();
const pressed = (page: Page) => page.evaluate(() => document.body.dataset['pressed']);

test('a finger presses what it came down on, whatever has come there by the time it goes up', async ({
	browser,
}) => {
	const page = await lastStep(browser, true);
	const { x, y } = await edge(page);
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
	await push(page);
	await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	await isThere(page);
	expect(await pressed(page)).toBeUndefined();
	await page.context().close();
});

test('a button that a word of the field before it moves is pressed all the same', async ({ browser }) => {
	const page = await lastStep(browser, true);
	await page.getByLabel('เบอร์โทร').first().fill('123');
	// In whatever font the word is, it is longer than the hint in whose place it comes.
	await page.addStyleTag({ content: '.about .error { padding-bottom: 40px }' });
	const { x, y } = await edge(page);
	await page.evaluate(() =>
		document.addEventListener('click', ({ target }) => {
			document.body.dataset['pressed'] = (target as Element).closest('button')?.textContent?.trim() ?? '';
		}),
	);
	await page.touchscreen.tap(x, y);
	await expect(page.getByText('อันนี้ไม่ใช่เบอร์โทรไทย')).toBeVisible();
	await expect.poll(async () => (await button(page, 'ต่อไป').boundingBox())?.y).toBeGreaterThan(y);
	expect(await pressed(page)).toBe('ต่อไป');
	await page.context().close();
});

test('a mouse does the same, and lets go of what it slides away from', async ({ browser }) => {
	const page = await lastStep(browser, false);
	const { x, y } = await edge(page);
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x, y - 200, { steps: 5 });
	await page.mouse.up();
	await page.mouse.move(x, y);
	await page.mouse.down();
	await push(page);
	await expect(page).toHaveURL(/step=3/);
	await page.mouse.up();
	await isThere(page);
	expect(await pressed(page)).toBeUndefined();
	await page.context().close();
});

test('a button drawn anew under the finger with the same words is the same one, another one is not', async ({
	browser,
}) => {
	const page = await lastStep(browser, true);
	const { x, y } = await edge(page);
	const cdp = await page.context().newCDPSession(page);
	const press = async (words: string) => {
		await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
		await page.evaluate((own) => {
			const old = document.querySelector('main > button')!;
			const anew = old.cloneNode(true) as HTMLElement;
			anew.onclick = () => (document.body.dataset['pressed'] = own);
			if (own) anew.textContent = own;
			old.replaceWith(anew);
		}, words);
		await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	};
	await press('');
	await expect.poll(() => pressed(page)).toBe('');
	await press('มาแทนที่');
	await page.evaluate(() => new Promise(requestAnimationFrame));
	expect(await pressed(page)).toBe('');
	await page.context().close();
});

test('keys and what nobody pressed are left alone', async ({ browser }) => {
	const page = await lastStep(browser, false);
	await page.mouse.click(2, 400);
	await button(page, 'ต่อไป').focus();
	await page.keyboard.press('Enter');
	await isThere(page);
	await page.context().close();
});
