import { z } from 'zod';
import { ROLES } from '../domain/access.ts';
import { MAX_LONG_NAME, MAX_NAME } from '../domain/limits.ts';
import { MAX_LINES } from '../domain/maker-list/lines.ts';
import { JOIN_KEY_LENGTH, SECRET_LENGTH } from '../domain/invitation.ts';
import { KEY_PATTERN } from '../domain/key.ts';
import { MAX_SIGNED, PUBLIC_KEY_LENGTH, readSigned } from '../domain/signed-invitation.ts';

/** What the routes of joining and inviting take. */
/** What somebody may type for a code, with gaps. */
const MAX_TYPED = 40;

const letters = (length: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`));
/** Of a link that the office made, or the text that a phone signed. */
const secret = z.union([
	letters(SECRET_LENGTH),
	z
		.string()
		.max(MAX_SIGNED)
		.refine((text) => readSigned(text) !== null),
]);
const key = letters(JOIN_KEY_LENGTH);

export const lookBody = z.object({ secret, key: key.nullable().default(null) });

export const joinBody = z.object({
	secret,
	key,
	phone: z.string().max(MAX_NAME).default(''),
	device: z.union([z.literal(''), z.string().regex(KEY_PATTERN)]).default(''),
	/** What whoever joins is called: by an invitation that names nobody. */
	name: z.string().max(MAX_NAME).default(''),
});

/** As it was typed: `spoken-code.ts` reads it. */
const typed = z.string().max(MAX_TYPED);

export const codeBody = z.object({ number: typed, code: typed, key });

export const invitationBody = z.object({
	enrolment: z.string().regex(KEY_PATTERN),
	role: z.enum(ROLES).default('seller'),
	areas: z.array(letters(2)).max(77).default([]),
	shop: z.string().regex(KEY_PATTERN).nullable().default(null),
	name: z.string().max(MAX_NAME).default(''),
	/** A further phone of the one who asks. */
	self: z.boolean().default(false),
	/** The two stand beside each other: the QR is good for minutes. */
	near: z.boolean().default(false),
	/** A code to be read out as well. */
	spoken: z.boolean().default(false),
});

/** Something of one's own, by its id. */
export const ownBody = z.object({
	enrolment: z.string().regex(KEY_PATTERN),
	id: z.string().regex(KEY_PATTERN),
});

/** `signed`: an invitation that was made with no connection, and that the office may not have heard of. */
export const endBody = ownBody.extend({ signed: z.string().max(MAX_SIGNED).default('') });

export const signingKeyBody = z.object({
	enrolment: z.string().regex(KEY_PATTERN),
	key: letters(PUBLIC_KEY_LENGTH),
});

/** A hundred lines of the longest kind, in Thai and as JSON. */
export const MAX_LIST_BYTES = 128 * 1024;

export const listBody = z.object({
	enrolment: z.string().regex(KEY_PATTERN),
	lines: z.array(z.string().max(MAX_LONG_NAME)).min(1).max(MAX_LINES),
});

export const enrolledBody = z.object({ enrolment: z.string().regex(KEY_PATTERN) });
