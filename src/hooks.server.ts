import { building } from '$app/environment';
import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { noteAnswer } from '$lib/server/access-log';
import { app, startWork } from '$lib/server/app';
import { withinLimit } from '$lib/server/body-limit';
import { firstStaffLink } from '$lib/server/first-staff';
import { secure } from '$lib/server/headers';
import { doerOf, tooMany } from '$lib/server/limits';
import { decide, type Decision } from '$lib/server/routes-access';
import { isForeign } from '$lib/server/same-origin';
import { scriptsLast } from '$lib/server/scripts-last';
import { anyStaff, whoAsked } from '$lib/server/sessions';
import { languageOf } from '$lib/server/storefront/language';

const READING = ['GET', 'HEAD', 'OPTIONS'];

export const init: ServerInit = async () => {
	if (building) return;
	const running = await app();
	const work = startWork(running);
	process.once('sveltekit:shutdown', () => {
		void work.stop().then(() => running.store.close());
	});
	const link = await firstStaffLink(running);
	if (link !== null) {
		process.stdout.write(
			'\n  ยังไม่มีเจ้าหน้าที่ เปิดลิงก์นี้ใน Chrome เพื่อเข้าร่วมเป็นคนแรก (ใช้ได้ครั้งเดียว ภายใน 72 ชั่วโมง)\n' +
				'  No staff yet: open this link in Chrome to join as the first (works once, within 72 hours)\n\n' +
				`  ${link}\n\n`,
		);
	}
};

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.office = null;
	const { method } = event.request;
	const isReading = READING.includes(method);
	if (!isReading && isForeign(event.request)) return new Response(null, { status: 403 });
	const decision = decide(event.route.id, method, event.url);
	if (decision.kind !== 'rule') return denied(event, decision);
	const { rule, act } = decision;
	if (!isReading) {
		const request = withinLimit(event.request, rule.bytes);
		if (!request) return new Response(null, { status: 413 });
		event.request = request;
	}
	if (rule.door === 'office') event.locals.office = await anyStaff(await app(), event.request);
	const { office } = event.locals;
	const wait =
		office && !isReading
			? await (await app()).limits.take('desk', doerOf(office.enrolment, office.principal))
			: null;
	const language = event.route.id?.startsWith('/(shop)') ? languageOf(event) : 'th';
	const transformPageChunk = ({ html }: { html: string }) =>
		event.route.id?.startsWith('/(app)')
			? scriptsLast(html)
			: html.replace('<html lang="th">', `<html lang="${language}">`);
	const response = wait === null ? await resolve(event, { transformPageChunk }) : tooMany(wait);
	const who = office ?? whoAsked(event.request);
	if (who && (rule.noted !== 'denied' || response.status >= 400)) {
		const asked = { act, route: event.route.id ?? '', everyTime: rule.noted === 'each' };
		await noteAnswer(await app(), who, asked, response.status);
	}
	if (event.locals.office) response.headers.set('cache-control', 'private, no-store');
	// Kit keeps a page that it renders while building as HTML by this very name.
	if (!building && response.headers.get('content-type') === 'text/html')
		response.headers.set('content-type', 'text/html; charset=utf-8');
	// What sync and uploads answer is of no type a browser renders, on lines where each header costs: it goes without.
	if (!isOnThinLine(event.route.id)) secure(response, event.url, event.route.id);
	return response;
};

/** Nothing is done that nobody has decided about: a route without a row answers as one that is not there. */
async function denied({ route, request }: RequestEvent, decision: Decision): Promise<Response> {
	const { method } = request;
	if (decision.kind === 'undecided')
		(await app()).log.error('no access decision', { route: route.id, method });
	return new Response(null, { status: route.id === null || decision.kind === 'undecided' ? 404 : 405 });
}

const isOnThinLine = (route: string | null): boolean =>
	route === '/api/sync' || (route?.startsWith('/api/uploads') ?? false);

export const handleError: HandleServerError = async ({ error, event, status, message }) => {
	// An address that leads nowhere is no fault of ours
	if (status === 404) return { message };
	// Nor is a line that broke while a phone spoke: it asks again
	if (isBrokenOff(error)) return { message };
	const id = randomUUID();
	const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
	if (building) process.stderr.write(`${told}\n`);
	else (await app()).log.error('request failed', { id, status, route: event.route.id, told });
	return { message, id };
};

/** Node's word for a request whose sender is gone before its end. */
const isBrokenOff = (error: unknown): boolean =>
	error instanceof Error && error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET';
