import type { Random } from '../support/random.ts';

/** A place in an exchange, and what happens there. */
export interface Turn {
	/** In the request, or in its answer. */
	readonly way: 'up' | 'down';
	/** From 0 (before its first byte) to 1 (behind its last). Not a byte behind it crosses the line. */
	readonly part: number;
	/** How long after that byte, milliseconds; behind a last byte the other direction goes on meanwhile. */
	readonly wait: number;
}

/** What a line does to one exchange. */
export interface Fate {
	readonly name: 'fine' | 'dropped' | 'cut up' | 'unanswered' | 'cut down' | 'late';
	/** Where the connection is reset; null: nowhere. */
	readonly cut: Turn | null;
	/** Held back in each direction, milliseconds; `late` before the answer. */
	readonly delay: number;
	readonly late: number;
	/** Each piece arrives in two. */
	readonly isTorn: boolean;
}

const FINE: Fate = { name: 'fine', cut: null, delay: 0, late: 0, isTorn: false };
/** A reset in the heels of a byte swallows it: it comes after this time, milliseconds, or at once. */
const HEELS = 20;

/** A line on a good day. */
export const calm = (): Fate => FINE;

/** A line in the hills: one exchange of three comes to grief, and no byte is quick. */
export function rough(random: Random): Fate {
	const fate = { ...FINE, delay: random.below(25), isTorn: random.chance(0.5) };
	const wait = random.pick([0, HEELS]);
	const part = random.next();
	const luck = random.next();
	if (luck < 0.06) return { ...fate, name: 'dropped', cut: { way: 'up', part: 0, wait: 0 } };
	if (luck < 0.12) return { ...fate, name: 'cut up', cut: { way: 'up', part, wait } };
	if (luck < 0.2) return { ...fate, name: 'unanswered', cut: { way: 'down', part: 0, wait: 0 } };
	if (luck < 0.28) return { ...fate, name: 'cut down', cut: { way: 'down', part, wait } };
	if (luck < 0.34) return { ...fate, name: 'late', late: 100 + random.below(900) };
	return fate;
}

/** How long the server works at a request, and the phone at its answer, at most: a moment lies within, milliseconds. */
const WORK = { server: 15, phone: 60 };

/** The moment at which one side is killed: anywhere from a request's first byte to what follows its answer's last. */
export function someMoment(random: Random, side: 'server' | 'phone'): Turn {
	const wait = random.next() * WORK[side];
	const where = random.below(5);
	if (where === 0) return { way: 'up', part: random.next(), wait: 0 };
	if (where === 1) return { way: 'down', part: random.next(), wait: 0 };
	// Where the work is: the server's between the two, the phone's behind the answer.
	if (side === 'phone' && where > 2) return { way: 'down', part: 1, wait };
	return { way: 'up', part: 1, wait };
}
