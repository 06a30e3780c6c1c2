import { expect, test } from 'vitest';
import { makePace, pageFor } from './pace.ts';

test('a page is what the line brings in eight seconds, between 8 and 256 kB', () => {
	expect(pageFor(12_500)).toBe(64);
	expect(pageFor(4_000)).toBe(16);
	expect(pageFor(10)).toBe(8);
	expect(pageFor(5_000_000)).toBe(256);
});

test('nothing is asked for while nothing is known, nor where the line brings what it brings anyway', () => {
	const pace = makePace();
	expect(pace.page()).toBeNull();
	pace.heard(400, 900);
	expect(pace.page()).toBeNull();
	pace.heard(200_000, 4_000);
	expect(pace.page()).toBeNull();
	pace.heard(200_000, 20_000);
	expect(pace.page()).toBe(16);
	pace.heard(400, 1);
	expect(pace.page()).toBe(16);
});
