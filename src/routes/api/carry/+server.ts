import { askedBy, readBy, readOut, told } from '$lib/server/asked-by';
import { findListed } from '$lib/server/find-listed';
import { listBody, MAX_LIST_BYTES } from '$lib/server/join-shapes';
import { offerOf } from '$lib/server/offer';
import type { RequestHandler } from './$types';

/** What a marketer may carry: how many makers there are in each district. Nobody else carries. */
export const GET: RequestHandler = async ({ request }) => {
	const reader = await readBy(request);
	if (reader instanceof Response) return reader;
	return readOut('offer', await offerOf(reader.running, reader.who));
};

/** Whom the lines of a list mean: makers of the marketer's provinces, and of no others. */
export const POST: RequestHandler = async ({ request }) => {
	const asked = await askedBy(request, listBody, 'find', MAX_LIST_BYTES);
	if (asked instanceof Response) return asked;
	const { running, who, body } = asked;
	return told({ kind: 'ok', ...(await findListed(running, who, body.lines)) } as const);
};
