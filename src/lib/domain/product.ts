import * as z from 'zod/mini';
import { CATEGORIES } from './category.ts';
import { PRODUCT_STATES, QUADRANTS, STANDARD_TYPES } from './choices.ts';
import { copyOf, count, name, price, whole, longName, day, instant } from './fields.ts';

/** Months, 1 = January. */
const month = z.int().check(z.gte(1), z.lte(12));

/** Each field of a product by itself: a change carries some of them, and each is checked alone. */
export const productFields = {
	category: z.enum(CATEGORIES),
	/** True while the category was only guessed from the name (a register has none). */
	categoryGuess: z.boolean(),
	nameTh: longName,
	nameEn: name,
	materials: name,
	size: name,
	/** Grams. */
	weightG: z.nullable(whole),
	/** The price and what it is for are one thing: merged apart, a price per piece could become one per kilo. */
	price: z.nullable(z.object({ satang: price, unit: name })),
	wholesale: z.nullable(z.object({ satang: price, min: whole })),
	/** Pieces at hand; null: not counted. May fall below zero, which only the seller sees. */
	stock: z.nullable(count),
	/** Made to order in so many days; null: sold from stock. */
	madeInDays: z.nullable(whole),
	/** Days it keeps. */
	shelfLifeDays: z.nullable(whole),
	standards: z
		.array(z.object({ type: z.enum(STANDARD_TYPES), number: name, expires: z.nullable(day) }))
		.check(z.maxLength(20)),
	/** Given by the OTOP Product Champion round of `year` (Buddhist era); never computed. */
	stars: z.nullable(
		z.object({
			count: z.int().check(z.gte(1), z.lte(5)),
			year: z.int().check(z.gte(2540), z.lte(2700)),
		}),
	),
	quadrant: z.nullable(z.enum(QUADRANTS)),
	/** On record, never on sale online (banned since 7 December 2020). */
	alcohol: z.boolean(),
	/** Empty: all year. */
	season: z.array(month).check(z.maxLength(12)),
	/** Milliseconds UTC; from ≤ now < until. The old price is shown struck through; it ends by itself. */
	promo: z.nullable(
		z
			.object({ satang: price, from: instant, until: instant })
			.check(z.refine((promo) => promo.from < promo.until, 'promo-ends-before-it-starts')),
	),
	state: z.enum(PRODUCT_STATES),
	copyOf,
} as const;

/** A product as it stands: any field may still be missing, since it grows field by field on a phone. */
export type Product = { [F in keyof typeof productFields]?: z.infer<(typeof productFields)[F]> };
export type Price = NonNullable<Product['price']>;
export type Promo = NonNullable<Product['promo']>;
export type Standard = NonNullable<Product['standards']>[number];
