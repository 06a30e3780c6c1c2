import { app } from '$lib/server/app';
import { continueUpload, tellUpload } from '$lib/server/photos/tus';
import type { RequestHandler } from './$types';

/** How much of it is here. */
export const HEAD: RequestHandler = async ({ request, params }) =>
	tellUpload(await app(), request, params.id);

/** More of it. */
export const PATCH: RequestHandler = async ({ request, params }) =>
	continueUpload(await app(), request, params.id);
