import type { Page } from '@playwright/test';
import type { Phone } from '../../tests/support/phone.ts';

/** How long pictures may take until they are stored, milliseconds. */
const LIMIT = 180_000;

interface Noted {
	picked: number;
	stored: number[];
}

/** Runs in the page before the app: notes when files are picked, and the end of each transaction that kept a picture. */
function note(): void {
	const noted: Noted = { picked: 0, stored: [] };
	Object.assign(window, { noted });
	addEventListener('change', () => (noted.picked = performance.now()), true);
	const wrote = new WeakSet<IDBTransaction>();
	const { put } = IDBObjectStore.prototype;
	IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...written: Parameters<typeof put>) {
		const { transaction } = this;
		if (this.name === 'files' && !wrote.has(transaction)) {
			wrote.add(transaction);
			transaction.addEventListener('complete', () => noted.stored.push(performance.now()));
		}
		return put.apply(this, written);
	};
}

/** The library takes over where the page has no OffscreenCanvas; its own worker keeps the one it has. */
function withoutCanvas(): void {
	Reflect.deleteProperty(window, 'OffscreenCanvas');
}

/** A page of the app at a product, where pictures can be picked. */
export async function openProduct({ context }: Phone, address: string, library: boolean): Promise<Page> {
	const page = await context.newPage();
	await page.addInitScript(note);
	if (library) await page.addInitScript(withoutCanvas);
	await page.goto(address);
	await page.locator('#photos input[multiple]').waitFor({ state: 'attached' });
	return page;
}

/** Picks files as the gallery hands them over, by their paths. Seconds until all of them are stored for good. */
export async function pick(page: Page, paths: readonly string[]): Promise<number> {
	const session = await page.context().newCDPSession(page);
	const { root } = await session.send('DOM.getDocument');
	const selector = '#photos input[multiple]';
	const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
	await session.send('DOM.setFileInputFiles', { nodeId, files: [...paths] });
	const seconds = await page.waitForFunction(
		(count) => {
			const { noted } = window as unknown as { noted: Noted };
			const last = noted.stored[count - 1];
			return last !== undefined && (last - noted.picked) / 1_000;
		},
		paths.length,
		{ timeout: LIMIT, polling: 100 },
	);
	return (await seconds.jsonValue()) as number;
}
