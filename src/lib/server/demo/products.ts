import { DAY, HOUR } from '../../domain/dates.ts';
import { newKey } from '../../domain/key.ts';
import type { Product, Promo } from '../../domain/product.ts';
import { graphemeLength } from '../../domain/thai.ts';
import type { Told } from './stories.ts';
import { productStory } from './stories.ts';
import { between, bytesOf, chance, pick, type Random } from './random.ts';
import { gramsOf, roundBaht, sizeFactor, sizeInEnglish } from './sizes.ts';
import { standardsOf } from './standards.ts';
import type { Stem } from './words/stems.ts';

export interface SampleProduct {
	readonly key: string;
	readonly product: Product;
	/** Null: the maker has not written one yet. */
	readonly story: { readonly th: string } | null;
	/** Keys of drawings, the cover first. */
	readonly pictures: readonly string[];
	/** When it came into the catalogue, ms UTC. */
	readonly at: number;
}

/** What a product inherits from its shop. */
export interface Makings {
	readonly told: Told;
	readonly shopName: string;
	readonly brand: { readonly th: string; readonly en: string } | null;
	/** Key of the drawing of the region. */
	readonly landscape: string;
	readonly now: number;
	/** What its stories said already. */
	readonly heard: Set<string>;
}

/** Of a hundred things, as many: a draft, paused, with a promotion that runs, that has ended, that is yet to come. */
const DRAFTS = 7;
const PAUSED = 4;
const RUNNING = 8;
const ENDED = 4;
const COMING = 2;
/** Letters of a name that a register would hold: longer than any screen is wide. */
const LONG_NAME = 150;

/** One thing on a shop's shelf. */
export interface Wanted {
	readonly stem: Stem;
	/** '' for the plain one. */
	readonly kind: string;
	/** Place among the stem's sizes; -1 where it has none. */
	readonly size: number;
	/** True where only the size tells it from another in the shop. */
	readonly saysSize: boolean;
	/** Baht that the shop asks for the first size. */
	readonly base: number;
	/** False where a sister of the same stem has its story. */
	readonly tellsStory: boolean;
	/** When the shop made it known, ms UTC. */
	readonly at: number;
}

export function makeProduct(random: Random, wanted: Wanted, makings: Makings): SampleProduct {
	const { stem, kind, base, at, tellsStory } = wanted;
	const size = stem.sizes[wanted.size] ?? '';
	const baht = roundBaht(base * (wanted.size > 0 ? sizeFactor(stem.sizes, wanted.size) : 1));
	const state = pickState(random);
	const unpriced = state === 'draft' && chance(random, 0.4);
	const madeToOrder = isMadeToOrder(random, stem);
	const nameTh = chance(random, 0.015)
		? longName(stem, size, kind, makings)
		: shortName(random, wanted, size, makings);
	const product: Product = {
		category: stem.category,
		categoryGuess: false,
		nameTh,
		nameEn: chance(random, 0.4) ? englishName(stem, size, makings) : '',
		materials: chance(random, 0.85) ? stem.materials : '',
		size,
		weightG: gramsOf(size) ?? (stem.unit === 'กิโลกรัม' ? 1_000 : null),
		price: unpriced ? null : { satang: baht * 100, unit: stem.unit },
		wholesale: wholesaleOf(random, unpriced ? null : baht),
		stock: madeToOrder ? null : stockOf(random, baht),
		madeInDays: madeToOrder ? pick(random, [3, 5, 7, 7, 10, 14, 15, 20, 30, 45, 60]) : null,
		shelfLifeDays: stem.keeps,
		standards: standardsOf(random, stem.category, makings.told.home.province.code, makings.now),
		stars: starsOf(random, makings.told.since),
		quadrant: chance(random, 0.5) ? pick(random, ['A', 'B', 'C', 'D', 'D', 'D'] as const) : null,
		alcohol: stem.alcohol,
		season: [...stem.season],
		promo: unpriced ? null : promoOf(random, baht, makings.now),
		state,
	};
	return {
		key: newKey(at, bytesOf(random)),
		product,
		story:
			tellsStory && chance(random, 0.8)
				? { th: productStory(random, stem, makings.told, makings.heard) }
				: null,
		pictures: picturesOf(random, stem, makings.landscape),
		at,
	};
}

function pickState(random: Random): NonNullable<Product['state']> {
	const roll = between(random, 1, 100);
	return roll <= DRAFTS ? 'draft' : roll <= DRAFTS + PAUSED ? 'paused' : 'published';
}

