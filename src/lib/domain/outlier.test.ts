import { describe, expect, it } from 'vitest';
import { LEAST_PEERS, oddPrice } from './outlier.ts';

const peers = (median: number, count = LEAST_PEERS) => ({ count, median });

describe('against its own earlier prices', () => {
	it('sees a zero too many and a zero too few', () => {
		expect(oddPrice(250_000, [25_000], null)).toEqual({ kind: 'too-high', by: 'own', expected: 25_000 });
		expect(oddPrice(2_500, [25_000], null)).toEqual({ kind: 'too-low', by: 'own', expected: 25_000 });
	});

	it('takes a price that only rose or fell for what it is', () => {
		expect(oddPrice(60_000, [25_000], null)).toBeNull();
		expect(oddPrice(5_000, [25_000], null)).toBeNull();
	});

	it('takes a slip that was put right, and a price that was set a second time, as meant', () => {
		expect(oddPrice(25_000, [250_000, 25_000], null)).toBeNull();
		expect(oddPrice(260_000, [250_000, 25_000], null)).toBeNull();
	});

	it('asks the others of its kind nothing once it has a history of its own', () => {
		expect(oddPrice(900_000, [900_000], peers(10_000))).toBeNull();
	});
});

describe('against others of its kind and unit', () => {
	it('sees what is far from their middle', () => {
		expect(oddPrice(1_000_000, [], peers(25_000))).toEqual({
			kind: 'too-high',
			by: 'peers',
			expected: 25_000,
		});
		expect(oddPrice(1_000, [], peers(25_000))).toMatchObject({ kind: 'too-low', by: 'peers' });
		expect(oddPrice(250_000, [], peers(25_000))).toBeNull();
	});

	it('says nothing where there are too few of them, or none', () => {
		expect(oddPrice(1_000_000, [], peers(25_000, LEAST_PEERS - 1))).toBeNull();
		expect(oddPrice(1_000_000, [], null)).toBeNull();
	});
});

it('has nothing to say of no price', () => {
	expect(oddPrice(0, [25_000], peers(25_000))).toBeNull();
	expect(oddPrice(25_000, [0, 0], null)).toBeNull();
});
