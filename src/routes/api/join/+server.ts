import { json } from '@sveltejs/kit';
import { catalogueOf } from '$lib/domain/access';
import { app } from '$lib/server/app';
import { readJson } from '$lib/server/body';
import { redeem } from '$lib/server/invitations';
import { joinBody } from '$lib/server/join-shapes';
import { tooMany } from '$lib/server/limits';
import { refusal } from '$lib/server/same-origin';
import { sessionCookie } from '$lib/server/sessions';
import type { RequestHandler } from './$types';

const STATUS = { unknown: 404, used: 409, expired: 410, revoked: 410, nameless: 422 } as const;

/** Uses an invitation up: the device gets its cookie, and is told who it is. The same key again gets the same answer. */
export const POST: RequestHandler = async ({ request }) => {
	const foreign = refusal(request, 'application/json');
	if (foreign) return foreign;
	const body = await readJson(request, joinBody);
	if (!body) return json({ kind: 'malformed' }, { status: 400 });
	const running = await app();
	const joined = await redeem(running, body);
	if (joined.kind === 'busy') return tooMany(joined.seconds);
	if (joined.kind !== 'ok') return json(joined, { status: STATUS[joined.kind] });
	const { enrolment, session } = joined;
	const { person, role, name, areas, shop } = joined.person;
	const space = shop === null ? null : catalogueOf(shop);
	running.log.info('joined', { enrolment, role });
	return json(
		{ kind: 'ok', enrolment, person, role, name, areas, shop, space, epoch: running.store.epoch },
		{ headers: { 'set-cookie': sessionCookie(enrolment, session), 'cache-control': 'no-store' } },
	);
};
