import { chromium, type Browser, type Page } from '@playwright/test';
import { brotliCompressSync, constants } from 'node:zlib';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/chromium.mjs';
import { freeFolder, startServer } from '../../tests/support/server.ts';
import type { Part } from '../../src/lib/client/signals.ts';
import { enrol, seedShop } from '../support/seller.ts';

const APP_ROUTES = [
	'/sell/prices',
	'/sell/shop',
	'/sell/product/NEWPRODUCT000000',
	'/sell/start',
	'/join',
	'/field',
];
/** After the rows are there, whatever is fetched within this still counts as needed to start. Milliseconds. */
const SETTLE = 2_000;
const kB = (bytes: number) => Math.round(bytes / 10) / 100;
const packed = (body: Buffer) =>
	brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** Brotli sizes by address of all that a cold browser fetches for a page, of one kind of resource. */
async function fetched(
	browser: Browser,
	types: readonly string[],
	open: (page: Page) => Promise<void>,
	prepare: (page: Page) => Promise<void> = async () => {},
): Promise<Map<string, number>> {
	const context = await browser.newContext({
		viewport: { width: 360, height: 640 },
		serviceWorkers: 'block',
	});
	const page = await context.newPage();
	await prepare(page);
	const sizes = new Map<string, number>();
	const reading: Promise<void>[] = [];
	page.on('response', (response) => {
		if (!types.includes(response.request().resourceType())) return;
		reading.push(
			response.body().then((body) => void sizes.set(new URL(response.url()).pathname, packed(body))),
		);
	});
	await open(page);
	await Promise.all(reading);
	await context.close();
	return sizes;
}

const sum = (sizes: ReadonlyMap<string, number>) => [...sizes.values()].reduce((a, b) => a + b, 0);

/** What each page costs a cold browser, brotli 11. */
export async function takeSizes(): Promise<Record<string, number>> {
	const dataDir = freeFolder();
	await seedShop(dataDir, 50);
	const server = await startServer(dataDir);
	const { origin } = server;
	const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: CHROMIUM_FLAGS });
	try {
		const signIn = (page: Page) => enrol(page.context(), dataDir, origin);
		const home = await fetched(
			browser,
			['script'],
			async (page) => {
				await page.goto(`${origin}/sell`);
				await page.locator('main a[href*="/sell/product/"]').nth(9).waitFor();
				await page.waitForTimeout(SETTLE);
			},
			signIn,
		);
		const extras: number[] = [];
		for (const route of APP_ROUTES) {
			const scripts = await fetched(
				browser,
				['script'],
				async (page) => {
					await page.goto(origin + route);
					await page.waitForTimeout(SETTLE);
				},
				signIn,
			);
			for (const name of home.keys()) scripts.delete(name);
			process.stderr.write(`${route} +${kB(sum(scripts))} kB\n`);
			extras.push(sum(scripts));
		}
		const openList = async (page: Page) =>
			void (await page.goto(`${origin}/c/FOOD`, { waitUntil: 'networkidle' }));
		return {
			'size.sell.js': kB(sum(home)),
			'size.route.extra.js': kB(Math.max(...extras)),
			...(await workerSizes(browser, origin)),
			'size.store.js': kB(sum(await fetched(browser, ['script'], openList))),
			'size.store.list': kB(sum(await fetched(browser, ['document', 'stylesheet'], openList))),
		};
	} finally {
		await browser.close();
		await server.stop();
	}
}

async function workerSizes(browser: Browser, origin: string): Promise<Record<string, number>> {
	const script = await fetch(`${origin}/service-worker.js`).then((response) => response.arrayBuffer());
	const context = await browser.newContext();
	const page = await context.newPage();
	let asked: string[] = [];
	context.on('request', (request) => {
		if (request.serviceWorker()) asked.push(request.url());
	});
	/** What the worker has asked the network for since the last time, besides itself. */
	const since = () => {
		const urls = asked.filter((url) => !url.endsWith('/service-worker.js'));
		asked = [];
		return urls;
	};
	// Not a page of the app: that asks for parts at once.
	await page.goto(`${origin}/robots.txt`);
	await page.evaluate(async () => {
		await navigator.serviceWorker.register('/service-worker.js');
		await navigator.serviceWorker.ready;
	});
	const all = since();
	const added = async (part: Part) => {
		await page.evaluate(async (keep) => {
			const { active } = await navigator.serviceWorker.ready;
			const { port1, port2 } = new MessageChannel();
			const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
			active?.postMessage({ keep: [keep] }, [port2]);
			if ((await answer) !== true) throw new Error('a part of the app was not kept');
		}, part);
		return sizeOf(since());
	};
	const field = await added('field');
	const standIns = (await added('no-offscreen')) + (await added('no-detector'));
	await context.close();
	return {
		'size.worker': kB(packed(Buffer.from(script))),
		'size.precache': kB(await sizeOf(all)),
		'size.precache.requests': all.length,
		'size.precache.field': kB(field),
		'size.precache.standins': kB(standIns),
	};
}

async function sizeOf(urls: readonly string[]): Promise<number> {
	const sizes = urls.map(async (url) => {
		const response = await fetch(url);
		return packed(Buffer.from(await response.arrayBuffer()));
	});
	return (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
}
