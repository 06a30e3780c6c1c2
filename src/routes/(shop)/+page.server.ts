import { PROVINCES, REGIONS } from '$lib/domain/provinces.ts';
import { app } from '$lib/server/app';
import { languageOf } from '$lib/server/storefront/language';
import { newestProducts, provinceCounts } from '$lib/server/store/queries/listing';
import type { PageServerLoad } from './$types';
import { productCard } from './views.ts';

const NEWEST = 12;

export const load: PageServerLoad = async ({ url, cookies }) => {
	const { store, now } = await app();
	const language = languageOf({ url, cookies });
	const { counts, newest } = await store.read(async (tx) => ({
		counts: await provinceCounts(tx),
		newest: await newestProducts(tx, { max: NEWEST }),
	}));
	const provinces = PROVINCES.map((province) => {
		const { shops = 0, products = 0 } = counts.find(({ code }) => code === province.code) ?? {};
		return { ...province, shops, products };
	});
	return {
		regions: REGIONS.map((region) => {
			const own = provinces.filter((province) => province.region === region);
			return { region, provinces: own, shops: own.reduce((sum, { shops }) => sum + shops, 0) };
		}),
		shops: provinces.reduce((sum, { shops }) => sum + shops, 0),
		products: provinces.reduce((sum, { products }) => sum + products, 0),
		newest: newest.items.map((item) => productCard(item, language, now())),
	};
};
