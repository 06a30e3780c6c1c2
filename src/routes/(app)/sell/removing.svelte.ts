import type { RunningApp } from '$lib/client/start';

/** Longer than the line with the way back is seen: the removal is made when it can no longer be taken back. */
const GRACE = 15_000;

/**
 * Keys of products and photos that are out of sight and not removed yet. A removal is a change that leaves the phone, so
 * it waits until it can no longer be taken back; an app closed meanwhile keeps the thing.
 */
let waiting = $state.raw<Readonly<Record<string, ReturnType<typeof setTimeout>>>>({});

export const isRemoving = (key: string): boolean => key in waiting;

export function removeSoon(
	app: RunningApp,
	kind: 'product' | 'photo',
	key: string,
	failed: () => void,
): void {
	keepAfterAll(key);
	const timer = setTimeout(() => {
		app
			.edit({ space: app.space, kind, key, remove: true })
			.catch(failed)
			.finally(() => forget(key));
	}, GRACE);
	waiting = { ...waiting, [key]: timer };
}

export function keepAfterAll(key: string): void {
	clearTimeout(waiting[key]);
	forget(key);
}

function forget(key: string): void {
	const { [key]: _gone, ...rest } = waiting;
	waiting = rest;
}
