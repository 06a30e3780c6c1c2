import { COLUMNS } from '$lib/domain/coverage';
import { app } from '$lib/server/app';
import { coverageFor } from '$lib/server/desk/coverage';
import { officeOf } from '$lib/server/desk/office';
import { silenceIn } from './query';
import { readSort } from './sorting';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const who = officeOf(locals);
	const asked = url.searchParams.get('measure');
	const silence = silenceIn(url);
	return {
		...(await coverageFor(await app(), who, silence)),
		silence,
		measure: COLUMNS.find((column) => column === asked) ?? ('share' as const),
		sort: readSort(url.searchParams.get('sort'), 'name'),
		sortMarketers: readSort(url.searchParams.get('marketers'), 'name'),
	};
};
