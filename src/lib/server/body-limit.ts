/** The one route that takes more than a photo; it counts for itself (`rescue/spool.ts`). */
const LARGE = '/(desk)/desk/rescue';
/** The most bytes of any other request's body; each route has a lower limit of its own. */
export const BODY_LIMIT = 700 * 1024;

class TooLarge extends Error {
	readonly status = 413;
}

/**
 * Holds a request to its route's limit: `scripts/serve.mjs` lets through what the largest needs. Null where the request
 * announces more; where it announces nothing, its body ends in an error past the limit.
 */
export function withinLimit(request: Request, route: string | null): Request | null {
	if (route === LARGE) return request;
	const length = request.headers.get('content-length');
	if (length !== null) return Number(length) > BODY_LIMIT ? null : request;
	if (!request.body) return request;
	let size = 0;
	const counted = request.body.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform(part, controller) {
				size += part.length;
				if (size > BODY_LIMIT) controller.error(new TooLarge('the body is too large'));
				else controller.enqueue(part);
			},
		}),
	);
	return new Request(request, { body: counted, duplex: 'half' } as RequestInit);
}
