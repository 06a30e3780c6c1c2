import type { Here } from '$lib/client/makers/find';
import type { MakerMark } from '$lib/client/makers/row';
import type { MakerRow } from '$lib/client/store/database';

/** How a list of makers lets one be put into a day: what the day brings with it, so that the list knows nothing of visits. */
export interface Planning {
	/** What to do. */
	readonly text: string;
	/** Of the button beside a maker. */
	readonly label: (name: string) => string;
	/** Answers what was done, or that it could not be. */
	readonly add: (row: MakerRow) => Promise<string>;
}

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
	/** Makers are being chosen for that day; null: they are not. */
	planning: null as Planning | null,
});
