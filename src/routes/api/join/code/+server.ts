import { json } from '@sveltejs/kit';
import { readCode, readNumber } from '$lib/domain/spoken-code';
import { app } from '$lib/server/app';
import { readJson } from '$lib/server/body';
import { tradeCode } from '$lib/server/codes';
import { codeBody } from '$lib/server/join-shapes';
import { refusal } from '$lib/server/same-origin';
import type { RequestHandler } from './$types';

/** A code that was read out, traded for the secret of an invitation as a link has it. */
export const POST: RequestHandler = async ({ request }) => {
	const foreign = refusal(request, 'application/json');
	if (foreign) return foreign;
	const body = await readJson(request, codeBody);
	const number = readNumber(body?.number ?? '');
	const code = readCode(body?.code ?? '');
	// What cannot be a code is no try
	if (!body || number === null || code === null) return json({ kind: 'malformed' }, { status: 400 });
	const traded = await tradeCode(await app(), number, code, body.key);
	return json(traded, {
		status: traded.kind === 'ok' ? 200 : 404,
		headers: { 'cache-control': 'no-store' },
	});
};
