import { app } from '$lib/server/app';
import { chosenLanguage, languageOf } from '$lib/server/storefront/language';
import type { LayoutServerLoad } from './$types';

/** The storefront needs no JavaScript: every page is whole as it comes. */
export const csr = false;

export const load: LayoutServerLoad = async ({ url, cookies, setHeaders }) => {
	const { env } = await app();
	const chosen = chosenLanguage(url);
	if (chosen) cookies.set(...chosen);
	setHeaders({ 'cache-control': 'private, no-cache' });
	return { language: languageOf({ url, cookies }), ...addressesOf(env.origin, url) };
};

/** A page's own address without what does not change it, and the same page in the other language. */
function addressesOf(origin: string, url: URL) {
	const query = new URLSearchParams([...url.searchParams].filter(([name]) => ['q', 'after'].includes(name)));
	const withLanguage = (language: string) => {
		const all = new URLSearchParams(query);
		all.set('lang', language);
		return `${url.pathname}?${all}`;
	};
	const plain = url.pathname + (query.size > 0 ? `?${query}` : '');
	return { origin, canonical: origin + plain, inThai: withLanguage('th'), inEnglish: withLanguage('en') };
}
