class TooLarge extends Error {
	readonly status = 413;
}

/**
 * Holds a request to the bytes that its route takes (`routes-access.ts`): `scripts/serve.mjs` lets through what the largest
 * needs. Null where the request announces more; where it announces nothing, its body ends in an error past the limit.
 */
export function withinLimit(request: Request, limit: number): Request | null {
	if (limit === Infinity) return request;
	const length = request.headers.get('content-length');
	if (length !== null) return Number(length) > limit ? null : request;
	if (!request.body) return request;
	let size = 0;
	const counted = request.body.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform(part, controller) {
				size += part.length;
				if (size > limit) controller.error(new TooLarge('the body is too large'));
				else controller.enqueue(part);
			},
		}),
	);
	return new Request(request, { body: counted, duplex: 'half' } as RequestInit);
}
