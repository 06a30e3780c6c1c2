import { CATEGORIES } from '$lib/domain/category.ts';
import { app } from '$lib/server/app';
import { languageOf } from '$lib/server/storefront/language';
import { newestProducts } from '$lib/server/store/queries/listing';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { productCard } from '../../views.ts';

export const load: PageServerLoad = async ({ params, url, cookies }) => {
	const category = CATEGORIES.find((code) => code.toLowerCase() === params.category.toLowerCase());
	if (!category) error(404);
	const { store, now } = await app();
	const language = languageOf({ url, cookies });
	const after = url.searchParams.get('after');
	const page = await store.read((tx) => newestProducts(tx, { category, after }));
	return {
		category,
		cards: page.items.map((item) => productCard(item, language, now())),
		next: page.next,
	};
};
