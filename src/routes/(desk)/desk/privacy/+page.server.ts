import { error, fail } from '@sveltejs/kit';
import { readPhone } from '$lib/domain/phone';
import { can } from '$lib/server/access';
import { app } from '$lib/server/app';
import { officeOf } from '$lib/server/desk/office';
import { countOf, eraseBuyer, ordersOfBuyer } from '$lib/server/privacy/erase';
import type { Actions, PageServerLoad } from './$types';

/** Staff alone: to anybody else there is no such page. */
function staffOf(locals: App.Locals) {
	if (!can(officeOf(locals), 'erase-buyer', null) || !locals.office) error(404, 'not-found');
	return { person: locals.office.principal.person, enrolment: locals.office.enrolment };
}

async function phoneIn(request: Request): Promise<string | null> {
	const reading = readPhone(String((await request.formData()).get('phone') ?? ''));
	return reading.kind === 'ok' ? reading.phone : null;
}

export const load: PageServerLoad = ({ locals }) => {
	staffOf(locals);
	return {};
};

export const actions: Actions = {
	async preview({ locals, request }) {
		staffOf(locals);
		const phone = await phoneIn(request);
		if (phone === null) return fail(422, { step: 'not-a-phone' } as const);
		const orders = await ordersOfBuyer((await app()).store, phone);
		return { step: 'preview', phone, ...countOf(orders) } as const;
	},
	async erase({ locals, request }) {
		const by = staffOf(locals);
		const phone = await phoneIn(request);
		if (phone === null) return fail(422, { step: 'not-a-phone' } as const);
		return { step: 'erased', phone, ...(await eraseBuyer(await app(), phone, by)) } as const;
	},
};
