import type { Handover } from './signals.ts';

/**
 * The workers are asked again after so long, milliseconds: the browser lets a newer one take over once the older has nothing
 * under way, and where that one was just being started it looks again only when it has rested for half a minute.
 */
const ASK_AGAIN = 2_000;

/** Puts the newer version's worker in charge, and opens the page anew with it. */
export function takeUp(waiting: ServiceWorker): void {
	const { serviceWorker } = navigator;
	const say = (worker: ServiceWorker | null, word: Handover) => worker?.postMessage(word);
	const ask = () => {
		say(serviceWorker.controller, 'make-way');
		say(waiting, 'take-over');
	};
	serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
	ask();
	setInterval(ask, ASK_AGAIN);
}
