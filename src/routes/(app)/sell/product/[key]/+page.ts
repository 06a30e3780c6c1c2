import { redirect } from '@sveltejs/kit';
import { makeKey } from '$lib/client/session';
import type { PageLoad } from './$types';

/** A new product has its key before its first letter, so that a photo, a draft and a price know where they belong. */
export const load: PageLoad = ({ params }) => {
	if (params.key === 'new') redirect(307, `/sell/product/${makeKey()}`);
	return { key: params.key };
};
