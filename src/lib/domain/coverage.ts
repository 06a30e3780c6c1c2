import { dayNumber } from './dates.ts';
import { figure, unknown, type Figure, type Unknown } from './figure.ts';

/** What was counted of a province, or of several. Only what can be added up is kept, so that sums are exact. */
export interface Tally {
	/** Every catalogue: each maker of the register, and each shop that a phone has made. */
	readonly makers: number;
	/** Of them those that an import brought, and the rows of the register that they stand for. */
	readonly register: number;
	readonly rows: number;
	/** Those in which somebody has written. */
	readonly shops: number;
	/** Those that a person has joined for; before there is a catalogue, by the province they were invited to. */
	readonly joined: number;
	/** Those that a shopper can see. */
	readonly listed: number;
	/** Of these, those with something on sale that has a picture. What is on sale has a price. */
	readonly shown: number;
	/** Prices of what is on sale, by the day (`dayNumber`) since when each stands; null: before that was noted. */
	readonly prices: ReadonlyMap<number | null, number>;
	/** Phones that may speak. */
	readonly phones: number;
	/** Of them those of which nothing was heard for so many days. */
	readonly silent: number;
	/** Things that waited on them when each last told. */
	readonly unsent: number;
	/** Those that say nothing of what is on them now: of which nothing was heard for days, or whose app does not tell. */
	readonly mute: number;
	/** How many were last heard within each of `QUIETS`, and longer ago. */
	readonly quiet: readonly number[];
	/** When the last of them was heard, ms UTC. */
	readonly heardAt: number | null;
	/** Visits that wait, and those that were made. */
	readonly planned: number;
	readonly visited: number;
	/** When the last of them was made, by its maker's phone, and when the report of one last arrived, ms UTC. */
	readonly madeAt: number | null;
	readonly cameAt: number | null;
}

/** Days without a phone: to each the phones of which something was heard since then, and not since the one before. */
export const QUIETS = [3, 7, 14, 30] as const;
const NO_QUIET: readonly number[] = [...QUIETS, 0].map(() => 0);

export const EMPTY: Tally = {
	makers: 0,
	register: 0,
	rows: 0,
	shops: 0,
	joined: 0,
	listed: 0,
	shown: 0,
	prices: new Map(),
	phones: 0,
	silent: 0,
	unsent: 0,
	mute: 0,
	quiet: NO_QUIET,
	heardAt: null,
	planned: 0,
	visited: 0,
	madeAt: null,
	cameAt: null,
};

export function together(parts: readonly Tally[]): Tally {
	const prices = new Map<number | null, number>();
	for (const part of parts)
		for (const [day, count] of part.prices) prices.set(day, (prices.get(day) ?? 0) + count);
	const sum = (of: (part: Tally) => number) => parts.reduce((total, part) => total + of(part), 0);
	const last = (of: (part: Tally) => number | null) => {
		const known = parts.map(of).filter((at) => at !== null);
		return known.length > 0 ? Math.max(...known) : null;
	};
	return {
		makers: sum(({ makers }) => makers),
		register: sum(({ register }) => register),
		rows: sum(({ rows }) => rows),
		shops: sum(({ shops }) => shops),
		joined: sum(({ joined }) => joined),
		listed: sum(({ listed }) => listed),
		shown: sum(({ shown }) => shown),
		phones: sum(({ phones }) => phones),
		silent: sum(({ silent }) => silent),
		unsent: sum(({ unsent }) => unsent),
		mute: sum(({ mute }) => mute),
		quiet: NO_QUIET.map((_, i) => sum(({ quiet }) => quiet[i] ?? 0)),
		heardAt: last(({ heardAt }) => heardAt),
		planned: sum(({ planned }) => planned),
		visited: sum(({ visited }) => visited),
		madeAt: last(({ madeAt }) => madeAt),
		cameAt: last(({ cameAt }) => cameAt),
		prices,
	};
}

