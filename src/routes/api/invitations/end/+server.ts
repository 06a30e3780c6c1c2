import { askedBy, told } from '$lib/server/asked-by';
import { ownBody } from '$lib/server/join-shapes';
import { endInvitation } from '$lib/server/revocations';
import type { RequestHandler } from './$types';

/** Takes an invitation back, and whatever phone it let in. */
export const POST: RequestHandler = async ({ request }) => {
	const asked = await askedBy(request, ownBody, 'invite');
	if (asked instanceof Response) return asked;
	const { running, who, body } = asked;
	return told(await endInvitation(running, who.principal, body.id));
};
