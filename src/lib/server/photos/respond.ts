import type { ShownFile } from './show.ts';

const YEAR = 365 * 24 * 3_600;

/** A picture as an answer. What it holds never changes; who may see it does, so only a public one is kept by others. */
export function respondWith(photo: ShownFile | null): Response {
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
}
