import { HOUR } from '../../domain/dates.ts';
import type { Province } from '../../domain/provinces.ts';
import type { Maker } from './maker.ts';
import { makeProduct, type Makings, type SampleProduct, type Wanted } from './products.ts';
import { between, chance, pick, weighted, type Random } from './random.ts';
import { belonging, STEMS, type Stem } from './words/stems.ts';
import type { Trade } from './words/tales.ts';

export interface Stock {
	readonly trade: Trade;
	readonly maker: Maker;
	readonly makings: Makings;
	/** When the shop joined, ms UTC. */
	readonly joined: number;
}

/** Goods of one stem in one shop: more would read like a price list of sizes. */
const MOST_OF_A_STEM = 5;
/** What a shop made known when it joined, and in each of its visits to the app since then. */
const STROKES = [6, 2, 1, 1, 1] as const;

/** Whether a maker would make it: no pork and no spirits in a Muslim house. */
const suits = (stem: Stem, { muslim }: Maker): boolean =>
	!muslim || (!stem.alcohol && !/หมู/.test(`${stem.th} ${stem.materials} ${stem.kinds.join(' ')}`));

/** What a maker of that trade could make there. */
export const stemsOf = (trade: Trade, province: Province, maker: Maker): Stem[] =>
	STEMS.filter(
		(stem) => stem.trade === trade.key && belonging(stem, province.code) > 0 && suits(stem, maker),
	);

/** What a maker may have beside the own trade. */
const besides = (trade: Trade, province: Province, maker: Maker): Stem[] =>
	STEMS.filter(
		(stem) =>
			stem.category === trade.category &&
			stem.trade !== trade.key &&
			belonging(stem, province.code) > 0 &&
			suits(stem, maker),
	);

/** A shop's goods: mostly of its trade, no thing and no name twice. */
export function stock(random: Random, { trade, maker, makings, joined }: Stock): SampleProduct[] {
	const { province } = makings.told.home;
	const own = stemsOf(trade, province, maker);
	const near = besides(trade, province, maker);
	const strokes = STROKES.map((weight, i) => ({
		weight,
		at: i === 0 ? joined : between(random, joined, makings.now - 2 * HOUR),
	}));
	const wanted = sizeOfShop(random);
	const shelf = new Shelf(random);
	const names = new Set<string>();
	const products: SampleProduct[] = [];
	for (let tries = 0; products.length < wanted && tries < wanted * 8; tries++) {
		const strange = near.length > 0 && (chance(random, 0.12) || tries > wanted * 3);
		const stem = weighted(random, strange ? near : own, (one) => belonging(one, province.code));
		const line = shelf.take(stem);
		if (!line) continue;
		const { at } = weighted(random, strokes, ({ weight }) => weight);
		const made = makeProduct(random, { ...line, at }, makings);
		const name = made.product.nameTh ?? '';
		if (names.has(name)) continue;
		names.add(name);
		products.push(made);
	}
	return products;
}

type Line = Omit<Wanted, 'at'>;

/** What a shop has already: its sizes and kinds of one stem follow from one price, and none is there twice. */
class Shelf {
	readonly #random: Random;
	/** Sizes by stem and kind. */
	readonly #sizes = new Map<string, Set<number>>();
	/** Baht for the first size, by stem, and by stem and kind. */
	readonly #asked = new Map<string, number>();
	readonly #count = new Map<Stem, number>();

	constructor(random: Random) {
		this.#random = random;
	}

	/** A size and kind of the stem that is not there yet; null when chance found none. */
	take(stem: Stem): Line | null {
		const random = this.#random;
		const count = this.#count.get(stem) ?? 0;
		if (count >= MOST_OF_A_STEM) return null;
		const size = stem.sizes.length === 0 ? -1 : between(random, 0, stem.sizes.length - 1);
		const kinds = stem.kinds.filter((one) => !stem.th.includes(one));
		const kind = kinds.length > 0 && chance(random, 0.85) ? pick(random, kinds) : '';
		const key = `${stem.th}/${kind}`;
		const sizes = this.#sizes.get(key) ?? new Set();
		if (sizes.has(size)) return null;
		const saysSize = sizes.size > 0;
		this.#sizes.set(key, sizes.add(size));
		this.#count.set(stem, count + 1);
		return { stem, kind, size, saysSize, base: this.#price(stem, kind), tellsStory: count === 0 };
	}

	/** Finer kinds cost a little more, plain ones a little less. */
	#price(stem: Stem, kind: string): number {
		const plain = this.#asked.get(stem.th) ?? between(this.#random, stem.low, stem.high);
		this.#asked.set(stem.th, plain);
		const key = `${stem.th}/${kind}`;
		const asked = this.#asked.get(key) ?? (plain * between(this.#random, 94, 112)) / 100;
		this.#asked.set(key, asked);
		return asked;
	}
}

/** Most shops are small; a few have more goods than fit on three screens. */
function sizeOfShop(random: Random): number {
	const roll = random.next();
	if (roll < 0.4) return between(random, 5, 7);
	if (roll < 0.8) return between(random, 8, 11);
	if (roll < 0.955) return between(random, 12, 18);
	return between(random, 24, 40);
}
