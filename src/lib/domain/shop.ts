import * as z from 'zod/mini';
import { DELIVERY_WAYS, PRODUCER_TYPES, SHOP_STATES } from './choices.ts';
import { instant, longName, name } from './fields.ts';
import { KEY_PATTERN } from './key.ts';

/** National digits without separators: `0812345678`, `044123456`. */
const phone = z.string().check(z.regex(/^0\d{8,9}$/));
const code = (digits: number) => z.string().check(z.regex(new RegExp(`^\\d{${digits}}$`)));

export const address = z.object({
	/** Official codes: two digits a province, four a district, six a subdistrict; empty while not chosen. */
	province: z.union([code(2), z.literal('')]),
	district: z.union([code(4), z.literal('')]),
	subdistrict: z.union([code(6), z.literal('')]),
	postcode: z.union([code(5), z.literal('')]),
	/** House, village, road: as typed. */
	line: longName,
});

/** Each field of a shop by itself. */
export const shopFields = {
	producerType: z.enum(PRODUCER_TYPES),
	nameTh: longName,
	nameEn: name,
	address,
	/** Degrees (WGS 84) and metres of accuracy, where known. */
	place: z.nullable(
		z.object({
			lat: z.number().check(z.gte(-90), z.lte(90)),
			lng: z.number().check(z.gte(-180), z.lte(180)),
			accuracy: z.nullable(z.number().check(z.gte(0))),
		}),
	),
	phones: z.array(phone).check(z.maxLength(10)),
	/** `@official` or a personal id, as typed. */
	line: name,
	facebook: name,
	messenger: name,
	website: name,
	/** A mobile number, a 13-digit id or a 15-digit wallet, digits only; empty: none. */
	promptpay: z.union([z.string().check(z.regex(/^(\d{10}|\d{13}|\d{15})$/)), z.literal('')]),
	delivery: z.array(z.enum(DELIVERY_WAYS)).check(z.maxLength(4)),
	/** Opaque: the office writes it, nobody computes with it. */
	otopNumber: name,
	/** `by`: who agreed; `heard`: who read it out to them, where it was not the owner's own phone. Null: withdrawn. */
	consent: z.nullable(
		z.object({
			text: name,
			at: instant,
			by: name,
			way: z.enum(['tapped', 'spoken']),
			heard: z.optional(name),
		}),
	),
	state: z.enum(SHOP_STATES),
	/** The shop that stands for this one, and its name then; '': none. Set and taken back by the office (`duplicates/`). */
	mergedInto: z.union([z.string().check(z.regex(KEY_PATTERN)), z.literal('')]),
	mergedName: longName,
	/** What that shop took over from this one: kind, field, what stood there before, what was put there. */
	mergedTook: z.array(z.tuple([name, name, z.json(), z.json()])).check(z.maxLength(30)),
} as const;

export type Shop = { [F in keyof typeof shopFields]?: z.infer<(typeof shopFields)[F]> };
export type Address = z.infer<typeof address>;
export type Place = NonNullable<Shop['place']>;
