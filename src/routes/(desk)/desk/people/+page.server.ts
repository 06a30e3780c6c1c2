import { version } from '$app/environment';
import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Principal } from '$lib/domain/access';
import { app, type App } from '$lib/server/app';
import { officeOf, provincesOf } from '$lib/server/desk/office';
import { peoplePage } from '$lib/server/desk/people';
import { endEnrolment, endPerson, type Revoked } from '$lib/server/revocations';
import { pageIn, roleIn, searchIn, silenceIn } from '../query';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const who = officeOf(locals);
	const area = url.searchParams.get('province') || null;
	const running = await app();
	const silent = url.searchParams.has('silence') ? silenceIn(url) : null;
	const role = roleIn(url) ?? 'seller';
	const filter = { role, area, silent, name: searchIn(url), page: pageIn(url) };
	return {
		mine: who.role,
		self: who.person,
		provinces: provincesOf(who),
		area: area ?? '',
		name: filter.name,
		silent,
		now: running.now(),
		version,
		...(await peoplePage(running, who, filter)),
	};
};

type End = (app: App, who: Principal, id: string) => Promise<Revoked>;

async function end({ locals, request }: RequestEvent, act: End) {
	const who = officeOf(locals);
	const id = String((await request.formData()).get('id') ?? '');
	const ended = await act(await app(), who, id);
	return ended.kind === 'ok' ? { done: true } : fail(404, { done: false });
}

export const actions: Actions = {
	endPerson: (event) => end(event, endPerson),
	endDevice: (event) => end(event, endEnrolment),
};
