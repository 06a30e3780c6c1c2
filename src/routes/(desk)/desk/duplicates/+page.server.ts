import { error } from '@sveltejs/kit';
import { app } from '$lib/server/app';
import { pairsOf } from '$lib/server/desk/duplicates';
import { officeOf, provincesOf } from '$lib/server/desk/office';
import type { PageServerLoad } from './$types';

/** Pairs on a page: more are told, and are in the file. */
const MOST = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
	const who = officeOf(locals);
	const provinces = provincesOf(who);
	const asked = url.searchParams.get('province') ?? provinces[0]?.code;
	const province = provinces.find(({ code }) => code === asked);
	// A province of somebody else and one that does not exist are answered alike
	if (!province) error(404, 'no-such-province');
	const pairs = await pairsOf(await app(), who, province.code);
	return {
		provinces,
		province,
		count: pairs.length,
		pairs: pairs.slice(0, MOST),
		isApart: url.searchParams.has('apart'),
	};
};
