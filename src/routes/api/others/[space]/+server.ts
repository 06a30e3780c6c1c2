import { readBy, readOut } from '$lib/server/asked-by';
import { othersDid } from '$lib/server/others';
import type { RequestHandler } from './$types';

/** What others have set in a shop, for an enrolled person who may read it. */
export const GET: RequestHandler = async ({ request, params }) => {
	const reader = await readBy(request);
	if (reader instanceof Response) return reader;
	return readOut('others', await othersDid(reader.running, reader.who, params.space));
};
