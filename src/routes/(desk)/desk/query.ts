import { ROLES, type Role } from '$lib/domain/access';

/** What the addresses of the desk carry. */
export const roleIn = (url: URL): Role | null =>
	ROLES.find((role) => role === url.searchParams.get('role')) ?? null;

/** From 1. */
export function pageIn(url: URL): number {
	const page = Number(url.searchParams.get('page'));
	return Number.isSafeInteger(page) && page > 0 ? Math.min(page, 100_000) : 1;
}

/** What was typed into a search, no longer than anybody types. */
export const searchIn = (url: URL): string => (url.searchParams.get('q') ?? '').trim().slice(0, 100);

/** The same address with one thing changed. */
export function withQuery(url: URL, name: string, value: string): string {
	const query = new URLSearchParams(url.searchParams);
	query.set(name, value);
	return `${url.pathname}?${query}`;
}

/** Of how many days' silence the desk asks, the first where nobody chose. */
export const SILENCES = [7, 3, 14, 30] as const;

export const silenceIn = (url: URL, name = 'silence'): number =>
	SILENCES.find((days) => String(days) === url.searchParams.get(name)) ?? SILENCES[0];
