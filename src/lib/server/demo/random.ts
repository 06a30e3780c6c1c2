/** Chance as an argument: the same seed draws the same country. */
export interface Random {
	/** 0 ≤ x < 1. */
	next(): number;
}

/** Mulberry32 (public domain, Tommy Ettinger): 32 bits of state are plenty for sample data. */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	return {
		next() {
			state = (state + 0x6d2b79f5) >>> 0;
			let mixed = Math.imul(state ^ (state >>> 15), state | 1);
			mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
			return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
		},
	};
}

/** A whole number, both ends included. */
export const between = (random: Random, low: number, high: number): number =>
	low + Math.floor(random.next() * (high - low + 1));

export const chance = (random: Random, probability: number): boolean => random.next() < probability;

/** One of a list that is known to hold something. */
export function pick<T>(random: Random, items: readonly T[]): T {
	const item = items[Math.floor(random.next() * items.length)];
	if (item === undefined) throw new Error('nothing to pick from');
	return item;
}

/** One of a list, each as likely as its weight. */
export function weighted<T>(random: Random, items: readonly T[], weight: (item: T) => number): T {
	const total = items.reduce((sum, item) => sum + weight(item), 0);
	let left = random.next() * total;
	for (const item of items) {
		left -= weight(item);
		if (left < 0) return item;
	}
	return pick(random, items);
}

/** The same items in another order. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
	return items
		.map((item) => ({ item, place: random.next() }))
		.sort((a, b) => a.place - b.place)
		.map(({ item }) => item);
}

/** Random bytes as `newKey` asks for them. */
export const bytesOf = (random: Random) => (length: number) =>
	Uint8Array.from({ length }, () => Math.floor(random.next() * 256));
