/** Why something is not known. Not the same as none, and never shown as 0. */
export type Unknown =
	/** There is nobody it could be told of. */
	| 'no-makers'
	| 'no-prices'
	| 'no-phones'
	| 'no-visits'
	/** Some of those who would tell have said nothing for days. */
	| 'no-news'
	/** It happened before the server wrote it down. */
	| 'not-noted';

/** What a report says of something: how many, none, or that nobody knows. The three must never look alike. */
export type Figure =
	| { readonly kind: 'number'; readonly value: number }
	| { readonly kind: 'zero' }
	| { readonly kind: 'unknown'; readonly why: Unknown };

export const figure = (value: number): Figure => (value === 0 ? { kind: 'zero' } : { kind: 'number', value });
export const unknown = (why: Unknown): Figure => ({ kind: 'unknown', why });

/** Its number; null where nobody knows. */
export const numberOf = (of: Figure): number | null =>
	of.kind === 'number' ? of.value : of.kind === 'zero' ? 0 : null;

/** From the least to the most, or back; what nobody knows stands behind either way. */
export function compareFigures(a: Figure, b: Figure, descending: boolean): number {
	const [x, y] = [numberOf(a), numberOf(b)];
	if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0);
	return descending ? y - x : x - y;
}