/** In the order of the table. */
export const COLUMNS = [
	'makers',
	'register',
	'shops',
	'joined',
	'listed',
	'shown',
	'share',
	'onSale',
	'median',
	'oldest',
	'phones',
	'silent',
	'unsent',
	'news',
	'planned',
	'visited',
	'made',
	'came',
] as const;
export type Column = (typeof COLUMNS)[number];
/** Those that count days back: none of them is today. */
export const AGES: readonly Column[] = ['median', 'oldest', 'news', 'made', 'came'];
export type Figures = Readonly<Record<Column, Figure>>;

/** Of more than this share of a hundred the tenth says nothing. */
const WHOLE_PERCENT = 10;

function percent(part: number, of: number): number {
	const share = (part / of) * 100;
	// The last maker missing must not read as all, nor the first one as none
	if (share < WHOLE_PERCENT) return part === 0 ? 0 : Math.max(0.1, Math.round(share * 10) / 10);
	return part === of ? 100 : Math.min(99, Math.round(share));
}

/** What is told of a tally at `now`, ms UTC. Ages are whole days in Bangkok: 0 is today. */
export function figuresOf(tally: Tally, now: number): Figures {
	const today = dayNumber(now);
	const { makers, phones, heardAt, prices } = tally;
	const onSale = [...prices.values()].reduce((total, count) => total + count, 0);
	const noAge = unknown(onSale === 0 ? 'no-prices' : 'not-noted');
	const { median, oldest } = agesOf(prices, today);
	// A clock that was set ahead must not make a visit of tomorrow
	const since = (at: number | null, why: Unknown) =>
		at === null ? unknown(why) : figure(Math.max(0, today - dayNumber(at)));
	return {
		makers: figure(makers),
		register: figure(tally.register),
		shops: figure(tally.shops),
		joined: figure(tally.joined),
		listed: figure(tally.listed),
		shown: figure(tally.shown),
		share: makers === 0 ? unknown('no-makers') : figure(percent(tally.shown, makers)),
		onSale: figure(onSale),
		median: median === null ? noAge : figure(median),
		oldest: oldest === null ? noAge : figure(oldest),
		phones: figure(phones),
		silent: phones === 0 ? unknown('no-phones') : figure(tally.silent),
		unsent: unsentOf(tally),
		news: since(heardAt, 'no-phones'),
		planned: figure(tally.planned),
		visited: figure(tally.visited),
		made: since(tally.madeAt, 'no-visits'),
		came: since(tally.cameAt, 'no-visits'),
	};
}

/** What waits on phones, as far as they said. That they said none is none only while all of them still speak. */
function unsentOf({ phones, unsent, mute }: Tally): Figure {
	if (phones === 0) return unknown('no-phones');
	return unsent === 0 && mute > 0 ? unknown('no-news') : figure(unsent);
}

/** The age in the middle (of an even number the mean of the two) and the greatest, in days. Prices of an unknown day are left out. */
export function agesOf(
	prices: ReadonlyMap<number | null, number>,
	today: number,
): { median: number | null; oldest: number | null } {
	const known = [...prices].filter((entry): entry is [number, number] => entry[0] !== null);
	// A clock that was set back must not make a price of tomorrow
	const ages = known
		.map(([day, count]) => [Math.max(0, today - day), count] as const)
		.sort(([a], [b]) => a - b);
	const total = ages.reduce((sum, [, count]) => sum + count, 0);
	if (total === 0) return { median: null, oldest: null };
	const at = (place: number): number => {
		let left = place;
		for (const [age, count] of ages) {
			if (left < count) return age;
			left -= count;
		}
		return 0;
	};
	const median = (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
	return { median, oldest: ages.at(-1)?.[0] ?? null };
}

/** How many prices have an age that nobody noted. */
export const unnoted = ({ prices }: Tally): number => prices.get(null) ?? 0;
