import { z } from 'zod';
import { ROLES } from '../domain/access.ts';
import { MAX_NAME } from '../domain/limits.ts';
import { JOIN_KEY_LENGTH, SECRET_LENGTH } from '../domain/invitation.ts';
import { KEY_PATTERN } from '../domain/key.ts';

/** What the routes of joining and inviting take. */
const letters = (length: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`));
const secret = letters(SECRET_LENGTH);
const key = letters(JOIN_KEY_LENGTH);

export const lookBody = z.object({ secret, key: key.nullable().default(null) });

export const joinBody = z.object({
	secret,
	key,
	phone: z.string().max(MAX_NAME).default(''),
	device: z.union([z.literal(''), z.string().regex(KEY_PATTERN)]).default(''),
});

export const invitationBody = z.object({
	enrolment: z.string().regex(KEY_PATTERN),
	role: z.enum(ROLES).default('seller'),
	areas: z.array(letters(2)).max(77).default([]),
	shop: z.string().regex(KEY_PATTERN).nullable().default(null),
	name: z.string().max(MAX_NAME).default(''),
	/** A further phone of the one who asks. */
	self: z.boolean().default(false),
});
