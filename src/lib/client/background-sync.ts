import { OUTBOX } from './signals.ts';

/** Not in TypeScript's own list: Chrome, Edge and Samsung's browser have it, the others do not. */
interface WithSync extends ServiceWorkerRegistration {
	readonly sync?: { register(tag: string): Promise<void> };
}

/**
 * Asks the browser to wake the worker once there is a connection, also when no tab is open any more. It tries about
 * three times and then says nothing more, so this is one trigger of many and is asked for anew each time.
 */
export async function askForSync(): Promise<void> {
	try {
		const registration: WithSync | undefined = await navigator.serviceWorker?.getRegistration();
		if (registration?.active) await registration.sync?.register(OUTBOX);
	} catch {
		// No background work allowed here: the other triggers remain.
	}
}
