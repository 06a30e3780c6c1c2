import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openPhone } from '../../tests/support/phone.ts';
import { freeFolder, startServer } from '../../tests/support/server.ts';
import { enrol, seedShop } from '../support/seller.ts';

/** Starts of the browser for each figure: the median tells. */
const STARTS = 9;
/** A cheap phone against this machine. */
const SLOWER = 6;
const SLOW_CPU = fileURLToPath(new URL('../support/slow-cpu.ts', import.meta.url));

/** A profile whose phone holds `count` products and the apps' files, and has never heard of more. */
async function filledProfile(count: number): Promise<{ profile: string; origin: string }> {
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
	await phone.context.close();
	await phone.kill();
	await server.stop();
	return { profile, origin: server.origin };
}

/** Milliseconds from a new browser process to ten painted rows, with no server and a slow processor. */
async function startOnce({ profile, origin }: { profile: string; origin: string }): Promise<number> {
	const began = Date.now();
	const phone = await openPhone(profile, {
		url: `${origin}/sell`,
		onSpawn: (pid) =>
			void spawn(process.execPath, [SLOW_CPU, String(SLOWER), String(pid)], { stdio: 'ignore' }),
	});
	try {
		const painted = await phone.page.waitForFunction(
			() => {
				const [mark] = performance.getEntriesByName('rows-painted');
				return mark && performance.timeOrigin + mark.startTime;
			},
			undefined,
			{ timeout: 60_000, polling: 200 },
		);
		return ((await painted.jsonValue()) as number) - began;
	} finally {
		await phone.kill();
	}
}

async function median(count: number): Promise<number> {
	const filled = await filledProfile(count);
	const times: number[] = [];
	for (let i = 0; i < STARTS; i++) times.push(await startOnce(filled));
	process.stderr.write(`start with ${count}: ${times.map(Math.round).join(' ')} ms\n`);
	return Math.round(times.sort((a, b) => a - b)[Math.floor(STARTS / 2)] as number);
}

/** A start with no network at 1,000 and at 10,000 products. */
export async function takeStart(): Promise<Record<string, number>> {
	const small = await median(1_000);
	const large = await median(10_000);
	return {
		'start.offline.1k': small,
		'start.offline.10k': large,
		'start.offline.ratio': Math.round((large / small) * 100) / 100,
	};
}
