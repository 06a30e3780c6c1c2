import * as z from 'zod/mini';
import { KEY_PATTERN } from './key.ts';
import { MAX_LONG_NAME, MAX_NAME, MAX_STORY } from './limits.ts';
import { MAX_PRICE } from './money.ts';

export const name = z.string().check(z.maxLength(MAX_NAME));
export const longName = z.string().check(z.maxLength(MAX_LONG_NAME));
export const longText = z.string().check(z.maxLength(MAX_STORY));
/** Satang. */
export const price = z.int().check(z.gte(0), z.lte(MAX_PRICE));
/** A whole number of something, zero or more. */
export const whole = z.int().check(z.gte(0), z.lte(10_000_000));
/** A whole number that may be negative. */
export const count = z.int().check(z.gte(-10_000_000), z.lte(10_000_000));
/** Milliseconds UTC, from 1970 to 2200. */
export const instant = z.int().check(z.gte(0), z.lte(7_258_118_400_000));
/** `YYYY-MM-DD`, common era. */
export const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
/** Of a record that was copied from a shop which was merged into this one: whence, and what it said then (`duplicates/`). */
export const copyOf = z.object({
	shop: z.string().check(z.regex(KEY_PATTERN)),
	key: z.string().check(z.regex(KEY_PATTERN)),
	print: z.string().check(z.maxLength(20)),
});
