import * as z from 'zod/mini';
import { CHANNELS, FULFILMENTS, PAYMENTS } from './choices.ts';
import { count, instant, longName, longText, name, price } from './fields.ts';
import { address } from './shop.ts';

/** Lines in one order: a long list to a caterer has some dozens. */
const MOST_LINES = 200;

/** Each field of an order by itself. It lies in a space of its shop's people alone (`ordersOf`). */
export const orderFields = {
	lines: z
		.array(
			z.object({
				/** The product's key; '' for something that is on no list. */
				product: name,
				name: longName,
				/** What one cost when it was sold. */
				satang: price,
				quantity: count.check(z.gte(1)),
			}),
		)
		.check(z.maxLength(MOST_LINES)),
	/** Null: nobody who is known, or removed since. National digits, or '' where there is no number. */
	buyer: z.nullable(
		z.object({
			name,
			phone: z.union([z.string().check(z.regex(/^0\d{8,9}$/)), z.literal('')]),
			address: z.nullable(address),
		}),
	),
	channel: z.enum(CHANNELS),
	payment: z.enum(PAYMENTS),
	fulfilment: z.enum(FULFILMENTS),
	/** As the person chose it: couriers come and go. */
	courier: name,
	tracking: name,
	notes: longText,
	/** When it was ordered, by the phone's clock set right by the server's. */
	placedAt: instant,
	deliveredAt: z.nullable(instant),
	/** When the buyer's data was removed, by the server alone: nothing personal is taken for the order from then on. */
	erasedAt: z.nullable(instant),
} as const;

export type Order = { [F in keyof typeof orderFields]?: z.infer<(typeof orderFields)[F]> };
export type Buyer = NonNullable<Order['buyer']>;
