import type { Language } from '../../domain/dates.ts';

const COOKIE = 'language';
const YEAR = 365 * 24 * 3_600;

interface Asking {
	readonly url: URL;
	readonly cookies: { get(name: string): string | undefined };
}

const known = (text: string | null | undefined): Language | null =>
	text === 'th' || text === 'en' ? text : null;

/** The language of a page of the storefront: as its address says, else as chosen earlier, else Thai. */
export function languageOf({ url, cookies }: Asking): Language {
	return known(url.searchParams.get('lang')) ?? known(cookies.get(COOKIE)) ?? 'th';
}

/** The cookie that keeps a choice made by an address; null where none was made. */
export function chosenLanguage(url: URL) {
	const chosen = known(url.searchParams.get('lang'));
	if (!chosen) return null;
	return [COOKIE, chosen, { path: '/', maxAge: YEAR, sameSite: 'lax', httpOnly: true }] as const;
}
