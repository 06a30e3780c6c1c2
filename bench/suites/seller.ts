import type { Page } from '@playwright/test';
import { openPhone, type Phone } from '../../tests/support/phone.ts';
import { percentile } from '../support/median.ts';
import { filledProfile, type FilledProfile } from '../support/profile.ts';
import { slowDown } from '../support/slow.ts';
import { search } from '../support/typing.ts';
import { makeWorkload } from '../support/workload.ts';

const PRODUCTS = 10_000;
const EDITS = 200;
const QUERIES = 100;

/** Notes the end of each transaction that wrote a record: what an edit is until its bytes are on the flash. */
function noteSaved(): void {
	const saved: number[] = [];
	Object.assign(window, { saved });
	const wrote = new WeakSet<IDBTransaction>();
	const { put } = IDBObjectStore.prototype;
	IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...written: Parameters<typeof put>) {
		const { transaction } = this;
		if (this.name === 'records' && !wrote.has(transaction)) {
			wrote.add(transaction);
			transaction.addEventListener('complete', () => saved.push(performance.now()));
		}
		return put.apply(this, written);
	};
}

/** Changes one price after another in the price sheet; milliseconds from pointer up on "done" to the end of the transaction. */
async function editPrices(count: number): Promise<number[]> {
	const { saved } = window as unknown as { saved: number[] };
	const soon = async <T>(look: () => T | null | undefined | false): Promise<T> => {
		for (;;) {
			const found = look();
			if (found) return found;
			await new Promise((resolve) => setTimeout(resolve, 4));
		}
	};
	const pad = () => document.querySelector<HTMLElement>('dialog[open] .pad');
	const times: number[] = [];
	for (let i = 0; i < count; i++) {
		const rows = document.querySelectorAll<HTMLElement>('main li button.main');
		rows[i % rows.length]?.click();
		const open = await soon(pad);
		open.querySelector<HTMLElement>('.steps button')?.click();
		// A person looks at the number before they say that it is right.
		await new Promise((resolve) => setTimeout(resolve, 300));
		const buttons = [...open.querySelectorAll('button')];
		const done = buttons.at(-1) as HTMLElement;
		saved.length = 0;
		const up = performance.now();
		done.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
		done.click();
		times.push((await soon(() => saved[0])) - up);
		await soon(() => pad() === null);
		// Closing takes a step of the history back: a tap before that has happened would be undone by it.
		await new Promise((resolve) => setTimeout(resolve, 400));
	}
	return times;
}

/** Runs something on a page of the filled phone with no server and a slow processor. */
async function slowly<T>(
	{ origin }: FilledProfile,
	{ context, pid }: Phone,
	path: string,
	work: (page: Page) => Promise<T>,
): Promise<T> {
	const page = await context.newPage();
	await page.addInitScript(noteSaved);
	await page.goto(origin + path);
	await page.locator('main a[href*="/sell/product/"], main li button.main').nth(9).waitFor();
	const release = slowDown(pid);
	try {
		return await work(page);
	} finally {
		release();
		await page.close();
	}
}

/** What a person waits for in a shop of 10,000 products. */
export async function takeSeller(): Promise<Record<string, number>> {
	const filled = await filledProfile(PRODUCTS);
	const phone = await openPhone(filled.profile);
	try {
		const edits = await slowly(filled, phone, '/sell/prices', (page) => page.evaluate(editPrices, EDITS));
		const names = makeWorkload(PRODUCTS).products.map(({ name }) => name.replace(/ \d+$/, ''));
		const queries = [...new Set(names)].slice(0, QUERIES);
		const searches = await slowly(filled, phone, '/sell', async (page) => {
			// The first touch of the search reads all names: that is a wait of its own, once.
			await page.evaluate(search, { queries: ['กล้วย', 'ไหม'], rows: '.cards a' });
			return page.evaluate(search, { queries, rows: '.cards a' });
		});
		for (const [name, times] of Object.entries({ edits, searches })) {
			const [p50, p95, max] = [0.5, 0.95, 1].map((part) => Math.round(percentile(times, part)));
			process.stderr.write(`${name}: median ${p50}, p95 ${p95}, longest ${max} ms\n`);
		}
		return {
			'edit.saved.p95': Math.round(percentile(edits, 0.95)),
			'search.local.p95': Math.round(percentile(searches, 0.95)),
		};
	} finally {
		await phone.kill();
	}
}
