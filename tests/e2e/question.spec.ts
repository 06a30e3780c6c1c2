import { expect, test, type Page } from '@playwright/test';
import { inviteLink } from '../support/invite.ts';
import { openPhone, type Phone } from '../support/phone.ts';
import { typePrice } from '../support/seller.ts';
import { freeFolder, startServer } from '../support/server.ts';

const SHOP = 'กลุ่มทอผ้าบ้านหนองบัว';
const MAT = 'เสื่อกกลายขิดทอมือ';

const chip = (page: Page) => page.locator('header').getByRole('button').last();
/** A row of the price sheet. */
const priced = (page: Page) => page.getByRole('listitem').filter({ hasText: MAT });

async function join(page: Page, link: string): Promise<void> {
	await page.goto(link);
	await page.getByRole('button', { name: 'เข้าร่วม' }).click();
	await page.waitForURL(/\/sell/);
	// From then on it opens with no connection.
	await page.evaluate(() => navigator.serviceWorker.ready);
	await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

async function makeShop(page: Page): Promise<void> {
	await page.getByLabel('ชื่อร้านหรือชื่อกลุ่ม').fill(SHOP);
	await page.getByRole('radio', { name: /กลุ่มผู้ผลิตชุมชน/ }).check({ force: true });
	await page.getByRole('button', { name: 'ต่อไป' }).click();
	await expect(page.getByRole('heading', { name: 'ร้านอยู่ที่ไหน' })).toBeVisible();
	await page.getByRole('button', { name: 'ต่อไป' }).click();
	await page.getByLabel('เบอร์โทร').first().fill('0812345678');
	await page.getByRole('button', { name: /ต่อไป|เสร็จ/ }).click();
	await page.getByText('เพิ่มสินค้าชิ้นแรก', { exact: true }).click();
}

async function addMat(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'ตั้งราคา' }).click();
	await page.getByRole('dialog').getByText('ผืน', { exact: true }).click();
	await typePrice(page, '250');
	await page.getByLabel('ชื่อสินค้า').fill(MAT);
	await page.getByLabel('ชื่อสินค้า').blur();
	await page.getByRole('radio', { name: 'ของใช้ ของตกแต่ง ของที่ระลึก', exact: true }).check({ force: true });
	await page.getByRole('button', { name: 'ขึ้นหน้าร้าน' }).click();
	await expect(page.getByRole('button', { name: 'พักการขาย' })).toBeVisible();
}

async function setPrice(page: Page, price: string): Promise<void> {
	await priced(page).getByRole('button').first().click();
	await typePrice(page, price);
	await expect(priced(page)).toContainText(`฿${price}`);
}

async function syncNow(page: Page): Promise<void> {
	await chip(page).click();
	await page.getByRole('button', { name: 'ลองตอนนี้' }).click();
	await expect(page.getByRole('button', { name: 'ลองตอนนี้' })).toBeEnabled();
	await page.keyboard.press('Escape');
	// The sheet gives its step in the history up a moment after it closed, which would undo going elsewhere at once.
	const guarded = () => page.evaluate(() => 'sheetGuard' in ((history.state ?? {}) as object));
	await expect.poll(guarded).toBe(false);
}

