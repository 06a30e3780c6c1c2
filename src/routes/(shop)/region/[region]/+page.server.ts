import { PROVINCES, REGIONS } from '$lib/domain/provinces.ts';
import { app } from '$lib/server/app';
import { provinceCounts } from '$lib/server/store/queries/listing';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const region = REGIONS.find((known) => known === params.region);
	if (!region) error(404);
	const { store } = await app();
	const counts = await store.read(provinceCounts);
	const provinces = PROVINCES.filter((province) => province.region === region).map((province) => {
		return { ...province, shops: counts.find(({ code }) => code === province.code)?.shops ?? 0 };
	});
	return { region, provinces };
};
