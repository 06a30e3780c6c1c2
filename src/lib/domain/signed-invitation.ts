import { LINK_VALID, SECRET_LENGTH } from './invitation.ts';
import { HOUR, MINUTE } from './dates.ts';

/**
 * An invitation made with no connection: what it says, and the signature of the phone that made it, in one text.
 *
 *     1.ENROLMENT.SHOP.AREA.MINUTES.NONCE.SIGNATURE.NAME
 *
 * It stands behind the `#` of a link like the secret of one that the office made. The name comes last and takes the rest: a
 * browser writes Thai letters there as `%E0…`, which is read as well.
 */
export interface SignedInvitation {
	/** Of the phone that made it: the office knows its key. */
	readonly enrolment: string;
	readonly shop: string;
	/** The province, for a shop that the office does not know yet. */
	readonly area: string;
	/** Whole minutes, ms UTC, by the office's clock as far as the phone knew it. */
	readonly madeAt: number;
	/** Its own name: it opens once. */
	readonly nonce: string;
	/** What the invitee is called. */
	readonly name: string;
}

/** Characters of a signature: ECDSA on P-256, two numbers of 32 bytes, 6 bits each. */
export const SIGNATURE_LENGTH = 86;
/** Characters of a public key: a point of that curve, uncompressed, 65 bytes. */
export const PUBLIC_KEY_LENGTH = 87;
/** Letters of the invitee's name: it is part of a QR code. */
export const MAX_INVITED_NAME = 40;
/** The most characters of such a text, a name in `%E0…` included. */
export const MAX_SIGNED = 600;
/** How far ahead of the office's a phone's clock may be: beyond that nobody can tell when it was made. */
export const CLOCK_MARGIN = 12 * HOUR;
/** A signature of ours is of nothing else than an invitation. */
const PURPOSE = 'tambon-join ';

const VERSION = '1';
const SHAPE = new RegExp(
	`^${VERSION}\\.([\\w-]{4,64})\\.([\\w-]{4,64})\\.(\\d{2})\\.([0-9a-z]{1,8})\\.([\\w-]{${SECRET_LENGTH}})` +
		`\\.([\\w-]{${SIGNATURE_LENGTH}})\\.(.{1,${MAX_INVITED_NAME}})$`,
	'u',
);

/** What is signed. */
export function saidBy({ enrolment, shop, area, madeAt, nonce, name }: SignedInvitation): string {
	const minutes = Math.floor(madeAt / MINUTE).toString(36);
	return PURPOSE + [VERSION, enrolment, shop, area, minutes, nonce, name].join('.');
}

export function signedText(invitation: SignedInvitation, signature: string): string {
	const { enrolment, shop, area, madeAt, nonce, name } = invitation;
	const minutes = Math.floor(madeAt / MINUTE).toString(36);
	return [VERSION, enrolment, shop, area, minutes, nonce, signature, name].join('.');
}

export interface ReadSigned {
	readonly invitation: SignedInvitation;
	readonly signature: string;
}

/** Null for what is none. Says nothing of whether the signature is good. */
export function readSigned(text: string): ReadSigned | null {
	if (text.length > MAX_SIGNED) return null;
	const found = SHAPE.exec(plain(text));
	if (!found) return null;
	const [, enrolment = '', shop = '', area = '', minutes = '', nonce = '', signature = '', name = ''] = found;
	const madeAt = parseInt(minutes, 36) * MINUTE;
	return { invitation: { enrolment, shop, area, madeAt, nonce, name }, signature };
}

function plain(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The link as a chat app and a camera take it: no letter in it ends an address. */
export const signedLink = (origin: string, text: string): string =>
	`${origin}/join#${Array.from(text, (letter) => (/[\w.-]/.test(letter) || letter > '~' ? letter : escaped(letter))).join('')}`;

const escaped = (letter: string): string =>
	`%${letter.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;

/** Until when it opens; null where its clock is too far ahead to tell. */
export const signedUntil = ({ madeAt }: SignedInvitation, now: number): number | null =>
	madeAt > now + CLOCK_MARGIN ? null : madeAt + LINK_VALID;
