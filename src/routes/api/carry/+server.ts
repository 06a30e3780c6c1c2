import { json } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { askedBy, told } from '$lib/server/asked-by';
import { findListed } from '$lib/server/find-listed';
import { listBody, MAX_LIST_BYTES } from '$lib/server/join-shapes';
import { doerOf, tooMany } from '$lib/server/limits';
import { offerOf } from '$lib/server/offer';
import { isForeign } from '$lib/server/same-origin';
import { authenticate } from '$lib/server/sessions';
import type { RequestHandler } from './$types';

const PRIVATE = { 'cache-control': 'no-store' };
const refuse = (status: number, kind: string) => json({ kind }, { status, headers: PRIVATE });

/** What a marketer may carry: how many makers there are in each district. Nobody else carries. */
export const GET: RequestHandler = async ({ request }) => {
	if (isForeign(request)) return refuse(403, 'not-ours');
	const running = await app();
	const who = await authenticate(running, request, request.headers.get('tambon-enrolment') ?? '');
	if (!who) return refuse(401, 'unknown-enrolment');
	const wait = await running.limits.take('history', doerOf(who.enrolment, who.principal));
	if (wait !== null) return tooMany(wait, PRIVATE);
	return json({ offer: await offerOf(running, who) }, { headers: PRIVATE });
};

/** Whom the lines of a list mean: makers of the marketer's provinces, and of no others. */
export const POST: RequestHandler = async ({ request }) => {
	const asked = await askedBy(request, listBody, 'find', MAX_LIST_BYTES);
	if (asked instanceof Response) return asked;
	const { running, who, body } = asked;
	return told({ kind: 'ok', ...(await findListed(running, who, body.lines)) } as const);
};
