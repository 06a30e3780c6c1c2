import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { makersPage } from '$lib/server/desk/makers';
import { officeOf, provincesOf } from '$lib/server/desk/office';
import { whichIn } from '../behind';
import { pageIn, searchIn } from '../query';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const who = officeOf(locals);
	const provinces = provincesOf(who);
	const asked = url.searchParams.get('province') ?? provinces[0]?.code;
	const province = provinces.find(({ code }) => code === asked);
	// A province of somebody else and one that does not exist are answered alike
	if (!province) error(404, 'no-such-province');
	const query = searchIn(url);
	const which = whichIn(url);
	return {
		provinces,
		province,
		query,
		which,
		...(await makersPage(await app(), who, { area: province.code, query, which }, pageIn(url))),
	};
};
