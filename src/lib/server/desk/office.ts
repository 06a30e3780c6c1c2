import { error } from '@sveltejs/kit';
import type { Principal } from '../../domain/access.ts';
import { PROVINCES, type Province } from '../../domain/provinces.ts';
import { can, visible } from '../access.ts';
import type { Enrolled } from '../principal.ts';

/** Who a page of the desk is for. Every load and action of the desk begins here; without anybody it ends with 401. */
export function officeOf(locals: { office: Enrolled | null }): Principal {
	const who = locals.office?.principal ?? null;
	if (!who || !can(who, 'open-desk', null)) error(401, 'sign-in');
	return who;
}

/** The provinces whose shops this person sees, in the order of their codes. */
export function provincesOf(who: Principal): readonly Province[] {
	return PROVINCES.filter(({ code }) => visible(who).seesArea(code));
}
