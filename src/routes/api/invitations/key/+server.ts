import { json } from '@sveltejs/kit';
import { askedBy, told } from '$lib/server/asked-by';
import { signingKeyBody } from '$lib/server/join-shapes';
import { publicKeyOf, takeSigningKey } from '$lib/server/signed-invitations';
import type { RequestHandler } from './$types';

/** The public half of the key by which a phone signs the invitations that it makes with no connection. */
export const POST: RequestHandler = async ({ request }) => {
	const asked = await askedBy(request, signingKeyBody, 'invite');
	if (asked instanceof Response) return asked;
	const { running, who, body } = asked;
	if (!publicKeyOf(body.key)) return json({ kind: 'malformed' }, { status: 400 });
	await takeSigningKey(running, who, body.key);
	return told({ kind: 'ok' });
};
