import type { Filter } from '$lib/client/search';

/** Where the person was in the list, while the app is open: back from a product is back to its place. */
export interface Place {
	query: string;
	filter: Filter;
	bounds: readonly string[];
	/** Pixels from the top. */
	top: number;
}

let kept: (Place & { of: string }) | null = null;

/** `of`: the account, since another's list is another list. */
export function keepPlace(of: string, place: Place): void {
	kept = { ...place, of };
}

export function placeOf(of: string): Place {
	return kept?.of === of ? kept : { query: '', filter: 'all', bounds: [], top: 0 };
}
