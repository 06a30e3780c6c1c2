import { json } from '@sveltejs/kit';
import type { z } from 'zod';
import { app, type App } from './app.ts';
import { readJson } from './body.ts';
import { doerOf, tooMany, type Limited } from './limits.ts';
import type { Enrolled } from './principal.ts';
import { isForeign, refusal } from './same-origin.ts';
import { authenticate } from './sessions.ts';

/** What is of one person alone, and kept by nobody on the way. */
const PRIVATE = { 'cache-control': 'no-store' };

interface Asker {
	readonly running: App;
	readonly who: Enrolled;
}

/** A small question of somebody who joined: who asks, and what, or the answer that they get instead. `most`: bytes of it, where not the usual. */
export async function askedBy<Body extends { enrolment: string }>(
	request: Request,
	shape: z.ZodType<Body>,
	what: Limited,
	most?: number,
): Promise<(Asker & { body: Body }) | Response> {
	const foreign = refusal(request, 'application/json');
	if (foreign) return foreign;
	const body = await readJson(request, shape, most);
	if (!body) return json({ kind: 'malformed' }, { status: 400 });
	const asker = await admitted(request, body.enrolment, what);
	return asker instanceof Response ? asker : { ...asker, body };
}

/** Who of those who joined reads what is at an address, or the answer that they get instead. */
export async function readBy(request: Request): Promise<Asker | Response> {
	if (isForeign(request)) return json({ kind: 'not-ours' }, { status: 403, headers: PRIVATE });
	return admitted(request, request.headers.get('tambon-enrolment') ?? '', 'history', PRIVATE);
}

async function admitted(
	request: Request,
	enrolment: string,
	what: Limited,
	headers: Readonly<Record<string, string>> = {},
): Promise<Asker | Response> {
	const running = await app();
	const who = await authenticate(running, request, enrolment);
	if (!who) return json({ kind: 'unknown-enrolment' }, { status: 401, headers });
	const wait = await running.limits.take(what, doerOf(who.enrolment, who.principal));
	return wait === null ? { running, who } : tooMany(wait, headers);
}

export const told = <Answer extends { readonly kind: string }>(answer: Answer): Response =>
	json(answer, { status: answer.kind === 'ok' ? 200 : 404, headers: PRIVATE });

/** What was read under its name; null: not theirs and not there are one answer. */
export const readOut = (name: string, value: object | null): Response =>
	value ? json({ [name]: value }, { headers: PRIVATE }) : told({ kind: 'none' });
