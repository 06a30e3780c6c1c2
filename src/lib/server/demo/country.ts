import type { Addresses } from '../../domain/address/index.ts';
import { CATEGORIES, type Category } from '../../domain/category.ts';
import { DAY, HOUR } from '../../domain/dates.ts';
import { PROVINCES, type Province, type Region } from '../../domain/provinces.ts';
import type { Shop } from '../../domain/shop.ts';
import { makerIn, type Maker } from './maker.ts';
import { homeIn } from './place.ts';
import { makeProduct, type SampleProduct } from './products.ts';
import { between, chance, pick, seeded, shuffled, weighted, type Random } from './random.ts';
import { makeShop, producerType, shopName } from './shops.ts';
import { shopStory, type Told } from './stories.ts';
import { BRANDS } from './words/people.ts';
import { MORE_SHOPS } from './words/places.ts';
import { belonging, OF_THE_PLACE, STEMS, type Stem } from './words/stems.ts';
import { TRADES, type Trade } from './words/tales.ts';

export interface SampleShop {
	readonly key: string;
	readonly shop: Shop;
	readonly story: string;
	/** Keys of drawings, the face first. */
	readonly pictures: readonly string[];
	readonly products: readonly SampleProduct[];
	readonly at: number;
}

/** Shops that every province has, before those of MORE_SHOPS. */
const EVERYWHERE = 2;
/** Days since the first shop of the sample joined. */
const AGE = 420;

export const LANDSCAPES: Readonly<Record<Region, string>> = {
	north: 'land-north',
	northeast: 'land-northeast',
	central: 'land-central',
	south: 'land-south',
};

/** How many shops there will be. */
export const SHOP_COUNT = PROVINCES.reduce((sum, { code }) => sum + EVERYWHERE + (MORE_SHOPS[code] ?? 0), 0);

/**
 * The sample country, shop by shop in an order that mixes the provinces. The same seed and `now` (ms UTC) give the
 * same country to the letter; another `now` moves its dates alone.
 */
export function* country(seed: number, now: number, addresses: Addresses): Generator<SampleShop> {
	const seats = PROVINCES.flatMap((province) =>
		Array.from({ length: EVERYWHERE + (MORE_SHOPS[province.code] ?? 0) }, (_, rank) => ({ province, rank })),
	);
	const taken = new Set<string>();
	for (const [i, { province, rank }] of shuffled(seeded(seed), seats).entries()) {
		// Each shop has chance of its own, so that a new word in one trade leaves the other shops as they were
		const random = seeded(Math.imul(seed + 1, 2_654_435_761) + i * 7_919);
		yield makeOne(random, { index: i + 1, province, rank, now, addresses, taken });
	}
}

interface Seat {
	readonly index: number;
	readonly province: Province;
	/** 0: the first of its province, which is always open and of what the province is known for. */
	readonly rank: number;
	readonly now: number;
	readonly addresses: Addresses;
	/** Names given so far. */
	readonly taken: Set<string>;
}

function makeOne(random: Random, { index, province, rank, now, addresses, taken }: Seat): SampleShop {
	const maker = makerIn(random, province.code, province.region);
	const trade = tradeIn(random, province, maker, rank === 0);
	const type = producerType(random);
	const brand = type === 'SME' || chance(random, 0.45) ? pickBrand(random) : null;
	const joined = now - between(random, 25, AGE) * DAY - between(random, 0, 20) * HOUR;
	let home = homeIn(random, province.code, addresses);
	let nameTh = shopName(random, type, { home, maker, trade, brand });
	while (taken.has(nameTh)) {
		home = homeIn(random, province.code, addresses);
		nameTh = shopName(random, type, { home, maker, trade, brand });
		if (taken.has(nameTh)) nameTh += ` (${home.village})`;
	}
	taken.add(nameTh);
	const state = rank === 0 ? 'published' : pick(random, STATES);
	const facts = { index, home, maker, trade, brand, at: joined, state };
	const { key, shop } = makeShop(random, type, nameTh, facts);
	const since = between(random, 2535, 2565);
	const told: Told = { home, maker, members: between(random, 7, 46), since, years: 2569 - since };
	const landscape = LANDSCAPES[province.region];
	const products = stock(random, { trade, maker, told, shopName: nameTh, brand, landscape, now, joined });
	const firstPicture = products.find(({ pictures }) => pictures.length > 0)?.pictures[0];
	return {
		key,
		shop,
		story: shopStory(random, trade, told),
		pictures: firstPicture ? [landscape, firstPicture] : [landscape],
		products,
		at: joined,
	};
}

