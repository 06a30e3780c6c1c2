import type { Account } from '../accounts.ts';
import { hasLock } from '../app-lock/seal.ts';
import type { FrontPath } from '../signals.ts';
import { changesSoFar, keepFront, whenDropped } from '../store/fronts.ts';
import { drawFront } from './markup.ts';

/** A screen on which nothing moves for this long is at rest, milliseconds. */
const REST = 1_500;
/** It is drawn when the phone has nothing else to do, but no later than after this, milliseconds. */
const LATEST = 5_000;

/**
 * Keeps a first screen as it stands, whenever it has come to rest, until the answer is called. A locked account's is
 * never kept.
 */
export function keepAtRest(path: FrontPath, account: Account): () => void {
	const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
	const root = document.querySelector('main')?.closest('body > div') ?? document.body;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let over = false;
	/** The latest that was kept, and how much had changed by then. */
	let kept = '';
	let keptAt = -1;

	async function keep(): Promise<void> {
		// Without a worker nobody would show it.
		if (over || !serviceWorker?.controller || hasLock(account) || document.querySelector('dialog[open]'))
			return;
		const asOf = changesSoFar();
		const front = drawFront(root);
		if (front.markup === kept && asOf === keptAt) return;
		await keepFront(path, front, asOf, Date.now());
		kept = front.markup;
		keptAt = asOf;
	}
	/** What is stored is drawn a moment later: a drawing that was waited for since before that is not made. */
	let moves = 0;
	function waitForRest(): void {
		clearTimeout(timer);
		const asOf = ++moves;
		timer = setTimeout(() => {
			const work = () => {
				if (asOf === moves) keep().catch((error: unknown) => console.error(error));
			};
			if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: LATEST });
			else work();
		}, REST);
	}
	const moving = new MutationObserver(waitForRest);
	moving.observe(root, { childList: true, characterData: true, attributes: true, subtree: true });
	const unwatch = whenDropped(waitForRest);
	serviceWorker?.addEventListener('controllerchange', waitForRest);
	waitForRest();
	return () => {
		over = true;
		clearTimeout(timer);
		moving.disconnect();
		unwatch();
		serviceWorker?.removeEventListener('controllerchange', waitForRest);
	};
}
