import { redirect } from '@sveltejs/kit';
import { makeKey } from '$lib/client/session';
import type { PageLoad } from './$types';

/** As in the seller's app: a new product has its key before its first letter. */
export const load: PageLoad = ({ params }) => {
	if (params.key === 'new') redirect(307, `/field/maker/${params.shop}/product/${makeKey()}`);
	return { key: params.key };
};
