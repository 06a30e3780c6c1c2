import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { catalogueOf } from '../domain/access.ts';
import { LINK_VALID, type Standing } from '../domain/invitation.ts';
import { CLOCK_MARGIN, readSigned, saidBy, signedUntil } from '../domain/signed-invitation.ts';
import { can } from './access.ts';
import type { App } from './app.ts';
import type { Enrolled } from './principal.ts';
import { hashOf } from './secret.ts';
import type { Tx } from './store/port.ts';
import { findEnrolment, findPerson } from './store/queries/accounts.ts';
import {
	addInvitation,
	findInvitation,
	invitationBySecret,
	type Invitation,
} from './store/queries/invitations.ts';
import { areaOfShop } from './store/queries/shops.ts';
import { setSigningKey, signingKeysOf } from './store/queries/signing-keys.ts';
import { foundSpace } from './store/queries/spaces.ts';

/** How long what was signed with a former key may still come. */
const FORMER_KEY = LINK_VALID + CLOCK_MARGIN;

/** Notes the key by which a phone signs what it makes with no connection. Told again, it stays. */
export function takeSigningKey(app: App, { enrolment }: Enrolled, key: string): Promise<void> {
	const now = app.now();
	return app.store.write((tx) => setSigningKey(tx, enrolment, key, { now, forget: now - FORMER_KEY }));
}

export type FoundSigned =
	/** `isNew`: the office hears of it for the first time, and keeps nothing of it yet. */
	| {
			readonly kind: 'ok';
			readonly invitation: Invitation;
			readonly secretHash: string;
			readonly isNew: boolean;
			/** Whoever joins says what they are called: it is theirs to say, and the inviter sees who came. */
			readonly isSigned: boolean;
	  }
	| { readonly kind: 'unknown' | Exclude<Standing, 'open'> };

const UNKNOWN: FoundSigned = { kind: 'unknown' };

/**
 * The invitation that a phone made with no connection: as the office keeps it, or as it would from now on. Null: this text
 * is none. Its nonce is its id, so that it opens once; a signature can be written in two ways, so that it names nothing.
 */
export async function findSigned(app: App, tx: Tx, text: string): Promise<FoundSigned | null> {
	const read = readSigned(text);
	if (!read) return null;
	const { invitation: said, signature } = read;
	const now = app.now();
	const keys = await signingKeysOf(tx, said.enrolment, now - FORMER_KEY);
	if (!keys.some((key) => isBy(key, saidBy(said), signature))) return UNKNOWN;
	const secretHash = hashOf(saidBy(said));
	const known = await invitationBySecret(tx, secretHash);
	if (known) return { kind: 'ok', invitation: known, secretHash, isNew: false, isSigned: true };
	// The same nonce in another invitation
	if (await findInvitation(tx, said.nonce)) return { kind: 'used' };
	if (app.journal.all().some(({ what, id }) => what === 'invitation' && id === said.nonce))
		return { kind: 'revoked' };
	const until = signedUntil(said, now);
	if (until === null) return { kind: 'expired' };
	const device = await findEnrolment(tx, said.enrolment);
	const inviter = device && (await findPerson(tx, device.person));
	if (!inviter || device.revokedAt !== null || inviter.revokedAt !== null) return { kind: 'revoked' };
	const area = (await areaOfShop(tx, said.shop)) ?? said.area;
	const invitee = { role: 'seller', areas: [area], shop: said.shop } as const;
	const isTheirs =
		can(inviter, 'invite', { invitee, shopArea: area }) && can(inviter, 'found', spaceOf(said.shop, area));
	if (!isTheirs) return { kind: 'revoked' };
	const invitation: Invitation = {
		...{ id: said.nonce, ...invitee, name: said.name, person: null, inviter: inviter.person },
		...{ createdAt: said.madeAt, expiresAt: until, keyHash: null, enrolment: null },
		...{ usedAt: null, revokedAt: null },
	};
	return { kind: 'ok', invitation, secretHash, isNew: true, isSigned: true };
}

const spaceOf = (shop: string, area: string) => ({ id: catalogueOf(shop), area, shop });

/** From here on it is one of its inviter's invitations. In the caller's transaction. */
export async function adopt(
	tx: Tx,
	{ invitation, secretHash, isNew }: Extract<FoundSigned, { kind: 'ok' }>,
): Promise<void> {
	if (isNew) await addInvitation(tx, invitation, secretHash);
}

/** The shop that a marketer made with no connection and that the office has not heard of: it lies where they said. */
export async function foundShopOf(tx: Tx, { shop, areas }: Invitation): Promise<void> {
	if (shop === null || (await areaOfShop(tx, shop)) !== null) return;
	await foundSpace(tx, spaceOf(shop, areas[0] ?? ''));
}

function isBy(key: string, said: string, signature: string): boolean {
	const publicKey = publicKeyOf(key);
	if (!publicKey) return false;
	const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
	return verify('sha256', Buffer.from(said), options, Buffer.from(signature, 'base64url'));
}

/** Bytes of each coordinate of a point, and what an uncompressed one begins with (SEC 1). */
const COORDINATE = 32;
const UNCOMPRESSED = 4;

/** The point of the curve that this is; null: it is none. */
export function publicKeyOf(key: string): KeyObject | null {
	const point = Buffer.from(key, 'base64url');
	if (point.length !== 1 + 2 * COORDINATE || point[0] !== UNCOMPRESSED) return null;
	const x = point.subarray(1, 1 + COORDINATE).toString('base64url');
	const y = point.subarray(1 + COORDINATE).toString('base64url');
	try {
		return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
	} catch {
		return null;
	}
}
