import { readsCodes } from './reads-codes.ts';
import { isHereOf, type Keep, type Part } from './signals.ts';

/** Has the worker keep parts of the app. True once all that can be kept is here; false where the line gave out. */
export async function keepParts(parts: readonly Part[]): Promise<boolean> {
	const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
	if (!serviceWorker) return true;
	const here = await Promise.all(parts.map((part) => caches.match(isHereOf(part))));
	if (here.every((one) => one !== undefined)) return true;
	const { active } = await serviceWorker.ready;
	const { port1, port2 } = new MessageChannel();
	return new Promise((resolve) => {
		port1.onmessage = ({ data }: MessageEvent<boolean>) => resolve(data);
		active?.postMessage({ keep: parts } satisfies Keep, [port2]);
	});
}

/** What stands in for what this browser lacks is kept as well: it is needed where there is no signal. */
export async function keepStandIns(): Promise<void> {
	const lacks: Part[] = [];
	if (typeof OffscreenCanvas === 'undefined') lacks.push('no-offscreen');
	if (!(await readsCodes())) lacks.push('no-detector');
	if (lacks.length > 0) await keepParts(lacks);
}
