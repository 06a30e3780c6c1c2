import { Dexie } from 'dexie';
import { DAY, dayNumber, instantOfDay } from '../../domain/dates.ts';
import { FRONTS, frontAt, PICTURES, UNTIL, type FrontPath } from '../signals.ts';

/** What the first screens draw: a change of any other table is not seen there. */
const DRAWN_FROM = /^idb:\/\/tambon-[^/]*\/(records|makers)\//;

/** Insecure addresses have none, nor has Node. */
const storage = (globalThis as { readonly caches?: CacheStorage }).caches;

/** Counts what has changed, so that a front which was being made meanwhile is not kept. */
let changes = 0;
let dropping: Promise<unknown> | null = null;
const over = () => (dropping = null);
const listeners = new Set<() => void>();

/** How much had changed when a front was drawn. */
export const changesSoFar = (): number => changes;

/** Calls `listener` whenever the fronts are dropped, until the answer is called. */
export function whenDropped(listener: () => void): () => void {
	listeners.add(listener);
	return () => void listeners.delete(listener);
}

/** No first screen is shown as it last stood: something on it is another now, or is not for whoever opens the app next. */
export async function dropFronts(): Promise<void> {
	changes += 1;
	for (const listener of listeners) listener();
	dropping ??= storage?.delete(FRONTS).then(over, over) ?? null;
	await dropping;
}

/** A first screen as it stands. */
export interface Front {
	readonly markup: string;
	/** How many of the pictures in it are the phone's own. */
	readonly pictures: number;
}

/**
 * Keeps a first screen. `asOf`: `changesSoFar` when it was drawn. Its words of the day hold until the day ends where the
 * shops are; `now`: ms UTC.
 */
export async function keepFront(path: FrontPath, front: Front, asOf: number, now: number): Promise<void> {
	if (!storage || asOf !== changes) return;
	const headers = {
		'content-type': 'text/html; charset=utf-8',
		[UNTIL]: String(instantOfDay(dayNumber(now)) + DAY),
		[PICTURES]: String(front.pictures),
	};
	const fronts = await storage.open(FRONTS);
	await fronts.put(frontAt(path), new Response(front.markup, { headers }));
	if (asOf !== changes) await dropFronts();
}

// Dexie tells every page and worker of this origin what any of them has stored.
Dexie.on('storagemutated', (parts) => {
	if (Object.keys(parts).some((part) => DRAWN_FROM.test(part))) void dropFronts();
});
