/**
 * What not every phone fetches at install. `field`: the marketer's app, once it was opened here. The others stand in for
 * a part of the browser that most have: pictures off the page's thread, codes read by the browser itself.
 */
export type Part = 'field' | 'no-offscreen' | 'no-detector';

/** What a phone is, as far as parts go. */
export interface PhoneParts {
	/** The parts that were asked for by a page. */
	readonly asked: ReadonlySet<Part>;
	readonly hasOffscreen: boolean;
	readonly hasDetector: boolean;
}

export function isKept(part: Part | undefined, phone: PhoneParts): boolean {
	if (part === 'no-offscreen') return !phone.hasOffscreen;
	if (part === 'no-detector') return !phone.hasDetector;
	return part === undefined || phone.asked.has(part);
}
