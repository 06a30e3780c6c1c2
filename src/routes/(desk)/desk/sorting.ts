import { COLUMNS, type Column, type Figures } from '$lib/domain/coverage';
import { compareFigures } from '$lib/domain/figure';
import { compareThai } from '$lib/domain/thai';

/** By which column a table is ordered. In an address `share`, or `-share` from the most to the least. */
export interface Sort {
	readonly column: Column | 'name';
	readonly descending: boolean;
}

export function readSort(text: string | null, otherwise: string): Sort {
	const asked = text ?? otherwise;
	const column = [...COLUMNS, 'name' as const].find((known) => known === asked.replace(/^-/, ''));
	return column ? { column, descending: asked.startsWith('-') } : readSort(null, 'name');
}

/** What a press on a column's head asks for: the most first, then the other way; names begin with ก. */
export function nextSort(now: Sort, column: Sort['column']): string {
	const descending = now.column === column ? !now.descending : column !== 'name';
	return `${descending ? '-' : ''}${column}`;
}

/** Rows in that order; those alike by their names. */
export function sorted<T extends { readonly name: string; readonly figures: Figures }>(
	rows: readonly T[],
	{ column, descending }: Sort,
): T[] {
	const byName = (a: T, b: T) => compareThai(a.name, b.name);
	return [...rows].sort((a, b) => {
		if (column === 'name') return descending ? byName(b, a) : byName(a, b);
		return compareFigures(a.figures[column], b.figures[column], descending) || byName(a, b);
	});
}
