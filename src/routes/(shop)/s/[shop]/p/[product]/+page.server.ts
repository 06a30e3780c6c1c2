import { contactsOf } from '$lib/domain/contact.ts';
import { KEY_PATTERN } from '$lib/domain/key.ts';
import { showBaht } from '$lib/domain/money.ts';
import { app } from '$lib/server/app';
import { languageOf } from '$lib/server/storefront/language';
import { findMovedProduct, findProductfront } from '$lib/server/store/queries/shopfront';
import { error, redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { pictureOf, previewOf } from '../../../../pictures.ts';
import { wordsIn } from '../../../../words.ts';
import {
	districtNames,
	inLanguage,
	placeOf,
	productAddress,
	productCard,
	regionOf,
	shopAddress,
} from '../../../../views.ts';

export const load: PageServerLoad = async ({ params, url, cookies }) => {
	if (!KEY_PATTERN.test(params.shop) || !KEY_PATTERN.test(params.product)) error(404);
	const { store, now, env } = await app();
	const language = languageOf({ url, cookies });
	const found = await store.read((tx) => findProductfront(tx, params.shop, params.product));
	if (!found) {
		const moved = await store.read((tx) => findMovedProduct(tx, params.shop, params.product));
		if (moved)
			redirect(302, moved.product ? productAddress(moved.shop, moved.product) : shopAddress(moved.shop));
		error(404);
	}
	const { product, shop } = found.product;
	const card = productCard(found.product, language, now());
	const districtName = await districtNames();
	const address = env.origin + productAddress(params.shop, params.product);
	return {
		card,
		address,
		promoUntil: card.was === null ? null : (product.promo?.until ?? null),
		wholesale: product.wholesale ?? null,
		stock: product.stock ?? null,
		madeInDays: product.madeInDays ?? null,
		standards: product.standards ?? [],
		stars: product.stars ?? null,
		materials: product.materials?.trim() ?? '',
		size: product.size?.trim() ?? '',
		weightG: product.weightG ?? null,
		shelfLifeDays: product.shelfLifeDays ?? null,
		season: product.season ?? [],
		story: inLanguage(language, found.story?.th, found.story?.en),
		photos: found.photos.flatMap(
			(photo) => pictureOf(photo, found.photos.length > 1 ? 'photos' : 'photo') ?? [],
		),
		preview: previewOf(found.photos.find(({ full, thumb }) => full ?? thumb) ?? null),
		shopName: inLanguage(language, shop.nameTh, shop.nameEn),
		shopHref: shopAddress(params.shop),
		place: placeOf(shop, districtName(shop.address?.district), language),
		region: regionOf(shop),
		contacts: contactsOf(shop, wordsIn(language).shop.ask(card.name, showBaht(card.satang), address)),
	};
};
