import { fail } from '@sveltejs/kit';
import { ROLES } from '$lib/domain/access';
import { LINK_VALID, NEAR_VALID } from '$lib/domain/invitation';
import { can } from '$lib/server/access';
import { app } from '$lib/server/app';
import { invitablePerson, invitableShop } from '$lib/server/desk/invitable';
import { officeOf, provincesOf } from '$lib/server/desk/office';
import { openLinks } from '$lib/server/desk/open-links';
import { invite } from '$lib/server/invitations';
import { invitationState, recentJoins } from '$lib/server/own-invitations';
import { endInvitation } from '$lib/server/revocations';
import { roleIn } from '../query';
import type { Actions, PageServerLoad } from './$types';
import { wayIn } from './ways';

/** What the form asks, which asks for another invitation when it is sent again. */
const ASKED = ['role', 'name', 'shop', 'person', 'province', 'way'];

export const load: PageServerLoad = async ({ locals, url }) => {
	const who = officeOf(locals);
	const running = await app();
	const shop = url.searchParams.get('shop');
	const person = url.searchParams.get('person');
	const made = url.searchParams.get('made');
	const seen = made === null ? null : await invitationState(running, who, made);
	return {
		mine: who.role,
		role: can(who, 'see-office', null) ? (roleIn(url) ?? 'seller') : 'seller',
		provinces: provincesOf(who),
		province: url.searchParams.get('province') ?? '',
		shop: shop === null ? null : await invitableShop(running, who, shop),
		person: person === null ? null : await invitablePerson(running, who, person),
		made: made !== null && seen?.kind === 'ok' ? { id: made, seen } : null,
		host: url.host,
		// Whoever waits for somebody asks every few seconds, and for this alone
		lists:
			made === null ? { open: await openLinks(running, who), joins: await recentJoins(running, who) } : null,
	};
};

export const actions: Actions = {
	invite: async ({ locals, request }) => {
		const who = officeOf(locals);
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '').trim();
		const role = ROLES.find((known) => known === text('role'));
		const name = text('name');
		const way = wayIn(text('way'));
		const shop = text('shop') === '' ? null : text('shop');
		const person = text('person') === '' ? null : text('person');
		const areas = form
			.getAll('province')
			.map(String)
			.filter((code) => code !== '');
		if (!role) return fail(400, { problem: 'incomplete' as const, name });
		const whom = { role, shop, name, person, areas: shop === null ? areas : [] };
		const validMs = way === 'far' ? LINK_VALID : NEAR_VALID;
		const invited = await invite(await app(), who, { ...whom, validMs, spoken: way === 'spoken' });
		if (invited.kind !== 'ok') return fail(422, { problem: invited.kind, name });
		const { id, link, spoken } = invited;
		const asked = ASKED.flatMap((field) =>
			form.getAll(field).map((value) => [field, String(value)] as const),
		);
		return { ready: { id, name, way, link, left: validMs, spoken, asked } };
	},
	revoke: async ({ locals, request }) => {
		const who = officeOf(locals);
		const id = String((await request.formData()).get('id') ?? '');
		const revoked = await endInvitation(await app(), who, id);
		return revoked.kind === 'ok'
			? { revoked: true }
			: fail(404, { problem: 'not-allowed' as const, name: '' });
	},
};
