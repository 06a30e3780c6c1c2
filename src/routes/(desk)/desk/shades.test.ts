import { expect, it } from 'vitest';
import { figure, unknown } from '$lib/domain/figure.ts';
import { shadeOf, stepsOf } from './shades.ts';

it('gives five shades about as many provinces each, whatever the largest is', () => {
	const figures = [1, 2, 3, 4, 5, 6, 7, 8, 9, 9_000].map(figure);
	const steps = stepsOf(figures);
	expect(steps.map(({ from, to }) => [from, to])).toEqual([
		[1, 2],
		[3, 4],
		[5, 6],
		[7, 8],
		[9, 9_000],
	]);
	expect(figures.map((of) => shadeOf(of, steps))).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
});

it('keeps none, what nobody knows, and equal values apart from each other', () => {
	const figures = [figure(0), unknown('no-prices'), figure(3), figure(3), figure(3), figure(8)];
	const steps = stepsOf(figures);
	expect(figures.map((of) => shadeOf(of, steps))).toEqual([0, 'unknown', 4, 4, 4, 5]);
	expect(stepsOf([figure(0)])).toEqual([]);
});
