import { app } from '$lib/server/app';
import { respondWith } from '$lib/server/photos/respond';
import { showPhoto } from '$lib/server/photos/show';
import { whoAsks } from '$lib/server/photos/who-asks';
import type { RequestHandler } from './$types';

/** A picture by its hash, as it arrived. */
export const GET: RequestHandler = async ({ request, params }) => {
	const running = await app();
	return respondWith(await showPhoto(running, params.hash, whoAsks(running, request)));
};
