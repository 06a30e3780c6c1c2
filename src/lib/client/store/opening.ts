/** One name for all databases: whoever opens one asks for it, and nobody waits until it is given. */
const OPENING = 'opening';

/**
 * Opens a database under a lock. A page laid into the back/forward cache while its request is on the way never answers
 * it, and Chromium lets no page open that database from then on, not even after a reload. The next page's asking for a
 * lock that such a page has, or waits for, has the browser throw it out, and its request with it.
 */
export async function whileOpening<T>(open: () => Promise<T>): Promise<T> {
	const { locks } = navigator as { readonly locks?: LockManager };
	let done = () => {};
	const opened = new Promise<void>((resolve) => (done = resolve));
	// Refused where storage is blocked: opening says so itself.
	locks?.request(OPENING, () => opened).catch(() => undefined);
	try {
		return await open();
	} finally {
		done();
	}
}
