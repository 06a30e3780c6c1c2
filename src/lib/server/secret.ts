import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Bytes of what a device's cookie holds: 43 characters. */
const SESSION_BYTES = 32;
/** Bytes of what an invitation's link holds: 22 characters, short enough for a coarse QR. */
const LINK_BYTES = 16;

export const newSessionSecret = (): string => randomBytes(SESSION_BYTES).toString('base64url');
export const newLinkSecret = (): string => randomBytes(LINK_BYTES).toString('base64url');

/** What the database keeps of a secret. The secrets are long and random, so a slow hash would add nothing. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Of a short code, whose hash is worth something for ten minutes alone: salted, so that no table of them fits. */
export const saltedHashOf = (code: string, salt: string): string => hashOf(`${salt} ${code}`);
export const newSalt = (): string => randomBytes(LINK_BYTES).toString('base64url');

/** Whether `secret` is the one whose hash is kept, in a time that tells nothing. */
export function isSecret(secret: string, hash: string): boolean {
	const given = Buffer.from(hashOf(secret));
	const kept = Buffer.from(hash);
	return given.length === kept.length && timingSafeEqual(given, kept);
}
