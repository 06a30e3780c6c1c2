import { CATEGORIES, type Category } from '../../../domain/category.ts';
import { provinceOf, type Region } from '../../../domain/provinces.ts';
import { BEVERAGE } from './beverage.ts';
import { CRAFT } from './craft.ts';
import { FOOD } from './food.ts';
import { HERB } from './herb.ts';
import { TEXTILE } from './textile.ts';

/** What makers make: the ground of a product, before size, kind, brand and place. */
export interface Stem {
	readonly category: Category;
	readonly trade: string;
	/** Letters of regions, `*` for all, or province codes. */
	readonly where: string;
	readonly th: string;
	readonly en: string;
	/** Key of a drawing. */
	readonly picture: string;
	/** Whole baht for the first size. */
	readonly low: number;
	readonly high: number;
	readonly unit: string;
	readonly sizes: readonly string[];
	readonly kinds: readonly string[];
	readonly materials: string;
	/** Days it keeps; null: no food. */
	readonly keeps: number | null;
	/** Months it is there; empty: all year. */
	readonly season: readonly number[];
	/** How it is made: one or two sentences of its own. */
	readonly told: string;
	readonly alcohol: boolean;
}

const TABLES: Readonly<Record<Category, string>> = { FOOD, BEVERAGE, TEXTILE, CRAFT, HERB };
const LETTERS: Readonly<Record<string, Region>> = {
	n: 'north',
	e: 'northeast',
	c: 'central',
	s: 'south',
};

const parts = (text: string, by = ';'): string[] => (text === '' ? [] : text.split(by));

// where | Thai | English | picture | baht low-high unit | sizes; | kinds; | materials | days kept @ months, | told
function readStem(category: Category, trade: string, line: string): Stem {
	const [
		where = '',
		th = '',
		en = '',
		picture = '',
		price = '',
		sizes = '',
		kinds = '',
		materials = '',
		keeps = '',
		told = '',
	] = line.split('|');
	const [, low = '', high = '', unit = ''] = /^(\d+)-(\d+) (.+)$/.exec(price) ?? [];
	const [days = '', months = ''] = keeps.split('@');
	return {
		category,
		trade,
		where,
		th: th.replace(/^!/, ''),
		en,
		picture,
		low: Number(low),
		high: Number(high),
		unit,
		sizes: parts(sizes),
		kinds: parts(kinds),
		materials,
		keeps: days === '' ? null : Number(days),
		season: parts(months, ',').map(Number),
		told,
		alcohol: th.startsWith('!'),
	};
}

function readTable(category: Category): Stem[] {
	let trade = '';
	const stems: Stem[] = [];
	for (const line of TABLES[category].trim().split('\n')) {
		if (line.startsWith('@')) trade = line.slice(1);
		else stems.push(readStem(category, trade, line));
	}
	return stems;
}

export const STEMS: readonly Stem[] = CATEGORIES.flatMap(readTable);

/** True where a line that names regions by letter (`ne`, `*`) holds for `region`. */
export const holdsIn = (letters: string, region: Region): boolean =>
	letters === '*' || [...letters].some((letter) => LETTERS[letter] === region);

/** Provinces whose boats land by themselves. */
const COAST = '11 20 21 22 23 24 74 75 76 77 80 81 82 83 84 85 86 90 91 92 94 96'.split(' ');

/** A stem of that very province. */
export const OF_THE_PLACE = 8;

/** How much a stem belongs to a province: 0 not made there; the more, the more it is of that very place. */
export function belonging(stem: Stem, province: string): number {
	if (/^\d/.test(stem.where)) return stem.where.split(',').includes(province) ? OF_THE_PLACE : 0;
	if (stem.trade === 'sea' && !COAST.includes(province)) return 0;
	const region = provinceOf(province)?.region;
	if (!region || !holdsIn(stem.where, region)) return 0;
	return stem.where === '*' ? 1 : 3;
}
