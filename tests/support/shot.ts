import type { Page, PageScreenshotOptions } from '@playwright/test';

/** A picture of a screen for a person to look at, where one asks for them (`SCREENS=1`): a fifth of a second each. */
export async function shot(page: Page, options: PageScreenshotOptions): Promise<void> {
	if (process.env['SCREENS']) await page.screenshot(options);
}
