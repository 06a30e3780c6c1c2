import { app } from '$lib/server/app';
import { censusFor } from '$lib/server/desk/census';
import { officeOf } from '$lib/server/desk/office';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => censusFor(await app(), officeOf(locals));
