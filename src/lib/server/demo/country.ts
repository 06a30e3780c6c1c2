import type { Addresses } from '../../domain/address/index.ts';
import { CATEGORIES, type Category } from '../../domain/category.ts';
import { DAY, HOUR } from '../../domain/dates.ts';
import { PROVINCES, type Province, type Region } from '../../domain/provinces.ts';
import type { Shop } from '../../domain/shop.ts';
import { makerIn, type Maker } from './maker.ts';
import { homeIn } from './place.ts';
import type { SampleProduct } from './products.ts';
import { between, chance, pick, seeded, shuffled, weighted, type Random } from './random.ts';
import { makeShop, producerType, shopName } from './shops.ts';
import { stemsOf, stock } from './stock.ts';
import { shopStory, type Told } from './stories.ts';
import { BRANDS } from './words/people.ts';
import { MORE_SHOPS } from './words/places.ts';
import { belonging, OF_THE_PLACE } from './words/stems.ts';
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
	const makings = { told, shopName: nameTh, brand, landscape, now, heard: new Set<string>() };
	const products = stock(random, { trade, maker, makings, joined });
	const firstPicture = products.find(({ pictures }) => pictures.length > 0)?.pictures[0];
	return {
		key,
		shop,
		story: shopStory(random, trade, told),
		// A third show their land first, the others what they make
		pictures:
			firstPicture && firstPicture !== landscape && index % 3 > 0 ? [firstPicture, landscape] : [landscape],
		products,
		at: joined,
	};
}

const STATES = [...Array<'published'>(27).fill('published'), 'draft', 'draft', 'paused'] as const;

function pickBrand(random: Random): { th: string; en: string } {
	const [th, en] = pick(random, BRANDS);
	return { th, en: en.replaceAll('-', ' ') };
}

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
