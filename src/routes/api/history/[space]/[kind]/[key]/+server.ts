import { readBy, readOut } from '$lib/server/asked-by';
import { historyOf } from '$lib/server/history';
import type { RequestHandler } from './$types';

/** What one record held before, for an enrolled person who may read its space. */
export const GET: RequestHandler = async ({ request, params }) => {
	const reader = await readBy(request);
	if (reader instanceof Response) return reader;
	const { space, kind, key } = params;
	return readOut('former', await historyOf(reader.running, reader.who, space, kind, key));
};
