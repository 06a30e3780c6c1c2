import type { MakerRow } from '../store/database.ts';
import type { Here } from './find.ts';

export interface Dot {
	readonly space: string;
	readonly x: number;
	readonly y: number;
	readonly district: string;
	/** Shoppers see it. */
	readonly open: boolean;
}

/** The area as dots in a box of user units, and the names of districts where they do not lie over each other. */
export interface Drawing {
	readonly width: number;
	readonly height: number;
	readonly dots: readonly Dot[];
	readonly labels: readonly {
		readonly district: string;
		readonly name: string;
		readonly x: number;
		readonly y: number;
	}[];
	/** Where the phone is; null: not known, or so far away that the drawing would shrink to nothing. */
	readonly here: { readonly x: number; readonly y: number } | null;
}

/** A phone held upright: as wide as the screen, and no higher than leaves room for the list. */
const WIDTH = 360;
const MAX_HEIGHT = 360;
const MARGIN = 24;
/** A name in user units: its letters' width, about, and its height. */
const LETTER = 8;
const LINE = 18;
/** Typing errors put makers into the sea: so many at each side do not stretch the drawing, of a hundred. */
const OUTLIERS = 0.02;

export function drawing(makers: readonly MakerRow[], here: Here | null): Drawing {
	const placed = makers.flatMap((row) => (row.place ? [{ row, place: row.place }] : []));
	const [south, north] = rangeOf(placed.map(({ place }) => place[0]));
	const [west, east] = rangeOf(placed.map(({ place }) => place[1]));
	const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
	const spread = { x: Math.max(0.01, (east - west) * narrow), y: Math.max(0.01, north - south) };
	const scale = Math.min((WIDTH - 2 * MARGIN) / spread.x, (MAX_HEIGHT - 2 * MARGIN) / spread.y);
	const height = Math.round(spread.y * scale) + 2 * MARGIN;
	const left = (WIDTH - spread.x * scale) / 2;
	const at = ([lat, lng]: Here) => ({
		x: Math.round(left + (lng - west) * narrow * scale),
		y: Math.round(MARGIN + (north - lat) * scale),
	});
	const isIn = ({ x, y }: { x: number; y: number }) => x >= 0 && x <= WIDTH && y >= 0 && y <= height;
	const dots = placed
		.map(({ row, place }): Dot => {
			const { space, district, state } = row;
			return { space, ...at(place), district, open: state === 'published' };
		})
		.filter(isIn);
	const mine = here && at(here);
	return {
		width: WIDTH,
		height,
		dots,
		labels: labelsOf(dots, makers, height),
		here: mine && isIn(mine) ? mine : null,
	};
}

function rangeOf(values: number[]): readonly [number, number] {
	const sorted = values.sort((a, b) => a - b);
	const cut = Math.floor(sorted.length * OUTLIERS);
	return [sorted[cut] ?? 0, sorted.at(-1 - cut) ?? 0];
}

/** At the middle of its makers, the district with the most first; one that would lie over another is left out. */
function labelsOf(dots: readonly Dot[], makers: readonly MakerRow[], height: number): Drawing['labels'] {
	const groups = new Map<string, Dot[]>();
	for (const dot of dots) groups.set(dot.district, [...(groups.get(dot.district) ?? []), dot]);
	const names = new Map(makers.map(({ district, where }) => [district, shortName(where)]));
	const placed: { district: string; name: string; x: number; y: number }[] = [];
	for (const [district, own] of [...groups].sort(([, a], [, b]) => b.length - a.length)) {
		const name = names.get(district) ?? '';
		if (name === '') continue;
		const half = (name.length * LETTER) / 2;
		const middle = (pick: (dot: Dot) => number) => {
			const values = own.map(pick).sort((a, b) => a - b);
			return values[values.length >> 1] ?? 0;
		};
		const x = Math.min(
			WIDTH - half - 4,
			Math.max(
				half + 4,
				middle((dot) => dot.x),
			),
		);
		const y = Math.min(height - 6, Math.max(LINE, middle((dot) => dot.y) - 6));
		const isFree = placed.every(
			(other) =>
				Math.abs(other.y - y) >= LINE || Math.abs(other.x - x) >= half + (other.name.length * LETTER) / 2,
		);
		if (isFree) placed.push({ district, name, x, y });
	}
	return placed;
}

const shortName = (where: string): string => (where.split(' ').at(-1) ?? '').replace(/^(?:อำเภอ|เขต)/, '');

/** A thumb's reach in user units. */
const REACH = 40;

/** The dot nearest to a tap; null: none is within a thumb's reach. */
export function nearest(dots: readonly Dot[], x: number, y: number): Dot | null {
	let best: Dot | null = null;
	let least = REACH * REACH;
	for (const dot of dots) {
		const far = (dot.x - x) ** 2 + (dot.y - y) ** 2;
		if (far < least) [best, least] = [dot, far];
	}
	return best;
}
