import type { Here } from '$lib/client/makers/find';
import type { MakerMark } from '$lib/client/makers/row';

/** Where the person was in the list, while the app is open: back from a maker is back to its place. */
export const place = $state({
	query: '',
	mark: 'all' as MakerMark | 'all',
	district: '',
	category: '',
	/** Null: by name. */
	here: null as Here | null,
	/** Rows drawn. */
	limit: 0,
	/** Pixels from the top. */
	top: 0,
	/** The day whose visits are shown, `YYYY-MM-DD`; '': today. */
	day: '',
	/** Makers are being chosen for that day. */
	planning: false,
});
