import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { officeOf } from '$lib/server/desk/office';
import { deskShop } from '$lib/server/desk/shop';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const found = await deskShop(await app(), officeOf(locals), params.shop);
	// A shop of another province and one that does not exist are answered alike
	if (!found) error(404, 'no-such-shop');
	return { found };
};
