import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UploadRow } from '../../src/lib/client/store/database.ts';
import { openPhone, type Phone } from '../../tests/support/phone.ts';
import { freeFolder } from '../../tests/support/server.ts';
import { databaseOf, stored } from '../../tests/support/stored.ts';
import { cameraPhotos, realPhotos } from '../support/camera.ts';
import { median } from '../support/median.ts';
import { memoryOf, watchMemory } from '../support/memory.ts';
import { keepPeers } from '../support/peer-best.ts';
import { openProduct, pick } from '../support/picking.ts';
import { filledProfile } from '../support/profile.ts';
import { slowDown } from '../support/slow.ts';
import { sleep } from '../support/until.ts';

/** Pictures taken one by one for each figure, by each way. */
const RUNS = 5;
/** Picked at once: an afternoon's work of a marketer. */
const MANY = 20;
/** What begins when a page is opened has ended, milliseconds. */
const SETTLED = 1_500;
const LIBRARY = 'browser-image-compression 2';

type Way = 'worker' | 'library';

/** A phone, and where its products are: a picture that a product has already is not kept again. */
interface Place {
	readonly phone: Phone;
	readonly products: string[];
}

/**
 * A 12-megapixel photo on a slow processor, from picked to stored, and the memory it takes above rest, beside the library
 * that does the same where a browser has no OffscreenCanvas; the memory for many at once; how large the files become.
 */
export async function takePictures(): Promise<Record<string, number | null>> {
	const large = asFiles('large', await cameraPhotos(MANY));
	const real = asFiles('real', realPhotos());
	const { profile, origin } = await filledProfile(4 * RUNS + 3);
	const phone = await openPhone(profile);
	try {
		const place = { phone, products: await productsOf(phone, origin) };
		const many = await opened(place, 'worker', (page) => memoryOver(phone, () => pick(page, large)));
		if (real.length > 0) await opened(place, 'worker', (page) => pick(page, real));
		// Until here all that is kept was made by the app's own worker.
		const sizes = await sizesOn(place);
		const time = await bothWays('s', large, (path, way) =>
			opened(place, way, (page) => slowly(phone, () => pick(page, [path]))),
		);
		const memory = await bothWays('MB', large, (path, way) =>
			opened(place, way, (page) => memoryOver(phone, () => slowly(phone, () => pick(page, [path])))),
		);
		keepPeers({
			'photo.12mp.time': { name: LIBRARY, value: time.library },
			'photo.12mp.memory': { name: LIBRARY, value: memory.library },
		});
		return {
			'photo.12mp.time': time.worker,
			'photo.12mp.memory': memory.worker,
			'photo.many.memory': many,
			'photo.full.bytes': sizes.full,
			'photo.thumb.bytes': sizes.thumb,
		};
	} finally {
		await phone.kill();
	}
}

function asFiles(name: string, photos: readonly Buffer[]): string[] {
	const folder = freeFolder();
	return photos.map((photo, i) => {
		const path = join(folder, `${name}-${i}.jpg`);
		writeFileSync(path, photo);
		return path;
	});
}

async function productsOf({ page }: Phone, origin: string): Promise<string[]> {
	await page.goto(`${origin}/sell`);
	const links = page.locator('main a[href*="/sell/product/"]');
	await links.nth(4 * RUNS + 1).waitFor();
	const hrefs = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
	await page.goto('about:blank');
	return hrefs;
}

/** Works on a page of its own, at a product without pictures. */
async function opened<T>({ phone, products }: Place, way: Way, work: (page: Page) => Promise<T>): Promise<T> {
	const page = await openProduct(phone, products.pop() ?? '', way === 'library');
	try {
		await sleep(SETTLED);
		return await work(page);
	} finally {
		await page.close();
	}
}

async function slowly<T>({ pid }: Phone, work: () => Promise<T>): Promise<T> {
	const release = slowDown(pid);
	try {
		return await work();
	} finally {
		release();
	}
}

/** The most memory above rest while something is done, MB. */
async function memoryOver({ pid }: Phone, work: () => Promise<unknown>): Promise<number> {
	const rest = memoryOf(pid);
	const most = watchMemory(pid);
	await work();
	return Math.round(most() - rest);
}

/** The median of each way, taken in turns: whatever else the machine does meets both. */
async function bothWays(
	unit: string,
	paths: readonly string[],
	take: (path: string, way: Way) => Promise<number>,
): Promise<Record<Way, number>> {
	const taken: Record<Way, number[]> = { worker: [], library: [] };
	for (const path of paths.slice(0, RUNS)) {
		for (const way of ['worker', 'library'] as const) taken[way].push(await take(path, way));
	}
	const shown = (way: Way) => taken[way].map((value) => Number(value.toFixed(2))).join(' ');
	process.stderr.write(`pictures: worker ${shown('worker')} ${unit}, library ${shown('library')} ${unit}\n`);
	const middle = (way: Way) => Number(median(taken[way]).toFixed(2));
	return { worker: middle('worker'), library: middle('library') };
}

/** The largest file of each size that waits on the phone, kB. */
async function sizesOn({ phone, products }: Place): Promise<Record<UploadRow['size'], number>> {
	const { page } = phone;
	await page.goto(products[0] ?? '');
	const uploads = await stored<UploadRow>(page, await databaseOf(page), 'uploads');
	await page.goto('about:blank');
	const most = (size: UploadRow['size']) =>
		Math.max(...uploads.filter((row) => row.size === size).map(({ bytes }) => bytes ?? Infinity)) / 1_000;
	return { full: most('full'), thumb: most('thumb') };
}
