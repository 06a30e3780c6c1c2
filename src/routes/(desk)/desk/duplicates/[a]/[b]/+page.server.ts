import { error, fail, redirect } from '@sveltejs/kit';
import { readPicks } from '$lib/domain/duplicates/picks';
import { app } from '$lib/server/app';
import { compare, mergeShops, setApart } from '$lib/server/desk/duplicates';
import { officeOf } from '$lib/server/desk/office';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const found = await compare(await app(), officeOf(locals), params.a, params.b);
	// Shops of another province and those that do not exist are answered alike
	if (!found) error(404, 'no-such-shop');
	return { found };
};

export const actions: Actions = {
	async merge({ locals, params, request }) {
		const who = officeOf(locals);
		const wish = readPicks(await request.formData(), [params.a, params.b]);
		if (!wish) error(404, 'no-such-shop');
		const end = await mergeShops(await app(), who, wish);
		if (end === 'loop') return fail(409, { why: end });
		if (end === 'gone') error(404, 'no-such-shop');
		redirect(303, `/desk/shop/${wish.stays}?merged#merged`);
	},
	async apart({ locals, params, request }) {
		const who = officeOf(locals);
		const isApart = (await request.formData()).get('apart') === 'yes';
		if (!(await setApart(await app(), who, params.a, params.b, isApart))) error(404, 'no-such-shop');
		redirect(303, `/desk/duplicates/${params.a}/${params.b}`);
	},
};
