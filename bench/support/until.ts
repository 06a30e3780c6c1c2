export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when the condition holds, looked at every 2 ms unless told otherwise: most peers have no event that says so. */
export async function until(holds: () => boolean | Promise<boolean>, every = 2): Promise<void> {
	while (!(await holds())) await sleep(every);
}

/** Longer than whatever a page is waited for, milliseconds. */
const PAGE_LIMIT = 180_000;
/** How often a page is asked, milliseconds. */
const PAGE_EVERY = 250;

/**
 * The same for a question that a page answers later, which `waitForFunction` takes for a yes at once: a promise is truthy.
 * Throws what is waited for where it does not come.
 */
export async function untilIn(what: string, asks: () => Promise<boolean>): Promise<void> {
	const latest = performance.now() + PAGE_LIMIT;
	await until(async () => {
		if (performance.now() > latest) throw new Error(`${what} did not come`);
		return asks();
	}, PAGE_EVERY);
}
