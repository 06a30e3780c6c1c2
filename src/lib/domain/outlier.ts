/**
 * Prices that look like a slip of the finger: a zero too many or too few. Never refused, since some things do cost tenfold:
 * the office looks at them. `7` for `70` is a factor of ten, `700,7` for `70` somewhat less: hence eight.
 */
export const OWN_FACTOR = 8;
/** Things of one kind and unit differ by themselves: a scarf and a silk wedding dress are both cloth by the piece. */
export const PEER_FACTOR = 20;
/** Fewer of a kind have no middle that says anything. */
export const LEAST_PEERS = 12;

export interface Suspect {
	readonly kind: 'too-high' | 'too-low';
	/** What it was measured by: its own earlier prices, or others of its kind and unit. */
	readonly by: 'own' | 'peers';
	/** The price that would have been expected, satang. */
	readonly expected: number;
}

/** The others of its kind and unit. */
export interface Peers {
	readonly count: number;
	/** Satang. */
	readonly median: number;
}

/**
 * What is odd about a price in satang, or null. `former`: its earlier prices for the same unit, the latest first; a price
 * near any of them was meant: it is an old one put back, or a new one set a second time.
 */
export function oddPrice(satang: number, former: readonly number[], peers: Peers | null): Suspect | null {
	if (satang <= 0) return null;
	const known = former.filter((price) => price > 0);
	const [last] = known;
	if (last !== undefined) {
		const isNear = known.some((price) => !isFar(satang, price, OWN_FACTOR));
		return isNear ? null : { kind: side(satang, last), by: 'own', expected: last };
	}
	if (!peers || peers.count < LEAST_PEERS || !isFar(satang, peers.median, PEER_FACTOR)) return null;
	return { kind: side(satang, peers.median), by: 'peers', expected: peers.median };
}

const isFar = (a: number, b: number, factor: number): boolean => a >= b * factor || b >= a * factor;
const side = (satang: number, expected: number) => (satang > expected ? 'too-high' : 'too-low');