test('two prices set unseen: both are kept, one person picks, and everybody has what was picked', async () => {
	const server = await startServer();
	const { origin } = server;
	const mother: Phone = await openPhone(freeFolder());
	const daughter: Phone = await openPhone(freeFolder());
	const hers = mother.page;
	const mine = daughter.page;
	let shop = '';

	await test.step('one shop with a mat for 250 baht, on both phones', async () => {
		await join(hers, inviteLink(server, '--role', 'seller', '--province', 'นครราชสีมา', '--name', 'ยายบุญ'));
		await makeShop(hers);
		await addMat(hers);
		await hers.goto(`${origin}/sell/shop`);
		await hers.getByRole('button', { name: 'เปิดหน้าร้าน' }).click();
		await hers.getByRole('dialog').getByRole('button', { name: /ยินยอม/ }).click();
		await expect(chip(hers)).toContainText('ถึงสำนักงานแล้ว', { timeout: 60_000 });
		shop = await hers.evaluate(
			() =>
				(JSON.parse(localStorage.getItem('tambon.accounts') ?? '[]') as { shop: string }[])[0]?.shop ?? '',
		);
		await join(mine, inviteLink(server, '--role', 'seller', '--shop', shop, '--name', 'หลาน'));
		for (const page of [hers, mine]) {
			await page.goto(`${origin}/sell/prices`);
			await expect(priced(page)).toContainText('฿250');
		}
	});

	await test.step('both lose the line, and each sets another price', async () => {
		for (const phone of [mother, daughter]) await phone.context.setOffline(true);
		await setPrice(hers, '280');
		await setPrice(mine, '300');
	});

	await test.step('hers arrives first; his is kept, and he is asked', async () => {
		await mother.context.setOffline(false);
		await expect(chip(hers)).toContainText('ถึงสำนักงานแล้ว', { timeout: 60_000 });
		await daughter.context.setOffline(false);
		await expect(chip(mine)).toContainText('ต้องดู 1', { timeout: 60_000 });
		await expect(priced(mine)).toContainText('฿280');
		await expect(priced(mine)).toContainText('ต้องดู');
	});

	await test.step('she is asked too, with whose is whose', async () => {
		await syncNow(hers);
		await expect(chip(hers)).toContainText('ต้องดู 1');
		await hers.goto(`${origin}/sell`);
		await hers.getByRole('button', { name: 'ต้องดู', exact: true }).click();
		await expect(hers).toHaveURL(/\/sell\/question\/product\/.+\/price$/);
		const sides = { ที่ฉันตั้ง: '฿280', คนอื่น: '฿300' };
		for (const [who, price] of Object.entries(sides)) {
			const side = hers.getByRole('listitem').filter({ hasText: who });
			await expect(side).toContainText(price);
			await expect(side).toContainText(/เมื่อกี้|นาทีที่แล้ว/);
		}
	});

	await test.step('with no line, he goes to the question from the chip and picks his own', async () => {
		await daughter.context.setOffline(true);
		await chip(mine).click();
		await mine.getByRole('button', { name: 'ดูและเลือก' }).click();
		await expect(mine.getByRole('dialog')).toHaveCount(0);
		await expect(mine.getByRole('listitem').filter({ hasText: 'คนอื่น' })).toContainText('ใช้อยู่ตอนนี้');
		await mine.getByRole('button', { name: 'ใช้อันนี้ ฿300 ต่อผืน' }).click();
		await expect(mine.getByRole('alert')).toContainText('ใช้ ฿300 ต่อผืน');
		await expect(chip(mine)).toContainText('รอสัญญาณ 1');
		await mine.goBack();
		await expect(mine).toHaveURL(/\/sell\/prices$/);
		await expect(priced(mine)).toContainText('฿300');
	});

	await test.step('the line comes back: the picked price is on both phones and in the storefront', async () => {
		await daughter.context.setOffline(false);
		await expect(chip(mine)).toContainText('ถึงสำนักงานแล้ว', { timeout: 60_000 });
		await syncNow(hers);
		await expect(hers.getByText('เรื่องนี้เรียบร้อยแล้ว')).toBeVisible();
		await expect(chip(hers)).toContainText('ถึงสำนักงานแล้ว');
		for (const page of [hers, mine]) {
			await page.goto(`${origin}/sell/prices`);
			await expect(priced(page)).toContainText('฿300');
			await expect(priced(page)).not.toContainText('ต้องดู');
		}
		const html = await (await fetch(`${origin}/s/${shop}`)).text();
		expect(html).toContain(MAT);
		expect(html).toContain('300');
		expect(html).not.toContain('280');
	});

	await test.step('they meet once more, and she types a third price that neither had set', async () => {
		for (const phone of [mother, daughter]) await phone.context.setOffline(true);
		await setPrice(hers, '310');
		await setPrice(mine, '330');
		await mother.context.setOffline(false);
		await expect(chip(hers)).toContainText('ถึงสำนักงานแล้ว', { timeout: 60_000 });
		await daughter.context.setOffline(false);
		await expect(chip(mine)).toContainText('ต้องดู 1', { timeout: 60_000 });
		await syncNow(hers);
		await priced(hers).getByRole('button', { name: 'ต้องดู' }).click();
		await expect(hers.getByRole('listitem').filter({ hasText: 'คนอื่น' })).toContainText('฿330');
		await hers.getByRole('button', { name: 'ตั้งราคาใหม่' }).click();
		await typePrice(hers, '320');
		await expect(hers.getByRole('alert')).toContainText('฿320');
		await expect(chip(hers)).toContainText('ถึงสำนักงานแล้ว', { timeout: 60_000 });
		await syncNow(mine);
		await expect(priced(mine)).toContainText('฿320');
		await expect(priced(mine)).not.toContainText('ต้องดู');
	});

	await mother.kill();
	await daughter.kill();
	await server.stop();
});
