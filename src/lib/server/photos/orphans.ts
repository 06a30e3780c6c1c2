import type { App } from '../app.ts';
import { dropOrphans, markOrphans } from '../store/queries/photo-orphans.ts';

/** A file that no record names any more is kept so long, milliseconds: a restored server's phones may ask for it again. */
export const GRACE = 30 * 24 * 3_600_000;
/** A picture may come before its record, by another phone's rescue file say: so long it is nobody's yet, milliseconds. */
const NEWBORN = 24 * 3_600_000;
/** The files are looked through in parts, by the first two digits of their hash: one part in this time, milliseconds. */
export const SWEEP_EVERY = 5 * 60_000;
const PARTS = 256;

/** The part whose turn it is: all of them in 21 hours, whenever the server was started. */
export const partAt = (now: number): string =>
	(Math.floor(now / SWEEP_EVERY) % PARTS).toString(16).padStart(2, '0');

/** Notes which files nothing names, and takes off those that nothing has named for the whole grace; the queue removes them. */
export async function sweepOrphans(app: App, part = partAt(app.now())): Promise<number> {
	const now = app.now();
	return app.store.write(async (tx) => {
		await markOrphans(tx, part, { now, bornBefore: now - NEWBORN });
		return dropOrphans(tx, part, { now, orphanedBefore: now - GRACE });
	});
}
