import { app } from '$lib/server/app';
import { respondWith } from '$lib/server/photos/respond';
import { showVariant } from '$lib/server/photos/show';
import { whoAsks } from '$lib/server/photos/who-asks';
import type { RequestHandler } from './$types';

/** A picture in another size and format: `/photos/HASH/640.avif`. */
export const GET: RequestHandler = async ({ request, params }) => {
	const running = await app();
	return respondWith(await showVariant(running, params.hash, params.variant, whoAsks(running, request)));
};
