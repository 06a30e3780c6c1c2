/** Chance that can be had again: the same seed gives the same life. */
export interface Random {
	/** In [0, 1). */
	next(): number;
	/** A whole number from 0 up to, not including, `end`. */
	below(end: number): number;
	/** True with the given probability. */
	chance(probability: number): boolean;
	pick<T>(items: readonly T[]): T;
}

/** Mulberry32: small, quick, and good enough to shuffle a test. */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (end: number) => Math.floor(next() * end);
	return {
		next,
		below,
		chance: (probability) => next() < probability,
		pick: (items) => {
			if (items.length === 0) throw new Error('nothing to pick from');
			return items[below(items.length)] as (typeof items)[number];
		},
	};
}
