import type { Invitee } from './access.ts';
import { HOUR, MINUTE } from './dates.ts';
import { provinceOf } from './provinces.ts';

/** How long a link that travels by chat may be used. */
export const LINK_VALID = 72 * HOUR;
/** How long a QR may be used that one person shows another, face to face. */
export const NEAR_VALID = 10 * MINUTE;
/** Characters of an invitation's secret, 6 bits each. */
export const SECRET_LENGTH = 22;
/** Characters of the key a phone makes before it joins: the same key asks for the same enrolment. */
export const JOIN_KEY_LENGTH = 43;

export type Standing = 'open' | 'used' | 'expired' | 'revoked';

/** What decides about an invitation. Times in milliseconds UTC. */
export interface InvitationFacts {
	readonly expiresAt: number;
	readonly usedAt: number | null;
	readonly revokedAt: number | null;
}

/** Revoked wins over used, and used over expired: that is what the person who holds the link needs to know. */
export function standingOf({ expiresAt, usedAt, revokedAt }: InvitationFacts, now: number): Standing {
	if (revokedAt !== null) return 'revoked';
	if (usedAt !== null) return 'used';
	return now < expiresAt ? 'open' : 'expired';
}

/** Whether an invitation says enough to act on: a marketer's provinces, a seller's shop or one province, staff neither. */
export function isComplete({ role, areas, shop }: Invitee): boolean {
	if (!areas.every((area) => area.length === 2 && provinceOf(area) !== null)) return false;
	if (role === 'staff') return areas.length === 0 && shop === null;
	if (role === 'marketer') return areas.length > 0 && shop === null;
	return shop !== null || areas.length === 1;
}
