import { holdsAll, searchWords } from '../../domain/maker-search.ts';
import type { MakerRow } from '../store/database.ts';
import { marksOf, type MakerMark } from './row.ts';

/** Where the phone is: degrees. */
export type Here = readonly [lat: number, lng: number];

export interface Wish {
	readonly query: string;
	/** '' in each: any. */
	readonly district: string;
	readonly category: string;
	readonly mark: MakerMark | 'all';
	/** Null: in dictionary order. */
	readonly here: Here | null;
}

/**
 * The makers that hold every word of the query in a name, a place, a phone or what they sell, and pass the rest. `rows` in
 * dictionary order; with a place the nearest come first, and those whose place nobody knows last.
 */
export function findMakers(
	rows: readonly MakerRow[],
	{ query, district, category, mark, here }: Wish,
	now: number,
): MakerRow[] {
	const words = searchWords(query);
	const found = rows.filter(
		(row) =>
			(district === '' || row.district === district) &&
			(category === '' || row.categories.includes(category)) &&
			holdsAll(row.text, words) &&
			(mark === 'all' || marksOf(row, now).includes(mark)),
	);
	if (!here) return found;
	const far = new Map(found.map((row) => [row, row.place ? metres(here, row.place) : Infinity]));
	return found.sort((a, b) => (far.get(a) ?? 0) - (far.get(b) ?? 0) || 0);
}

/** Half the Earth's mean diameter, metres. */
const RADIUS = 6_371_000;
const RADIANS = Math.PI / 180;

/** Between two places as the crow flies: on the road it is more. */
export function metres([lat, lng]: Here, [otherLat, otherLng]: Here): number {
	const up = Math.sin(((otherLat - lat) * RADIANS) / 2);
	const over = Math.sin(((otherLng - lng) * RADIANS) / 2);
	const part = up * up + Math.cos(lat * RADIANS) * Math.cos(otherLat * RADIANS) * over * over;
	return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(part)));
}

/** How many makers stand so. */
export function countMarks(rows: readonly MakerRow[], now: number): ReadonlyMap<MakerMark, number> {
	const sum = new Map<MakerMark, number>();
	for (const row of rows) for (const mark of marksOf(row, now)) sum.set(mark, (sum.get(mark) ?? 0) + 1);
	return sum;
}

/** The districts of these makers, by code, each with its name; '' where it is not known. */
export function districtsOf(rows: readonly MakerRow[]): [code: string, name: string][] {
	const names = new Map<string, string>();
	// Of `ตำบลหนองบัว อำเภอเมือง` the last word is the district's.
	for (const { district, where } of rows)
		names.set(district, names.get(district) || (where.split(' ').at(-1) ?? ''));
	return [...names].sort(([a], [b]) => (a < b ? -1 : 1));
}
