/**
 * Whether a browser says that another site made this request. A request that says nothing (a program, an old
 * browser) is not refused here: it has no cookie to misuse, for ours are SameSite.
 */
export function isForeign(request: Request): boolean {
	const site = request.headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin' && site !== 'none') return true;
	const origin = request.headers.get('origin');
	return origin !== null && origin !== new URL(request.url).origin;
}

/**
 * The one door of every route that changes something: null to let a request in, else the answer to give.
 * A content type that no form can send keeps out what a foreign page could make a browser post.
 */
export function refusal(request: Request, contentType: string): Response | null {
	if (isForeign(request)) return new Response(null, { status: 403 });
	const given = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
	return given === contentType ? null : new Response(null, { status: 415 });
}
