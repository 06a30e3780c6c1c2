import { app } from '$lib/server/app';
import { doerOf, tooMany } from '$lib/server/limits';
import { keepTelling } from '$lib/server/phones';
import { refusal } from '$lib/server/same-origin';
import { authenticate, renewSecret } from '$lib/server/sessions';
import { answerSync } from '$lib/server/sync/answer';
import { sqlParts } from '$lib/server/sync/sql';
import { packAnswer, readBody } from '$lib/server/sync-body';
import { CONTENT_TYPE, decodeRequest } from '$lib/sync/protocol';
import { Malformed } from '$lib/sync/wire/shape';
import type { RequestHandler } from './$types';

const refuse = (status: number, reason: string) =>
	new Response(reason, { status, headers: { 'content-type': CONTENT_TYPE } });

/** One request of one device: everything up, everything down. Its shape is in `sync/protocol.ts`. */
export const POST: RequestHandler = async ({ request }) => {
	const foreign = refusal(request, CONTENT_TYPE);
	if (foreign) return foreign;
	const running = await app();
	const body = await readBody(request);
	if (body.kind === 'too-large') return refuse(413, 'too-large');
	try {
		const decoded = decodeRequest(body.text);
		const who = await authenticate(running, request, decoded.enrolment);
		if (!who) return refuse(401, 'unknown-enrolment');
		const wait = await running.limits.take('sync', doerOf(who.enrolment, who.principal));
		// Under our own content type: a phone would take another's for the answer of a hotel's network
		if (wait !== null) return tooMany(wait, { 'content-type': CONTENT_TYPE });
		if (decoded.telling) await keepTelling(running, who, decoded.telling);
		const pages = answerSync(sqlParts(running), who, decoded);
		const answer = await packAnswer(pages, request.headers.get('accept-encoding') ?? '');
		return await renewSecret(running, who, answer);
	} catch (error) {
		if (error instanceof Malformed) return refuse(400, `malformed-${error.message}`);
		throw error;
	}
};
