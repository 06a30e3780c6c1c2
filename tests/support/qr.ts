import type { Page } from '@playwright/test';
import jsqr from 'jsqr';
import sharp from 'sharp';

/** What a camera that is held before the screen reads there; null where it sees no QR code. */
export async function scanned(page: Page): Promise<string | null> {
	const picture = sharp(await page.screenshot())
		.ensureAlpha()
		.raw();
	const { data, info } = await picture.toBuffer({ resolveWithObject: true });
	return jsqr(new Uint8ClampedArray(data), info.width, info.height)?.data ?? null;
}
