import { LINK_VALID, SECRET_LENGTH } from './invitation.ts';
import { HOUR, MINUTE } from './dates.ts';

/**
 * An invitation made with no connection: what it says, and the signature of the phone that made it, in one text.
 *
 *     2.ENROLMENT.SHOP.AREA.MINUTES.NONCE.SIGNATURE
 *
 * It stands behind the `#` of a link like the secret of one that the office made, and names nobody: links stay in histories and
 * chats. Who joins says their own name. An earlier app wrote 1 and the invitee's name at the end, which it signed too: those are
 * read for as long as such an app may make them.
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
	/** What the invitee is called, in one that an earlier app made; else ''. */
	readonly name: string;
}

/** Characters of a signature: ECDSA on P-256, two numbers of 32 bytes, 6 bits each. */
export const SIGNATURE_LENGTH = 86;
/** Characters of a public key: a point of that curve, uncompressed, 65 bytes. */
export const PUBLIC_KEY_LENGTH = 87;
/** Letters of a name in what an earlier app made. */
const MAX_FORMER_NAME = 40;
/** The most characters of such a text, a name in `%E0…` included: that is how browsers write one. */
export const MAX_SIGNED = 600;
/** How far ahead of the office's a phone's clock may be: beyond that nobody can tell when it was made. */
export const CLOCK_MARGIN = 12 * HOUR;
/** A signature of ours is of nothing else than an invitation. */
const PURPOSE = 'tambon-join ';

const NAMELESS = '2';
const NAMED = '1';
const SHAPE = new RegExp(
	`^([${NAMED}${NAMELESS}])\\.([\\w-]{4,64})\\.([\\w-]{4,64})\\.(\\d{2})\\.([0-9a-z]{1,8})\\.([\\w-]{${SECRET_LENGTH}})` +
		`\\.([\\w-]{${SIGNATURE_LENGTH}})(?:\\.(.{1,${MAX_FORMER_NAME}}))?$`,
	'u',
);

/** What is signed. */
export const saidBy = (invitation: SignedInvitation): string =>
	PURPOSE + [...facts(invitation), ...called(invitation)].join('.');

export const signedText = (invitation: SignedInvitation, signature: string): string =>
	[...facts(invitation), signature, ...called(invitation)].join('.');

function facts({ enrolment, shop, area, madeAt, nonce, name }: SignedInvitation): string[] {
	const minutes = Math.floor(madeAt / MINUTE).toString(36);
	return [name === '' ? NAMELESS : NAMED, enrolment, shop, area, minutes, nonce];
}

const called = ({ name }: SignedInvitation): string[] => (name === '' ? [] : [name]);

export interface ReadSigned {
	readonly invitation: SignedInvitation;
	readonly signature: string;
}

/** Null for what is none. Says nothing of whether the signature is good. */
export function readSigned(text: string): ReadSigned | null {
	if (text.length > MAX_SIGNED) return null;
	const found = SHAPE.exec(plain(text));
	if (!found) return null;
	const [
		,
		version,
		enrolment = '',
		shop = '',
		area = '',
		minutes = '',
		nonce = '',
		signature = '',
		name = '',
	] = found;
	if ((version === NAMED) !== (name !== '')) return null;
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

/** No letter of it ends an address in a chat app or a camera. */
export const signedLink = (origin: string, text: string): string => `${origin}/join#${text}`;

/** Until when it opens; null where its clock is too far ahead to tell. */
export const signedUntil = ({ madeAt }: SignedInvitation, now: number): number | null =>
	madeAt > now + CLOCK_MARGIN ? null : madeAt + LINK_VALID;
