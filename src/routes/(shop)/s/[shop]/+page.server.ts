import { contactsOf, websiteLink } from '$lib/domain/contact.ts';
import { KEY_PATTERN } from '$lib/domain/key.ts';
import { app } from '$lib/server/app';
import { languageOf } from '$lib/server/storefront/language';
import { productsOfShop } from '$lib/server/store/queries/listing';
import { findMovedShop, findShopfront } from '$lib/server/store/queries/shopfront';
import { error, redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { districtNames, inLanguage, placeOf, productCard, regionOf, shopAddress } from '../../views.ts';
import { pictureOf, previewOf } from '../../pictures.ts';
import { wordsIn } from '../../words.ts';

export const load: PageServerLoad = async ({ params, url, cookies }) => {
	if (!KEY_PATTERN.test(params.shop)) error(404);
	const { store, now, env } = await app();
	const language = languageOf({ url, cookies });
	const found = await store.read(async (tx) => {
		const front = await findShopfront(tx, params.shop);
		return front && { ...front, page: await productsOfShop(tx, params.shop, url.searchParams.get('after')) };
	});
	if (!found) {
		// For a while: it may be taken back
		const into = await store.read((tx) => findMovedShop(tx, params.shop));
		if (into) redirect(302, shopAddress(into));
		error(404);
	}
	const { shop, face, products } = found.shop;
	const districtName = await districtNames();
	const name = inLanguage(language, shop.nameTh, shop.nameEn);
	const ask = wordsIn(language).shop.askShop(name, env.origin + shopAddress(params.shop));
	return {
		key: params.shop,
		name,
		producerType: shop.producerType ?? null,
		province: shop.address?.province ?? '',
		place: placeOf(shop, districtName(shop.address?.district), language),
		region: regionOf(shop),
		story: inLanguage(language, found.story?.th, found.story?.en),
		face: pictureOf(face, 'face'),
		preview: previewOf(face),
		contacts: contactsOf(shop, ask),
		website: websiteLink(shop.website ?? ''),
		delivery: shop.delivery ?? [],
		otopNumber: shop.otopNumber?.trim() ?? '',
		products,
		cards: found.page.items.map((item) => productCard(item, language, now())),
		next: found.page.next,
		first: !url.searchParams.has('after'),
	};
};
