import { numberOf, type Figure } from '$lib/domain/figure';

/** Shades of a map between none and the most: more than five nobody tells apart. */
const MOST = 5;
export type Shade = 0 | 1 | 2 | 3 | 4 | 5 | 'unknown';

/** The values of one shade, both ends included. */
export interface Step {
	readonly shade: Shade;
	readonly from: number;
	readonly to: number;
}

/**
 * Steps with about as many provinces in each: the capital alone must not make all others pale. Equal values are never parted.
 * Zero has a shade of its own, and what nobody knows is in none.
 */
export function stepsOf(figures: readonly Figure[]): Step[] {
	const values = figures
		.map(numberOf)
		.filter((value) => value !== null && value > 0)
		.sort((a, b) => Number(a) - Number(b)) as number[];
	const distinct = [...new Set(values)];
	const count = Math.min(MOST, distinct.length);
	const steps: Step[] = [];
	for (let i = 0; i < count; i++) {
		const before = steps.at(-1)?.to ?? 0;
		const last = i === count - 1;
		const wanted = values[Math.ceil(((i + 1) * values.length) / count) - 1] ?? 0;
		const to = last ? (distinct.at(-1) ?? 0) : wanted;
		const from = distinct.find((value) => value > before);
		if (from === undefined || to < from) continue;
		// The darkest is always the darkest, however few steps there are
		steps.push({ shade: (MOST - count + 1 + i) as Shade, from, to });
	}
	return steps;
}

export function shadeOf(figure: Figure, steps: readonly Step[]): Shade {
	const value = numberOf(figure);
	if (value === null) return 'unknown';
	return steps.find(({ from, to }) => from <= value && value <= to)?.shade ?? 0;
}
