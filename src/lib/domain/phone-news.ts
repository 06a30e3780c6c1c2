import { DAY, HOUR, MINUTE } from './spans.ts';

/** What the office knows of a phone. Times in ms UTC by the office's clock. */
export interface PhoneFacts {
	/** When it was last in contact; null: never. */
	readonly heardAt: number | null;
	/** Things that waited on it when it last told; null: its app does not tell. */
	readonly unsent: number | null;
	/** When the oldest of them was made. */
	readonly unsentSince: number | null;
}

/** What waited on a phone when it last told; `age` of the oldest, ms. */
export interface Left {
	readonly count: number;
	readonly age: number;
}

/** What may be said of the work on a phone. A phone of which nothing is heard may hold any amount: that is never "nothing". */
export type PhoneNews =
	| { readonly kind: 'never' }
	| { readonly kind: 'quiet'; readonly days: number; readonly left: Left | null }
	| { readonly kind: 'untold' }
	| { readonly kind: 'clear' }
	| ({ readonly kind: 'left' } & Left);

/** After so long without contact what a phone told last says nothing of what is on it now. A shop is used every few days. */
export const QUIET_AFTER = 3 * DAY;

export function phoneNews({ heardAt, unsent, unsentSince }: PhoneFacts, now: number): PhoneNews {
	if (heardAt === null) return { kind: 'never' };
	const left = unsent ? { count: unsent, age: Math.max(0, now - (unsentSince ?? now)) } : null;
	const silence = now - heardAt;
	if (silence >= QUIET_AFTER) return { kind: 'quiet', days: Math.floor(silence / DAY), left };
	if (unsent === null) return { kind: 'untold' };
	return left ? { kind: 'left', ...left } : { kind: 'clear' };
}

/** A time that has passed, in the one unit that a person would name. */
export interface Span {
	readonly unit: 'minutes' | 'hours' | 'days';
	readonly count: number;
}

export function spanOf(ms: number): Span {
	if (ms < HOUR) return { unit: 'minutes', count: Math.max(1, Math.floor(ms / MINUTE)) };
	if (ms < 2 * DAY) return { unit: 'hours', count: Math.floor(ms / HOUR) };
	return { unit: 'days', count: Math.floor(ms / DAY) };
}

/** How long something goes on working: begun minutes count, or a minute before its end it would be over already. */
export function spanLeft(ms: number): Span {
	if (ms <= HOUR) return { unit: 'minutes', count: Math.max(1, Math.ceil(ms / MINUTE)) };
	return { unit: 'hours', count: Math.floor(ms / HOUR) };
}
