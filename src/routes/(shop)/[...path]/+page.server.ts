import { error } from '@sveltejs/kit';

/** An address that leads nowhere still gets the storefront's own page: a way home and a search. */
export const load = () => error(404);
