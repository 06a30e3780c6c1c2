import { expect, test } from 'vitest';
import { seeded } from '../../../../tests/support/random.ts';
import { hintsOf } from './hints.ts';

const SIDE = 64;

/** A grey picture of `light(x, y)`. */
function picture(light: (x: number, y: number) => number) {
	const data = new Uint8ClampedArray(SIDE * SIDE * 4);
	for (let i = 0; i < SIDE * SIDE; i++) data.fill(light(i % SIDE, Math.floor(i / SIDE)), 4 * i, 4 * i + 3);
	return { data, width: SIDE, height: SIDE };
}

const board = (x: number, y: number) => ((x >> 2) + (y >> 2)) % 2;
const sharp = picture((x, y) => 40 + 150 * board(x, y));
const soft = picture((x, y) => 110 + 70 * Math.sin(x / 9) * Math.cos(y / 9));

test('says nothing of a bright, sharp, large picture', () => {
	expect(hintsOf(sharp, 1_600)).toEqual([]);
});

test('says that one is dark, and then nothing of its edges', () => {
	expect(
		hintsOf(
			picture((x, y) => 5 + 30 * board(x, y)),
			1_600,
		),
	).toEqual(['dark']);
	expect(
		hintsOf(
			picture(() => 0),
			1_600,
		),
	).toEqual(['dark']);
});

test('a lamp in the dark is enough to see by', () => {
	expect(
		hintsOf(
			picture((x, y) => (y < SIDE / 5 ? 90 + 100 * board(x, y) : 8)),
			1_600,
		),
	).toEqual([]);
});

test('says that one is out of focus', () => {
	expect(hintsOf(soft, 1_600)).toEqual(['blurred']);
});

test('grain does not make a blurred picture sharp', () => {
	const random = seeded(3);
	const grainy = picture((x, y) => 110 + 70 * Math.sin(x / 9) * Math.cos(y / 9) + random.below(3));
	expect(hintsOf(grainy, 1_600)).toEqual(['blurred']);
});

test('says that one is small, beside what else there is', () => {
	expect(hintsOf(sharp, 639)).toEqual(['small']);
	expect(hintsOf(soft, 200)).toEqual(['blurred', 'small']);
});

test('has nothing to say of a single pixel but its size', () => {
	expect(hintsOf({ data: [200, 200, 200, 255], width: 1, height: 1 }, 1)).toEqual(['small']);
});
