import { openPhone, type Phone } from '../../tests/support/phone.ts';
import { freeFolder, startServer } from '../../tests/support/server.ts';
import { enrol, seedShop } from './seller.ts';
import { sleep } from './until.ts';

export interface FilledProfile {
	readonly profile: string;
	/** Where the server was: nothing answers there now. */
	readonly origin: string;
}

/** The profile of a phone that holds `count` products and the apps' files, closed. */
export async function filledProfile(count: number): Promise<FilledProfile> {
	const dataDir = freeFolder();
	await seedShop(dataDir, count);
	const server = await startServer(dataDir);
	const profile = freeFolder();
	const phone = await openPhone(profile);
	await enrol(phone.context, dataDir, server.origin);
	await phone.page.goto(`${server.origin}/sell`);
	await phone.page.evaluate(() => navigator.serviceWorker.ready);
	await phone.page.waitForFunction(
		async (wanted) => {
			const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
			const name = names.find((candidate) => candidate.startsWith('tambon-'));
			if (!name) return false;
			const db = await new Promise<IDBDatabase>((resolve, reject) => {
				const opening = indexedDB.open(name);
				opening.onsuccess = () => resolve(opening.result);
				opening.onerror = () => reject(opening.error);
			});
			const counted = await new Promise<number>((resolve) => {
				const counting = db.transaction('names').objectStore('names').count();
				counting.onsuccess = () => resolve(counting.result);
			});
			db.close();
			return counted >= wanted;
		},
		count,
		{ timeout: 180_000, polling: 500 },
	);
	await closeGently(phone);
	await server.stop();
	return { profile, origin: server.origin };
}

/** How long a browser may take to end by itself, milliseconds. It writes down what it writes late (localStorage) in half of it. */
const END_LIMIT = 15_000;

async function closeGently(phone: Phone): Promise<void> {
	const session = await phone.context.browser()?.newBrowserCDPSession();
	void session?.send('Browser.close').catch(() => undefined);
	const deadline = performance.now() + END_LIMIT;
	while (isRunning(phone.pid)) {
		if (performance.now() > deadline) return phone.kill();
		await sleep(50);
	}
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
