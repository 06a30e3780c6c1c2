import { app } from '$lib/server/app';
import { showPhoto } from '$lib/server/photos/show';
import { anyStaff, authenticate } from '$lib/server/sessions';
import type { RequestHandler } from './$types';

const YEAR = 365 * 24 * 3_600;

/** A picture by its hash. What it holds never changes; who may see it does, so only a public one is kept by others. */
export const GET: RequestHandler = async ({ request, params }) => {
	const running = await app();
	const enrolment = request.headers.get('tambon-enrolment');
	const photo = await showPhoto(running, params.hash, () =>
		// A page's <img> names no enrolment: the desk's staff are known by their cookies alone
		enrolment === null ? anyStaff(running, request) : authenticate(running, request, enrolment),
	);
	if (!photo) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
	const { bytes, type, everyone } = photo;
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': type,
			'content-length': String(bytes.length),
			'cache-control': `${everyone ? 'public' : 'private'}, max-age=${YEAR}, immutable`,
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
		},
	});
};
