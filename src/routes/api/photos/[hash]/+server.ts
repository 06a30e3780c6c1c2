import { app } from '$lib/server/app';
import { receivePhoto, type PhotoRefusal } from '$lib/server/photos/receive';
import { isForeign } from '$lib/server/same-origin';
import { authenticate } from '$lib/server/sessions';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

const STATUS: Record<PhotoRefusal, number> = {
	'bad-name': 400,
	empty: 400,
	interrupted: 400,
	'too-large': 413,
	'not-a-picture': 415,
	'hash-mismatch': 422,
	broken: 422,
	// Not 507: a phone takes what begins with 5 for a passing trouble, and would send the file again and again
	'over-quota': 409,
};

const refuse = (status: number, code: string) => json({ code }, { status });

/** One picture of an enrolled person, named by its SHA-256. Sent again, it is simply there: 204 both times. */
export const PUT: RequestHandler = async ({ request, params }) => {
	if (isForeign(request)) return refuse(403, 'not-ours');
	const running = await app();
	const who = await authenticate(running, request, request.headers.get('tambon-enrolment') ?? '');
	if (!who) return refuse(401, 'unknown-enrolment');
	const length = request.headers.get('content-length');
	const body = request.body as unknown as AsyncIterable<Uint8Array> | null;
	const receipt = await receivePhoto(running, params.hash, body, length === null ? null : Number(length));
	if (receipt.kind === 'refused') return refuse(STATUS[receipt.reason], receipt.reason);
	return new Response(null, { status: 204 });
};
