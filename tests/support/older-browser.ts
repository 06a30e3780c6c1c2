import type { Page } from '@playwright/test';
import { installed, kept } from './seller.ts';

/** What a browser lacks. */
export interface Lacks {
	/** Chrome before 69, Safari before 16.4. `page`: workers have it all the same, so that a library may use it there. */
	readonly offscreenCanvas?: 'everywhere' | 'page';
	/** Any Safari: asked for a WebP, its canvases write a PNG. */
	readonly webp?: true;
}

/**
 * Makes the pages that `page` opens from here on those of an older browser, with their workers. A worker then begins in
 * a script of the page's own making, for which its context needs `bypassCSP`.
 */
export async function makeOlder(page: Page, { offscreenCanvas, webp }: Lacks): Promise<void> {
	const lost = (there: boolean) => `(${lose.toString()})(${JSON.stringify({ offscreen: there, webp })});`;
	const inWorkers = webp || offscreenCanvas === 'everywhere';
	const workers = `(${loseInWorkers.toString()})(${JSON.stringify(lost(offscreenCanvas === 'everywhere'))});`;
	await page.addInitScript({ content: lost(offscreenCanvas !== undefined) + (inWorkers ? workers : '') });
}

function lose({ offscreen, webp }: { offscreen: boolean; webp?: boolean }): void {
	if (offscreen) Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
	if (!webp) return;
	const had = (type: string | undefined) => (type === 'image/webp' ? 'image/png' : type);
	if (typeof OffscreenCanvas !== 'undefined') {
		const { convertToBlob } = OffscreenCanvas.prototype;
		OffscreenCanvas.prototype.convertToBlob = function (options: ImageEncodeOptions = {}) {
			return convertToBlob.call(this, { ...options, type: had(options.type) ?? 'image/png' });
		};
	}
	if (typeof HTMLCanvasElement === 'undefined') return;
	const { toBlob, toDataURL } = HTMLCanvasElement.prototype;
	HTMLCanvasElement.prototype.toBlob = function (done, type, quality) {
		toBlob.call(this, done, had(type), quality);
	};
	HTMLCanvasElement.prototype.toDataURL = function (type, quality) {
		return toDataURL.call(this, had(type), quality);
	};
}

function loseInWorkers(first: string): void {
	window.Worker = class extends Worker {
		constructor(url: string | URL, options?: WorkerOptions) {
			const script = `${first} importScripts(${JSON.stringify(new URL(url, location.href).href)});`;
			super(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), options);
		}
	};
}

/** Waits until the app's files are on the phone, with those that stand in for what this one lacks. */
export async function installedOlder(page: Page, { offscreenCanvas }: Lacks): Promise<void> {
	await installed(page);
	if (offscreenCanvas) await kept(page, 'no-offscreen');
}
