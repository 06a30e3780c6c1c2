import { onDestroy } from 'svelte';
import { noteWait, waitLeft } from './pins.ts';

/** Between two looks at the clock, milliseconds. */
const TICK = 1_000;
/** What a kill in the middle of a wait may cost the person, in looks. */
const NOTED_EVERY = 5;

/** The wait before another PIN may be tried, as a rune. It passes while the screen is there, by a clock that nobody can set. */
export function useWait(name: string) {
	/** Milliseconds; 0: a PIN may be tried. */
	let left = $state(0);
	/** What stands in the store, and when it was read. */
	let wait = 0;
	let since = 0;
	let ticks = 0;
	let timer: ReturnType<typeof setInterval> | undefined;

	function look(): void {
		left = Math.max(0, wait - (performance.now() - since));
		ticks += 1;
		if (left > 0 && ticks % NOTED_EVERY !== 0) return;
		void noteWait(name, wait, left).catch((error: unknown) => console.error(error));
		if (left === 0) clearInterval(timer);
	}

	function begin(ms: number): void {
		clearInterval(timer);
		[wait, since, ticks, left] = [ms, performance.now(), 0, ms];
		if (ms > 0) timer = setInterval(look, TICK);
	}
	onDestroy(() => clearInterval(timer));

	return {
		get seconds() {
			return Math.ceil(left / 1_000);
		},
		begin,
		/** Goes on with what was left of it. */
		resume: async () => begin(await waitLeft(name)),
	};
}
