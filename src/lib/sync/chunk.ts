/**
 * How many bytes of a picture travel in one request. Few enough that a text written meanwhile is not long behind what phone
 * and modem have taken in already; so many that headers and the wait for an answer are a small part.
 */
const KILO = 1024;
const LEAST = 8 * KILO;
const MOST = 256 * KILO;
/** What a thin line takes in two or three seconds: thumbnails go whole. */
const FIRST = 16 * KILO;

/** A chunk that was answered within this shows room for twice as much, milliseconds. */
const QUICK = 1_500;
/** One that took this long or was not answered is halved, milliseconds. */
const SLOW = 5_000;

/** How much the newest chunk counts in the line's pace. */
const NEWEST = 0.4;

/** Remembers how fast pictures went up lately. */
export interface Upstream {
	/** Told of a request that carried `bytes` and was answered after `ms`. */
	sent(bytes: number, ms: number): void;
	/** Told of one that was given up since nothing was heard of it. */
	silent(): void;
	/** Bytes of the next one. */
	chunk(): number;
	/** Bytes a second, waits included; null while nothing is known. */
	rate(): number | null;
}

export function makeUpstream(): Upstream {
	let chunk = FIRST;
	let rate: number | null = null;
	const fit = (bytes: number) => (chunk = Math.min(MOST, Math.max(LEAST, bytes)));
	return {
		sent(bytes, ms) {
			// A short rest of a file says more of the wait than of the line.
			if (bytes < LEAST / 2 || ms <= 0) return;
			const now = bytes / (ms / 1_000);
			rate = rate === null ? now : rate + (now - rate) * NEWEST;
			if (ms > SLOW) fit(chunk / 2);
			else if (ms < QUICK && bytes >= chunk) fit(chunk * 2);
		},
		silent: () => void fit(chunk / 2),
		chunk: () => chunk,
		rate: () => rate,
	};
}
