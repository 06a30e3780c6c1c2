import type { Locator, Page } from '@playwright/test';

/** A camera for a page, which sees what `show` holds before it. Call it before the page is opened. */
export async function holdCamera(page: Page): Promise<{ show: (screen: Locator) => Promise<void> }> {
	await page.addInitScript(() => {
		const canvas = document.createElement('canvas');
		Object.assign(canvas, { width: 640, height: 640 });
		const context = canvas.getContext('2d') as CanvasRenderingContext2D;
		context.fillStyle = 'white';
		context.fillRect(0, 0, 640, 640);
		const lens = globalThis as unknown as { seen: (picture: string) => Promise<void> };
		lens.seen = async (picture) => {
			const image = new Image();
			image.src = picture;
			await image.decode();
			context.fillRect(0, 0, 640, 640);
			context.drawImage(image, 20, 20, 600, 600);
		};
		// A still canvas gives no frame to a stream
		setInterval(() => context.fillRect(0, 0, 1, 1), 50);
		navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(20));
	});
	return {
		async show(screen) {
			const picture = `data:image/png;base64,${(await screen.screenshot()).toString('base64')}`;
			await page.evaluate(
				(given) => (globalThis as unknown as { seen: (picture: string) => Promise<void> }).seen(given),
				picture,
			);
		},
	};
}