/** What takes days of handwork is made when somebody wants it; food seldom is. */
function isMadeToOrder(random: Random, { category }: Stem): boolean {
	const share = category === 'TEXTILE' || category === 'CRAFT' ? 0.32 : 0.06;
	return chance(random, share);
}

function shortName(
	random: Random,
	{ stem, kind, saysSize }: Wanted,
	size: string,
	{ told, brand }: Makings,
): string {
	const name = [stem.th, kind, saysSize ? size : ''].filter(Boolean).join(' ');
	const roll = random.next();
	if (brand && roll < 0.35) return `${name} ตรา${brand.th}`;
	if (roll < 0.5 && size && !saysSize) return `${name} ${size}`;
	if (roll < 0.6 && stem.category !== 'HERB') return `${name} ${told.home.village}`;
	if (roll < 0.68 && stem.category === 'FOOD') return `${name} สูตร${told.maker.th}`;
	return name;
}

/** As registers and certificates call things: everything in one name. */
function longName(stem: Stem, size: string, kind: string, { told, shopName }: Makings): string {
	const { village, subdistrict, district, inProvince } = told.home;
	const more = [
		kind,
		size && `ขนาด ${size}`,
		`ผลิตภัณฑ์ของ${shopName}`,
		`${shopName.includes(village) ? '' : `${village} `}${subdistrict} ${district} ${inProvince}`,
		stem.materials && `ทำจาก${stem.materials}`,
		'บรรจุภัณฑ์สำหรับเป็นของฝาก',
		'สินค้าหนึ่งตำบลหนึ่งผลิตภัณฑ์',
		'จากภูมิปัญญาท้องถิ่นของชุมชนที่สืบทอดกันมาจากรุ่นสู่รุ่น',
	];
	let name = stem.th;
	for (const part of more) if (part && graphemeLength(name) < LONG_NAME) name += ` ${part}`;
	return name;
}

function englishName(stem: Stem, size: string, { brand }: Makings): string {
	const inEnglish = sizeInEnglish(size);
	return [brand ? `${brand.en} ${stem.en}` : stem.en, inEnglish].filter(Boolean).join(', ');
}

/** A fifth to a tenth less, from a dozen or so. */
function wholesaleOf(random: Random, baht: number | null): NonNullable<Product['wholesale']> | null {
	if (baht === null || !chance(random, 0.35)) return null;
	const each = roundBaht((baht * between(random, 78, 90)) / 100);
	return {
		satang: each * 100,
		min: baht > 800 ? pick(random, [3, 5, 10]) : pick(random, [10, 12, 20, 24, 50, 100]),
	};
}

/** The dearer, the fewer at hand; a few are sold out, and some sellers do not count. */
function stockOf(random: Random, baht: number): number | null {
	if (chance(random, 0.25)) return null;
	if (chance(random, 0.05)) return 0;
	return between(random, 1, baht > 2_000 ? 6 : baht > 500 ? 20 : 120);
}

/** Rounds of the Product Champion, Buddhist era. */
const ROUNDS = [2549, 2552, 2553, 2555, 2556, 2559, 2562, 2564, 2565, 2567] as const;

function starsOf(random: Random, since: number): NonNullable<Product['stars']> | null {
	const rounds = ROUNDS.filter((year) => year > since);
	if (rounds.length === 0 || !chance(random, 0.45)) return null;
	return { count: pick(random, [2, 3, 3, 3, 4, 4, 4, 5, 5]), year: pick(random, rounds.slice(-4)) };
}

function promoOf(random: Random, baht: number, now: number): Promo | null {
	const roll = between(random, 1, 100);
	const less = roundBaht((baht * pick(random, [75, 80, 85, 88, 90])) / 100);
	if (less >= baht) return null;
	const satang = less * 100;
	if (roll <= RUNNING)
		return { satang, from: now - between(random, 1, 6) * DAY, until: now + between(random, 20, 75) * DAY };
	if (roll <= RUNNING + ENDED) {
		const until = now - between(random, 2, 90) * DAY;
		return { satang, from: until - between(random, 3, 14) * DAY, until };
	}
	if (roll > RUNNING + ENDED + COMING) return null;
	const from = now + between(random, 5, 25) * DAY + HOUR;
	return { satang, from, until: from + between(random, 3, 10) * DAY };
}

/** Most have one picture, some a second of where they come from, a few none yet. */
function picturesOf(random: Random, stem: Stem, landscape: string): string[] {
	if (chance(random, 0.08)) return [];
	return chance(random, 0.22) ? [...new Set([stem.picture, landscape])] : [stem.picture];
}
