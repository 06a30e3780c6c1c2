import { json } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { readJson } from '$lib/server/body';
import { goneCookie, leave, leaveBody } from '$lib/server/leaving';
import { refusal } from '$lib/server/same-origin';
import type { RequestHandler } from './$types';

/** An account was taken off a phone: its way in is closed, and its cookie goes. Asked twice, it answers the same. */
export const POST: RequestHandler = async ({ request }) => {
	const foreign = refusal(request, 'application/json');
	if (foreign) return foreign;
	const body = await readJson(request, leaveBody);
	if (!body) return json({ kind: 'malformed' }, { status: 400 });
	await leave(await app(), request, body.enrolment);
	return json({ kind: 'ok' }, { headers: { 'set-cookie': goneCookie(body.enrolment) } });
};
