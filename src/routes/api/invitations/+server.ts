import { json } from '@sveltejs/kit';
import { LINK_VALID, NEAR_VALID } from '$lib/domain/invitation';
import { app } from '$lib/server/app';
import { readJson } from '$lib/server/body';
import { invite } from '$lib/server/invitations';
import { invitationBody } from '$lib/server/join-shapes';
import { doerOf, tooMany } from '$lib/server/limits';
import { refusal } from '$lib/server/same-origin';
import { authenticate } from '$lib/server/sessions';
import type { RequestHandler } from './$types';

const STATUS = { 'not-allowed': 403, incomplete: 422 } as const;

/** Someone who joined invites: a further phone (`self`), a helper for the shop, or as a marketer a new shop. */
export const POST: RequestHandler = async ({ request }) => {
	const foreign = refusal(request, 'application/json');
	if (foreign) return foreign;
	const body = await readJson(request, invitationBody);
	if (!body) return json({ kind: 'malformed' }, { status: 400 });
	const running = await app();
	const { enrolment, near, ...wish } = body;
	const who = await authenticate(running, request, enrolment);
	if (!who) return json({ kind: 'unknown-enrolment' }, { status: 401 });
	const wait = await running.limits.take('invite', doerOf(who.enrolment, who.principal));
	if (wait !== null) return tooMany(wait);
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
