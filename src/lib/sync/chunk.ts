/**
 * How many bytes of a picture travel in one request. Few enough that a text written meanwhile is not long behind what phone
 * and modem have taken in already; so many that headers and the wait for an answer are a small part.
 */
const KILO = 1024;
const LEAST = 8 * KILO;
const MOST = 256 * KILO;
/** While nothing is known; thumbnails go whole. */
const FIRST = 16 * KILO;

/** A chunk should be answered after this, wait and all, milliseconds. */
const AIM = 4_000;
/** The most that one answer makes the next chunk larger or smaller. */
const STEP = { up: 4, down: 0.5 };

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
	const fit = (bytes: number) => (chunk = Math.round(Math.min(MOST, Math.max(LEAST, bytes))));
	return {
		sent(bytes, ms) {
			// A short rest of a file says more of the wait than of the line.
			if (bytes < LEAST / 2 || ms <= 0) return;
			const now = bytes / (ms / 1_000);
			rate = rate === null ? now : rate + (now - rate) * NEWEST;
			// A rest that came quickly says nothing of a whole chunk; one that was slow does.
			if (bytes >= chunk || ms > AIM) fit(bytes * Math.min(STEP.up, Math.max(STEP.down, AIM / ms)));
		},
		silent: () => void fit(chunk * STEP.down),
		chunk: () => chunk,
		rate: () => rate,
	};
}
