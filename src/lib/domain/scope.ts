/** What somebody who follows many spaces wants to carry: a province's catalogues (`a.30`), or one space by its id. */
const AREA = 'a.';

export const scopeOfArea = (area: string): string => `${AREA}${area}`;

/** The most scopes one device names. */
export const MAX_SCOPES = 2_000;

/** The provinces and the single spaces that a list of scopes names. */
export function readScopes(scopes: readonly string[]): {
	readonly areas: readonly string[];
	readonly spaces: readonly string[];
} {
	const isArea = (scope: string) => scope.startsWith(AREA);
	return {
		areas: scopes.filter(isArea).map((scope) => scope.slice(AREA.length)),
		spaces: scopes.filter((scope) => !isArea(scope)),
	};
}
