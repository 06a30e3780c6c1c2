import { LINK_VALID, standingOf, type Standing } from '../domain/invitation.ts';
import { isSecret } from './secret.ts';
import type { Tx } from './store/port.ts';
import { findEnrolment, findPerson, type Person } from './store/queries/accounts.ts';
import type { Invitation } from './store/queries/invitations.ts';

export type Judged =
	| { kind: 'open' }
	/** The phone that used it asks again: its answer was lost, or its browser was killed before it wrote the cookie down. */
	| { kind: 'repeat'; enrolment: string; person: Person; isHeard: boolean }
	| { kind: 'closed'; standing: Exclude<Standing, 'open'> };

/** Whether an invitation still opens, for the phone that asks with this key. */
export async function judge(
	tx: Tx,
	invitation: Invitation,
	key: string | null,
	now: number,
): Promise<Judged> {
	const standing = standingOf(invitation, now);
	if (standing === 'open') {
		// What someone handed out ends with their access, a further phone of their own included
		const inviter = invitation.inviter === null ? null : await findPerson(tx, invitation.inviter);
		if (inviter && inviter.revokedAt !== null) return { kind: 'closed', standing: 'revoked' };
		return { kind: 'open' };
	}
	const { enrolment, keyHash } = invitation;
	if (standing !== 'used' || key === null || enrolment === null || !isSecret(key, keyHash ?? '')) {
		return { kind: 'closed', standing };
	}
	const device = await findEnrolment(tx, enrolment);
	const person = device && (await findPerson(tx, device.person));
	// Once the cookie has come back it is written down soon; a phone killed before that may be opened days later.
	if (!device || !person) return { kind: 'closed', standing };
	const settled = device.heardAt !== null && now - (invitation.usedAt ?? 0) > LINK_VALID;
	if (settled) return { kind: 'closed', standing };
	if (device.revokedAt !== null || person.revokedAt !== null) return { kind: 'closed', standing: 'revoked' };
	return { kind: 'repeat', enrolment, person, isHeard: device.heardAt !== null };
}
