import { fail } from '@sveltejs/kit';
import { ROLES } from '$lib/domain/access';
import { LINK_VALID } from '$lib/domain/invitation';
import { can } from '$lib/server/access';
import { app } from '$lib/server/app';
import { invitableShop } from '$lib/server/desk/invitable';
import { officeOf, provincesOf } from '$lib/server/desk/office';
import { openLinks } from '$lib/server/desk/open-links';
import { invite } from '$lib/server/invitations';
import { endInvitation } from '$lib/server/revocations';
import { roleIn } from '../query';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const who = officeOf(locals);
	const running = await app();
	const shop = url.searchParams.get('shop');
	return {
		mine: who.role,
		role: can(who, 'see-office', null) ? (roleIn(url) ?? 'seller') : 'seller',
		provinces: provincesOf(who),
		province: url.searchParams.get('province') ?? '',
		shop: shop === null ? null : await invitableShop(running, who, shop),
		open: await openLinks(running, who),
	};
};

export const actions: Actions = {
	invite: async ({ locals, request }) => {
		const who = officeOf(locals);
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '').trim();
		const role = ROLES.find((known) => known === text('role'));
		const name = text('name');
		const shop = text('shop') === '' ? null : text('shop');
		const areas = form
			.getAll('province')
			.map(String)
			.filter((code) => code !== '');
		if (!role) return fail(400, { problem: 'incomplete' as const, name });
		const wish = { role, shop, name, areas: shop === null ? areas : [], validMs: LINK_VALID };
		const invited = await invite(await app(), who, wish);
		if (invited.kind !== 'ok') return fail(422, { problem: invited.kind, name });
		const { link, expiresAt } = invited;
		return { ready: { name, link, expiresAt } };
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
