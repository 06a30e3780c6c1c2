import { whileOpening } from './opening.ts';

/**
 * Has the browser open a database's files while the app's scripts are still being read: a tenth of a second of a start.
 * It makes nothing: a database that is not there is not there afterwards.
 */
export function warm(name: string): void {
	whileOpening(
		() =>
			new Promise<void>((resolve) => {
				const request = indexedDB.open(name);
				request.onupgradeneeded = () => request.transaction?.abort();
				request.onsuccess = () => {
					request.result.close();
					resolve();
				};
				// The abort above ends here too.
				request.onerror = (event) => {
					event.preventDefault();
					resolve();
				};
			}),
		// No storage at all is told where it is needed.
	).catch(() => undefined);
}
