import type { RequestHandler } from './$types';

/** Pictures went this way, whole, until uploads could be resumed: an app from before then keeps its own and tries again once updated. */
export const PUT: RequestHandler = () => new Response(null, { status: 503 });
