import { askedBy, told } from '$lib/server/asked-by';
import { ownBody } from '$lib/server/join-shapes';
import { endEnrolment } from '$lib/server/revocations';
import type { RequestHandler } from './$types';

/** Puts a phone out of use, at its next request. */
export const POST: RequestHandler = async ({ request }) => {
	const asked = await askedBy(request, ownBody, 'invite');
	if (asked instanceof Response) return asked;
	const { running, who, body } = asked;
	return told(await endEnrolment(running, who.principal, body.id));
};
