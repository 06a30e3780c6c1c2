import { expect, type Page } from '@playwright/test';
import { sheetIsGone } from './seller.ts';

/** The screen that stands before an account's screens. */
export const lock = (page: Page) => page.getByRole('dialog', { name: 'แอปล็อกอยู่' });

/** Presses a PIN on whichever pad is on top, and the button below it. */
export async function pressPin(page: Page, pin: string): Promise<void> {
	const pad = page.getByRole('dialog').last().getByRole('form');
	for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).click();
	await pad.locator('button[type=submit]').click();
}

/** Opens the part of the shop's screen where a PIN is set. */
export async function openLockFold(page: Page, origin: string): Promise<void> {
	await page.goto(`${origin}/sell/shop`);
	await page.locator('summary').filter({ hasText: 'ล็อกแอปด้วยรหัส' }).click();
}

export async function setPin(page: Page, origin: string, pin: string): Promise<void> {
	await openLockFold(page, origin);
	await page.getByRole('button', { name: 'ตั้งรหัส' }).click();
	await pressPin(page, pin);
	await pressPin(page, pin);
	await expect(page.getByText('ตั้งรหัสแล้ว')).toBeVisible();
	await sheetIsGone(page);
}

/** As when the person goes to another app for `ms`: the page's clock must be the test's. */
export async function away(page: Page, ms: number): Promise<void> {
	await sight(page, 'hidden');
	await page.clock.fastForward(ms);
	await sight(page, 'visible');
}

export function sight(page: Page, state: 'hidden' | 'visible'): Promise<void> {
	return page.evaluate((said) => {
		Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => said });
		document.dispatchEvent(new Event('visibilitychange'));
	}, state);
}
