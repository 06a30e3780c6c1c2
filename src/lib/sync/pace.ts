import { PACKS, PAGE } from './pages.ts';

/** A page is what the line brings in so many seconds: what a break costs at most. */
const SECONDS = 8;
/** Answers shorter than this say more of the wait than of the line, in bytes on the line. */
const TELLING = 8 * 1024;
const LEAST = 8;
const MOST = 256;
const KILO = 1024;

/** Remembers how much the line brought lately. */
export interface Pace {
	/** Told of an answer: its text in UTF-16 units, and the milliseconds that were spent waiting for it. */
	heard(units: number, ms: number): void;
	/** What the next answer's pages may have, kB; null: what they have anyway will do. */
	page(): number | null;
}

export function makePace(): Pace {
	let kilobytes: number | null = null;
	return {
		heard(units, ms) {
			const bytes = units / PACKS;
			if (bytes >= TELLING && ms > 0) kilobytes = pageFor(bytes / (ms / 1_000));
		},
		page: () => (kilobytes === PAGE / KILO ? null : kilobytes),
	};
}

/** Kilobytes of a page on a line that brings so many bytes a second: a power of two, so that it seldom changes. */
export function pageFor(bytesPerSecond: number): number {
	const fits = (bytesPerSecond * SECONDS) / KILO;
	return Math.min(MOST, Math.max(LEAST, 2 ** Math.floor(Math.log2(Math.max(1, fits)))));
}
