/**
 * What somebody who follows many spaces wants to carry: a province's catalogues (`a.30`), a district's (`d.3001`), or one
 * space by its id.
 */
const AREA = 'a.';
const DISTRICT = 'd.';

export const scopeOfArea = (area: string): string => `${AREA}${area}`;

export const scopeOfDistrict = (district: string): string => `${DISTRICT}${district}`;

/** A place in the province for makers whose district is not known: no official code ends so. */
export const unknownDistrict = (area: string): string => `${area}00`;

/** The district a shop's address lies in. */
export function districtOf(area: string, address: unknown): string {
	const { district } = (address ?? {}) as { district?: string };
	return district || unknownDistrict(area);
}

/** The most scopes one device names. */
export const MAX_SCOPES = 2_000;

/** The provinces, the districts and the single spaces that a list of scopes names. */
export function readScopes(scopes: readonly string[]): {
	readonly areas: readonly string[];
	readonly districts: readonly string[];
	readonly spaces: readonly string[];
} {
	const named = (prefix: string) =>
		scopes.filter((scope) => scope.startsWith(prefix)).map((scope) => scope.slice(prefix.length));
	const isSpace = (scope: string) => !scope.startsWith(AREA) && !scope.startsWith(DISTRICT);
	return { areas: named(AREA), districts: named(DISTRICT), spaces: scopes.filter(isSpace) };
}
