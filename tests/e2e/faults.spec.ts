import { expect, test } from '@playwright/test';
import { faults } from '../faults/faults.ts';
import type { Side } from '../faults/loops.ts';
import { linkFor, writeShop } from '../support/office.ts';
import { join, priced, reached, rowsOf } from '../support/seller.ts';
import { startServer } from '../support/server.ts';

// The same as `npm run faults`, which goes on for as long as it is told to.
const FEW: Readonly<Record<Side, number>> = { server: 1, phone: 1 };

for (const side of ['server', 'phone'] as const) {
	test(`what the app said it had saved survives a ${side} killed in the middle of a sync, once`, async () => {
		const said: string[] = [];
		const tally = await faults({ side, loops: FEW[side], seed: 3, say: (line) => said.push(line) });
		expect(tally, said.join('\n')).toMatchObject({ loops: FEW[side], lost: 0, doubled: 0, apart: 0 });
		expect(tally.kills).toBeGreaterThanOrEqual(FEW[side]);
		expect(tally.edits).toBeGreaterThan(0);
	});
}

test('a number pad stays open, with what was typed, when the office changes what is beneath it', async ({
	browser,
}) => {
	const server = await startServer();
	const write = (satang: number) =>
		writeShop(server, 'shop-of-boon', { nameTh: 'ร้านยายบุญ' }, [
			{ kind: 'product', key: 'mat-1', set: { nameTh: 'เสื่อกก', price: { satang, unit: 'ผืน' } } },
		]);
	await write(25_000);
	const context = await browser.newContext();
	const page = await context.newPage();
	await join(page, await linkFor(server, { shop: 'shop-of-boon' }));
	await reached(page);
	await page.goto(`${server.origin}/sell/prices`);
	await priced(page, 'เสื่อกก').click();
	const pad = page.getByRole('dialog');
	await pad.getByRole('button', { name: '4', exact: true }).click();
	await write(28_000);
	await page.evaluate(() => void dispatchEvent(new Event('online')));
	await expect
		.poll(async () => JSON.stringify((await rowsOf(page, 'records')).map((row) => row['fields'])))
		.toContain('28000');
	await pad.getByRole('button', { name: '9', exact: true }).click();
	await expect(pad.locator('output')).toHaveText('฿49');
	await pad.getByRole('button', { name: 'ปิด' }).click();
	await expect(pad).toHaveCount(0);
	await context.close();
	await server.stop();
});
