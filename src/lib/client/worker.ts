import type { Handover } from './signals.ts';

/**
 * A worker that waits for longer than this is offered, milliseconds. One that takes over by itself, as the way out of a
 * broken one does, is gone by then; what a page asks of the old worker meanwhile would keep it from that.
 */
const TAKES_OVER = 1_000;

/** A worker whose files did not all come is tried again after this long, milliseconds, while the app is open. */
const TRY_AGAIN = 30_000;

/**
 * Registers the service worker. `onUpdate` is called with the worker of a newer version that waits. It waits until
 * `takeUp` is called, so that nobody loses what is being typed.
 */
export async function registerWorker(onUpdate: (waiting: ServiceWorker) => void): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const { serviceWorker } = navigator;
	void serviceWorker.ready.then(({ active }) => {
		// A page that began to load as the worker came into force is left out: the rest of the app would need the network.
		if (!serviceWorker.controller) active?.postMessage('take-charge' satisfies Handover);
	});

	async function register(): Promise<void> {
		try {
			const registration = await serviceWorker.register('/service-worker.js', {
				scope: '/',
				// The worker itself is asked for at each start, past every cache; the engine it imports carries its content
				// in its name, and is not asked for again.
				updateViaCache: 'imports',
			});
			if (registration.waiting && serviceWorker.controller) onUpdate(registration.waiting);
			registration.addEventListener('updatefound', () => {
				const { installing } = registration;
				installing?.addEventListener('statechange', () => follow(registration, installing));
			});
		} catch (error) {
			// Anything else is a browser that will have no worker here.
			if (!(error instanceof TypeError)) throw error;
			tryLater();
		}
	}

	function follow({ active }: ServiceWorkerRegistration, worker: ServiceWorker): void {
		// What had come is kept: the next one asks for the rest.
		if (worker.state === 'redundant' && !active) tryLater();
		if (worker.state !== 'installed' || !serviceWorker.controller) return;
		setTimeout(() => {
			if (worker.state === 'installed') onUpdate(worker);
		}, TAKES_OVER);
	}

	function tryLater(): void {
		setTimeout(() => void register().catch((error: unknown) => console.error(error)), TRY_AGAIN);
	}

	await register();
}

/** Asks the server for a newer version; where one comes, `registerWorker` offers it. Without a line nothing happens. */
export async function lookForUpdate(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration();
	await registration?.update().catch(() => undefined);
}
