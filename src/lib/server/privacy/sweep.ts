import { join } from 'node:path';
import { dropOldAccesses } from '../access-log.ts';
import type { App } from '../app.ts';
import { dropStale } from '../rescue/spool.ts';
import { dueBuyers } from '../store/queries/buyers.ts';
import { eraseAll } from './erase.ts';

/** Orders that one look finds at most. */
const AT_ONCE = 1_000;

/** Removes the buyers of orders that are long over, so that nobody's data stays for want of anybody asking. */
export async function sweepBuyers({ store, now }: Pick<App, 'store' | 'now'>): Promise<number> {
	let count = 0;
	for (;;) {
		const due = await store.read((tx) => dueBuyers(tx, now(), AT_ONCE));
		await eraseAll(store, due, now());
		count += due.length;
		if (due.length < AT_ONCE) break;
	}
	if (count > 0) await store.tidy();
	return count;
}

/** What goes by itself, once a day and when the server starts: buyers, old accesses, what a killed server left of an upload. */
export async function sweep(app: App): Promise<void> {
	const buyers = await sweepBuyers(app);
	const accesses = await dropOldAccesses(app);
	await dropStale(join(app.env.dataDir, 'incoming'), app.now());
	if (buyers + accesses > 0) app.log.info('swept', { buyers, accesses });
}
