/** Makers that are carried by name, beside districts; `carry.ts` chooses and stores. */
import { catalogueOf, shopOfSpace } from '../domain/access.ts';
import { readScopes } from '../domain/scope.ts';
import { chosenOf, sumOf, type Carrying } from './carry.ts';
import type { ListedMaker } from './store/database.ts';

/** Who is on the list: as the office named them, and whoever is carried by name though nothing more is known. */
export function listOf({
	scopes,
	carry: { list = [] },
}: Pick<Carrying, 'scopes' | 'carry'>): readonly ListedMaker[] {
	const known = new Set(list.map(({ shop }) => shop));
	const others = readScopes(scopes ?? []).spaces.flatMap((space) => shopOfSpace(space) ?? []);
	return [...list, ...others.filter((shop) => !known.has(shop)).map(unknownMaker)];
}

/** A maker of whom no more is known than that there is one. */
export const unknownMaker = (shop: string): ListedMaker => ({
	...{ shop, name: '', district: '', subdistrict: '', phone: '', otop: '', bytes: 0 },
});

/** Those of a list that no province or district of these scopes brings along anyway. */
export function besides(list: readonly ListedMaker[], scopes: readonly string[]): readonly ListedMaker[] {
	const { areas, districts } = readScopes(scopes);
	return list.filter(
		({ district }) => !districts.includes(district) && !areas.includes(district.slice(0, 2)),
	);
}

/** The provinces and districts of these scopes, and of this list whoever is not in them: nobody is named twice. */
export function withList(scopes: readonly string[], list: readonly ListedMaker[]): string[] {
	const { spaces } = readScopes(scopes);
	const areas = scopes.filter((scope) => !spaces.includes(scope));
	return [...areas, ...besides(list, areas).map(({ shop }) => catalogueOf(shop))];
}

/** The list with one more, or without one. */
export function withMaker(
	list: readonly ListedMaker[],
	maker: ListedMaker,
	on: boolean,
): readonly ListedMaker[] {
	const others = list.filter(({ shop }) => shop !== maker.shop);
	return on ? [...others, maker] : others;
}

/** What a choice comes to, as far as the office has said. */
export function wantedOf({ scopes, carry }: Pick<Carrying, 'scopes' | 'carry'>) {
	const chosen = sumOf(chosenOf(carry.offer ?? [], scopes ?? []));
	const named = besides(listOf({ scopes, carry }), scopes ?? []);
	return {
		makers: chosen.makers + named.length,
		bytes: named.reduce((sum, { bytes }) => sum + bytes, chosen.bytes),
	};
}
