import { json } from '@sveltejs/kit';
import { LINK_VALID, NEAR_VALID } from '$lib/domain/invitation';
import { askedBy } from '$lib/server/asked-by';
import { invite } from '$lib/server/invitations';
import { invitationBody } from '$lib/server/join-shapes';
import type { RequestHandler } from './$types';

const STATUS = { 'not-allowed': 403, incomplete: 422 } as const;

/** Someone who joined invites: a further phone (`self`), a helper for the shop, or as a marketer a new shop. */
export const POST: RequestHandler = async ({ request }) => {
	const asked = await askedBy(request, invitationBody, 'invite');
	if (asked instanceof Response) return asked;
	const { running, who, body } = asked;
	const { enrolment: _enrolment, near, ...wish } = body;
	const invited = await invite(running, who.principal, { ...wish, validMs: near ? NEAR_VALID : LINK_VALID });
	if (invited.kind !== 'ok') return json(invited, { status: STATUS[invited.kind] });
	const { kind, id, link, expiresAt, spoken } = invited;
	// How long, and not only until when: the phone's clock may be wrong
	const left = expiresAt - running.now();
	return json(
		{ kind, id, link, expiresAt, left, ...(spoken && { spoken }) },
		{ headers: { 'cache-control': 'no-store' } },
	);
};
