import { fail } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { officeOf } from '$lib/server/desk/office';
import { takeRescue } from '$lib/server/rescue/take';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	officeOf(locals);
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		officeOf(locals);
		const { office } = locals;
		const body = request.body as unknown as AsyncIterable<Uint8Array> | null;
		if (!office || !body) return fail(400, { problem: 'not-ours' as const });
		const taking = await takeRescue(await app(), office, body);
		return taking.kind === 'taken' ? { report: taking } : fail(422, { problem: taking.kind });
	},
};
