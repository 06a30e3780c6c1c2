/** How often it is asked who has joined, milliseconds: often while somebody is likely to be at it, then seldom. */
export const OFTEN = 4_000;
export const SELDOM = 12_000;
const AT_IT = 3 * 60_000;

export interface WatchParts {
	/** Asks once. True: there is nothing more to learn. */
	readonly ask: () => Promise<boolean>;
	readonly isSeen: () => boolean;
	/** Milliseconds. */
	readonly now: () => number;
	readonly setTimer: (run: () => void, ms: number) => unknown;
	readonly clearTimer: (timer: unknown) => void;
}

export interface Watch {
	/** The screen came before the person's eyes: ask at once. */
	seen(): void;
	stop(): void;
}

/** Asks again and again while the screen is seen: one question at a time, and none from a pocket. */
export function makeWatch(parts: WatchParts): Watch {
	const begun = parts.now();
	let timer: unknown = null;
	let asking = false;
	let over = false;

	function rest(): void {
		if (timer !== null) parts.clearTimer(timer);
		timer = null;
	}

	function next(ms: number): void {
		rest();
		timer = over || !parts.isSeen() ? null : parts.setTimer(() => void ask(), ms);
	}

	async function ask(): Promise<void> {
		rest();
		if (asking || over || !parts.isSeen()) return;
		asking = true;
		over ||= await parts.ask().catch(() => false);
		asking = false;
		next(parts.now() - begun < AT_IT ? OFTEN : SELDOM);
	}

	next(OFTEN);
	return {
		seen: () => void ask(),
		stop() {
			over = true;
			rest();
		},
	};
}
