import { askedBy, told } from '$lib/server/asked-by';
import { endBody } from '$lib/server/join-shapes';
import { endInvitation } from '$lib/server/revocations';
import type { RequestHandler } from './$types';

/** Takes an invitation back, and whatever phone it let in. */
export const POST: RequestHandler = async ({ request }) => {
	const asked = await askedBy(request, endBody, 'invite');
	if (asked instanceof Response) return asked;
	const { running, who, body } = asked;
	return told(await endInvitation(running, who.principal, body.id, body.signed));
};
