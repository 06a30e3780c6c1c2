import { app } from '$lib/server/app';
import { languageOf } from '$lib/server/storefront/language';
import { newestProducts } from '$lib/server/store/queries/listing';
import type { PageServerLoad } from './$types';
import { productCard } from '../views.ts';

export const load: PageServerLoad = async ({ url, cookies }) => {
	const { store, now } = await app();
	const language = languageOf({ url, cookies });
	const page = await store.read((tx) => newestProducts(tx, { after: url.searchParams.get('after') }));
	return { cards: page.items.map((item) => productCard(item, language, now())), next: page.next };
};
