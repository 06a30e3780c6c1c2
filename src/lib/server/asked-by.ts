import { json } from '@sveltejs/kit';
import type { z } from 'zod';
import { app, type App } from './app.ts';
import { readJson } from './body.ts';
import { doerOf, tooMany, type Limited } from './limits.ts';
import type { Enrolled } from './principal.ts';
import { refusal } from './same-origin.ts';
import { authenticate } from './sessions.ts';

/** A small question of somebody who joined: who asks, and what, or the answer that they get instead. `most`: bytes of it, where not the usual. */
export async function askedBy<Body extends { enrolment: string }>(
	request: Request,
	shape: z.ZodType<Body>,
	what: Limited,
	most?: number,
): Promise<{ running: App; who: Enrolled; body: Body } | Response> {
	const foreign = refusal(request, 'application/json');
	if (foreign) return foreign;
	const body = await readJson(request, shape, most);
	if (!body) return json({ kind: 'malformed' }, { status: 400 });
	const running = await app();
	const who = await authenticate(running, request, body.enrolment);
	if (!who) return json({ kind: 'unknown-enrolment' }, { status: 401 });
	const wait = await running.limits.take(what, doerOf(who.enrolment, who.principal));
	return wait === null ? { running, who, body } : tooMany(wait);
}

/** What is of one person alone, and kept by nobody on the way. */
export const told = <Answer extends { readonly kind: string }>(answer: Answer): Response =>
	json(answer, {
		status: answer.kind === 'ok' ? 200 : 404,
		headers: { 'cache-control': 'no-store' },
	});
