import * as z from 'zod/mini';
import { copyOf } from './fields.ts';
import { HASH_PATTERN } from './hash.ts';

export { HASH_PATTERN };

/** SHA-256 of the file: its address everywhere. */
const hash = z.string().check(z.regex(HASH_PATTERN));
const pixels = z.int().check(z.gte(1), z.lte(20_000));

/** The most bytes a photo file may have on the way to the server: three times what the phone makes, for odd encoders. */
export const MAX_PHOTO_BYTES = 600_000;

export const photoFields = {
	/** The picture of at most 1,600 px, and the small one of 320 px. */
	full: hash,
	thumb: hash,
	width: pixels,
	height: pixels,
	/** Bytes of the full picture. */
	bytes: z.int().check(z.gte(1), z.lte(MAX_PHOTO_BYTES)),
	/** Thumbhash, base64: a blurred picture in some 25 bytes, shown before the first byte of the real one arrives. */
	blur: z.string().check(z.maxLength(60)),
	/** What it shows: `product/KEY` or `shop/KEY`. */
	of: z.string().check(z.regex(/^(product|shop|visit)\/[A-Za-z0-9_-]{4,64}$/)),
	/** Fractional index among the photos of the same thing; the lowest is the cover. */
	order: z.string().check(z.regex(/^[0-9A-Za-z]{1,40}$/)),
	copyOf,
} as const;

export type Photo = { [F in keyof typeof photoFields]?: z.infer<(typeof photoFields)[F]> };
