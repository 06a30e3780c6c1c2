import { PROVINCES } from '$lib/domain/provinces.ts';
import { app } from '$lib/server/app';
import { languageOf } from '$lib/server/storefront/language';
import { provinceCounts, shopsOfProvince } from '$lib/server/store/queries/listing';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { districtNames, shopCard } from '../../views.ts';

export const load: PageServerLoad = async ({ params, url, cookies }) => {
	const province = PROVINCES.find(({ code }) => code === params.code);
	if (!province) error(404);
	const { store } = await app();
	const language = languageOf({ url, cookies });
	const { page, counts } = await store.read(async (tx) => ({
		page: await shopsOfProvince(tx, province.code, url.searchParams.get('after')),
		counts: await provinceCounts(tx),
	}));
	const districtName = await districtNames();
	const { shops = 0, products = 0 } = counts.find(({ code }) => code === province.code) ?? {};
	return {
		province,
		shops,
		products,
		cards: page.items.map((item) => shopCard(item, language, districtName, 'province')),
		next: page.next,
	};
};
