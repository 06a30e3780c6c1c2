import { json } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { readJson } from '$lib/server/body';
import { readInvitation } from '$lib/server/invitations';
import { lookBody } from '$lib/server/join-shapes';
import { refusal } from '$lib/server/same-origin';
import type { RequestHandler } from './$types';

/** Reads an invitation without using it up. A post, so that its secret stands in no address and no log. */
export const POST: RequestHandler = async ({ request }) => {
	const foreign = refusal(request, 'application/json');
	if (foreign) return foreign;
	const body = await readJson(request, lookBody);
	if (!body) return json({ kind: 'unknown' });
	const look = await readInvitation(await app(), body.secret, body.key);
	return json(look, { headers: { 'cache-control': 'no-store' } });
};
