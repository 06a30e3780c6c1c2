import * as z from 'zod/mini';
import { instant, name } from './fields.ts';

/** The most UTF-16 units of a comment: what is read at a glance on a small screen, some times over. */
export const MAX_COMMENT = 1_000;

/** What the office wrote about a shop or a product of it, for whoever looks after it. Written at the desk; `done` anywhere. */
export const commentFields = {
	text: z.string().check(z.minLength(1), z.maxLength(MAX_COMMENT)),
	/** `product/KEY`, `shop/KEY`. */
	about: z.string().check(z.regex(/^(product|shop)\/[A-Za-z0-9_-]{4,64}$/)),
	/** As the writer was called and what they were: phones know no other names. */
	by: z.object({ name, role: z.enum(['staff', 'marketer']) }),
	/** When it was written, ms UTC by the office's clock. */
	at: instant,
	/** When somebody said that it is done; null: they took it back. */
	done: z.nullable(instant),
} as const;

export type Comment = { [F in keyof typeof commentFields]?: z.infer<(typeof commentFields)[F]> };
