/**
 * A worker that waits for longer than this is offered, milliseconds. One that takes over by itself, as the way out of a
 * broken one does, is gone by then; what a page asks of the old worker meanwhile would keep it from that.
 */
const TAKES_OVER = 1_000;

/**
 * Registers the service worker. `onUpdate` is called with the worker of a newer version that waits. It waits until
 * `takeUp` is called, so that nobody loses what is being typed.
 */
export async function registerWorker(onUpdate: (waiting: ServiceWorker) => void): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const { serviceWorker } = navigator;
	const registration = await serviceWorker.register('/service-worker.js', {
		scope: '/',
		// The worker itself is asked for at each start, past every cache; the engine it imports carries its content in
		// its name, and is not asked for again.
		updateViaCache: 'imports',
	});
	if (registration.waiting && serviceWorker.controller) onUpdate(registration.waiting);
	registration.addEventListener('updatefound', () => {
		const { installing } = registration;
		installing?.addEventListener('statechange', () => {
			if (installing.state !== 'installed' || !serviceWorker.controller) return;
			setTimeout(() => {
				if (installing.state === 'installed') onUpdate(installing);
			}, TAKES_OVER);
		});
	});
}

/** Asks the server for a newer version; where one comes, `registerWorker` offers it. Without a line nothing happens. */
export async function lookForUpdate(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration();
	await registration?.update().catch(() => undefined);
}
