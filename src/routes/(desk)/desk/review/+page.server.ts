import { randomBytes } from 'node:crypto';
import { newKey } from '$lib/domain/key';
import { app } from '$lib/server/app';
import { officeOf, provincesOf } from '$lib/server/desk/office';
import { ON_PAGE, reviewFor } from '$lib/server/desk/review';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const who = officeOf(locals);
	const running = await app();
	const area = url.searchParams.get('province') || null;
	return {
		provinces: provincesOf(who),
		area: area ?? '',
		most: ON_PAGE,
		formKey: newKey(running.now(), randomBytes),
		review: await reviewFor(running, who, area, ON_PAGE),
	};
};
