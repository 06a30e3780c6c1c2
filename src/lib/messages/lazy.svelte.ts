import { language } from './locale.svelte.ts';

/** The words of a screen: called, it answers them; `here` is false while those of the language in use are on their way. */
export interface LazyWords<T> {
	(): T;
	here(): boolean;
}

/** What could not be had is asked for again after this long at first, then after twice as long each time, milliseconds. */
const AGAIN = 2_000;

/**
 * Words of which only the Thai ones come with a screen: English is fetched by phones that speak it. The service worker has
 * it offline; until it can be had, Thai stands in.
 */
export function lazily<T>(th: T, fetchEn: () => Promise<NoInfer<T>>): LazyWords<T> {
	let en = $state.raw<T | null>(null);
	let failed = $state(false);
	let asked = false;
	function ask(again: number) {
		fetchEn().then(
			(words) => (en = words),
			(error: unknown) => {
				console.error(error);
				failed = true;
				setTimeout(() => ask(again * 2), again);
			},
		);
	}
	function inUse(): T | null {
		if (language() === 'th') return th;
		if (!asked) {
			asked = true;
			ask(AGAIN);
		}
		return en ?? (failed ? th : null);
	}
	return Object.assign(() => inUse() ?? th, { here: () => inUse() !== null });
}
