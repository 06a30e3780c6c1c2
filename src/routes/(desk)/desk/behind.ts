import type { Column } from '$lib/domain/coverage';

/** The list of makers that stands behind a figure of a province. */
export const WHICH = [
	...(['register', 'shops', 'joined', 'listed', 'shown', 'onSale', 'oldest'] as const),
	...(['planned', 'visited'] as const),
] as const;
export type Which = (typeof WHICH)[number];

export const whichIn = (url: URL): Which | null =>
	WHICH.find((which) => which === url.searchParams.get('which')) ?? null;

const LISTS: Readonly<Partial<Record<Column, Which>>> = {
	...({ share: 'shown', median: 'oldest' } as const),
	...({ made: 'visited', came: 'visited' } as const),
};

/** Where a figure of a province leads: the makers, or the people with their phones, that were counted. */
export function behind(column: Column, province: string, silence: number): string {
	if (column === 'phones' || column === 'unsent' || column === 'news')
		return `/desk/people?province=${province}`;
	if (column === 'silent') return `/desk/people?province=${province}&silence=${silence}`;
	const which = LISTS[column] ?? WHICH.find((known) => known === column);
	return `/desk/makers?province=${province}${which ? `&which=${which}` : ''}`;
}
