import type { Database } from './database.ts';

/** Changes that have not reached the office and need nobody's hand. */
export function unsentChanges({ queue }: Database): Promise<number> {
	return queue.filter(({ state }) => state !== 'parked').count();
}

/** True when anything at all should still go up, pictures included. */
export async function somethingUnsent(db: Database): Promise<boolean> {
	if ((await unsentChanges(db)) > 0) return true;
	return (await db.uploads.filter(({ refused }) => refused === null).count()) > 0;
}
