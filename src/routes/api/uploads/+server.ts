import { app } from '$lib/server/app';
import { createUpload, optionsAnswer } from '$lib/server/photos/tus';
import type { RequestHandler } from './$types';

export const OPTIONS: RequestHandler = () => optionsAnswer();

/** Begins an upload of a picture, with its first bytes or without. */
export const POST: RequestHandler = async ({ request }) => createUpload(await app(), request);
