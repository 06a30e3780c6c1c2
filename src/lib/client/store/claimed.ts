import type { DeviceStore } from '../../sync/device/port.ts';
import type { Database } from './database.ts';

/** Thrown in place of storing anything: another runs now. */
export class Relieved extends Error {}

/** Says in the database that `runner` runs from here on. */
export async function claim(db: Database, runner: string): Promise<void> {
	await db.self.update('self', { runner });
}

/**
 * The store for as long as `runner` runs: every transaction asks first. One who was frozen while another took the lock
 * does not know that it is relieved, and may be anywhere in a round when it wakes. `moved`: something was stored.
 */
export function claimedStore(store: DeviceStore, runner: string, moved: () => void): DeviceStore {
	return {
		async transact(work) {
			const result = await store.transact(async (tx) => {
				if ((await tx.self()).runner !== runner) throw new Relieved();
				return work(tx);
			});
			moved();
			return result;
		},
	};
}
