import { chosenLanguage, languageOf } from '$lib/server/storefront/language';
import type { LayoutServerLoad } from './$types';

/** The desk needs no JavaScript: what it asks is asked by forms and links. */
export const csr = false;

/** Who is at the desk, and in which language. Each page below asks for itself whether anybody is. */
export const load: LayoutServerLoad = ({ locals, url, cookies }) => {
	const chosen = chosenLanguage(url);
	if (chosen) cookies.set(...chosen);
	const role = locals.office?.principal.role ?? null;
	return { language: languageOf({ url, cookies }), role };
};
