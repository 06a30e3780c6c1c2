/** The order of a day by place. */
import { metres, type Here } from '../makers/find.ts';
import type { MakerRow } from '../store/database.ts';

/** Where a maker is; where that is not known, the middle of what is known of its district. Null: nothing is. */
export function placeOf(row: MakerRow | undefined, rows: readonly MakerRow[]): Here | null {
	if (!row || row.place) return row?.place ?? null;
	const around = rows.flatMap(({ district, place }) => (district === row.district && place ? [place] : []));
	if (around.length === 0) return null;
	const mean = (at: 0 | 1) => around.reduce((sum, place) => sum + place[at], 0) / around.length;
	return [mean(0), mean(1)];
}

/**
 * The nearest next, from `from` or else from the first that has a place: not the shortest way there is, but one that a
 * person sees the sense of. Those of no known place stay behind the others as they were.
 */
export function byWay<T>(stops: readonly T[], placed: (stop: T) => Here | null, from: Here | null): T[] {
	const left = stops.filter((stop) => placed(stop) !== null);
	const way: T[] = [];
	let at = from ?? (left[0] ? placed(left[0]) : null);
	while (left.length > 0 && at) {
		const here = at;
		const far = (stop: T) => metres(here, placed(stop) ?? here);
		const next = left.reduce((best, stop) => (far(stop) < far(best) ? stop : best));
		left.splice(left.indexOf(next), 1);
		way.push(next);
		at = placed(next);
	}
	return [...way, ...stops.filter((stop) => placed(stop) === null)];
}
