import { PROVINCES } from '$lib/domain/provinces.ts';
import { cut, fold } from '$lib/domain/thai.ts';
import { app } from '$lib/server/app';
import { languageOf } from '$lib/server/storefront/language';
import { searchListed } from '$lib/server/store/queries/search';
import type { PageServerLoad } from './$types';
import { districtNames, productCard, shopCard } from '../views.ts';

/** Letters of a search that are read. */
const MAX_QUERY = 80;

export const load: PageServerLoad = async ({ url, cookies }) => {
	const text = cut((url.searchParams.get('q') ?? '').slice(0, 1_000).trim(), MAX_QUERY);
	const { store, now } = await app();
	const language = languageOf({ url, cookies });
	const found = await store.read((tx) => searchListed(tx, text));
	const folded = fold(text).replace(/^(จังหวัด|จ\.)\s*/, '');
	const named = ({ th, en }: { th: string; en: string }) =>
		fold(th).includes(folded) || fold(en).includes(folded);
	const districtName = await districtNames();
	return {
		text,
		provinces: folded.length < 2 ? [] : PROVINCES.filter(named).slice(0, 6),
		shops: found.shops.map((item) => shopCard(item, language, districtName)),
		cards: found.products.map((item) => productCard(item, language, now())),
		more: found.more,
	};
};