const STATES = [...Array<'published'>(27).fill('published'), 'draft', 'draft', 'paused'] as const;

function pickBrand(random: Random): { th: string; en: string } {
	const [th, en] = pick(random, BRANDS);
	return { th, en: en.replaceAll('-', ' ') };
}

/** Whether a maker would make it: no pork and no spirits in a Muslim house. */
const suits = (stem: Stem, { muslim }: Maker): boolean =>
	!muslim || (!stem.alcohol && !/หมู/.test(`${stem.th} ${stem.materials} ${stem.kinds.join(' ')}`));

const stemsOf = (trade: Trade, province: Province, maker: Maker): Stem[] =>
	STEMS.filter(
		(stem) => stem.trade === trade.key && belonging(stem, province.code) > 0 && suits(stem, maker),
	);

/** Of a hundred makers of the national programme, about as many. */
const SHARES: Readonly<Record<Category, number>> = {
	FOOD: 41,
	BEVERAGE: 8,
	TEXTILE: 23,
	CRAFT: 18,
	HERB: 10,
};

/** First a category by its share in the country, then a trade; `known`: by what the province is known for, if anything. */
function tradeIn(random: Random, province: Province, maker: Maker, known: boolean): Trade {
	const open = TRADES.map((trade) => {
		const stems = stemsOf(trade, province, maker);
		return {
			trade,
			count: stems.length,
			best: Math.max(0, ...stems.map((stem) => belonging(stem, province.code))),
		};
	}).filter(({ count }) => count >= 2);
	const famous = open.filter(({ trade, best }) => best >= OF_THE_PLACE && trade.key !== 'spirits');
	// The first shop of a province is always there to see, which goods with alcohol never are
	const among = !known
		? open
		: famous.length > 0
			? famous
			: open.filter(({ trade }) => trade.key !== 'spirits');
	const category = weighted(
		random,
		CATEGORIES.filter((code) => among.some(({ trade }) => trade.category === code)),
		(code) => SHARES[code],
	);
	return weighted(
		random,
		among.filter(({ trade }) => trade.category === category),
		({ trade, best }) => trade.weight * (best >= OF_THE_PLACE ? 2 : 1),
	).trade;
}

interface Stock {
	readonly trade: Trade;
	readonly maker: Maker;
	readonly told: Told;
	readonly shopName: string;
	readonly brand: { readonly th: string; readonly en: string } | null;
	readonly landscape: string;
	readonly now: number;
	readonly joined: number;
}

/** A shop's goods: mostly of its trade, no name twice, made known in two or three strokes since it joined. */
function stock(random: Random, { trade, maker, joined, ...makings }: Stock): SampleProduct[] {
	const { province } = makings.told.home;
	const own = stemsOf(trade, province, maker);
	const near = STEMS.filter(
		(stem) =>
			stem.category === trade.category &&
			stem.trade !== trade.key &&
			belonging(stem, province.code) > 0 &&
			suits(stem, maker),
	);
	const strokes = Array.from({ length: 3 }, (_, i) =>
		i === 0 ? joined : between(random, joined, makings.now - 2 * HOUR),
	).sort((a, b) => a - b);
	const wanted = sizeOfShop(random);
	const names = new Set<string>();
	/** Baht that the shop asks for the first size of a stem: its sizes and kinds follow from one price. */
	const asked = new Map<Stem, number>();
	const products: SampleProduct[] = [];
	for (let tries = 0; products.length < wanted && tries < wanted * 6; tries++) {
		const strange = near.length > 0 && (chance(random, 0.12) || tries > wanted * 3);
		const stem = weighted(random, strange ? near : own, (one) => belonging(one, province.code));
		const base = asked.get(stem) ?? between(random, stem.low, stem.high);
		const tellsStory = !asked.has(stem) || chance(random, 0.12);
		const made = makeProduct(random, { stem, base, tellsStory, at: pick(random, strokes) }, makings);
		const name = made.product.nameTh ?? '';
		if (names.has(name)) continue;
		names.add(name);
		asked.set(stem, base);
		products.push(made);
	}
	return products;
}

/** Most shops are small; a few have more goods than fit on three screens. */
function sizeOfShop(random: Random): number {
	const roll = random.next();
	if (roll < 0.38) return between(random, 5, 8);
	if (roll < 0.78) return between(random, 8, 12);
	if (roll < 0.955) return between(random, 13, 20);
	return between(random, 24, 40);
}
