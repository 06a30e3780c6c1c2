import { version } from '$app/environment';
import { json } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { healthOf } from '$lib/server/health';
import type { RequestHandler } from './$types';

/** For a load balancer and for whoever looks after the server. */
export const GET: RequestHandler = async () => {
	const health = await healthOf(await app(), version);
	return json(health, { status: health.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } });
};
