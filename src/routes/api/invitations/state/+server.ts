import { askedBy, told } from '$lib/server/asked-by';
import { ownBody } from '$lib/server/join-shapes';
import { invitationState } from '$lib/server/own-invitations';
import type { RequestHandler } from './$types';

/** What became of an invitation, for the one who made it: who joined, with which phone. */
export const POST: RequestHandler = async ({ request }) => {
	const asked = await askedBy(request, ownBody, 'look');
	if (asked instanceof Response) return asked;
	const { running, who, body } = asked;
	return told(await invitationState(running, who.principal, body.id));
};
