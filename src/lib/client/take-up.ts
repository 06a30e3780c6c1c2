import type { Handover } from './signals.ts';

/** Puts the newer version's worker in charge, and opens the page anew with it. */
export function takeUp(waiting: ServiceWorker): void {
	const { serviceWorker } = navigator;
	const say = (worker: ServiceWorker | null, word: Handover) => worker?.postMessage(word);
	serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
	say(waiting, 'take-over');
	say(serviceWorker.controller, 'make-way');
}
