import { json } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { doerOf, tooMany } from '$lib/server/limits';
import { othersDid } from '$lib/server/others';
import { isForeign } from '$lib/server/same-origin';
import { authenticate } from '$lib/server/sessions';
import type { RequestHandler } from './$types';

const PRIVATE = { 'cache-control': 'no-store' };
const refuse = (status: number, kind: string) => json({ kind }, { status, headers: PRIVATE });

/** What others have set in a shop, for an enrolled person who may read it. Not theirs and not there are one answer. */
export const GET: RequestHandler = async ({ request, params }) => {
	if (isForeign(request)) return refuse(403, 'not-ours');
	const running = await app();
	const who = await authenticate(running, request, request.headers.get('tambon-enrolment') ?? '');
	if (!who) return refuse(401, 'unknown-enrolment');
	const wait = await running.limits.take('history', doerOf(who.enrolment, who.principal));
	if (wait !== null) return tooMany(wait, PRIVATE);
	const others = await othersDid(running, who, params.space);
	return others ? json({ others }, { headers: PRIVATE }) : refuse(404, 'none');
};
