import type { Principal } from '../domain/access.ts';
import { LINK_VALID, standingOf, type Standing } from '../domain/invitation.ts';
import { CODE_TRIES } from '../domain/spoken-code.ts';
import { can } from './access.ts';
import type { App } from './app.ts';
import type { Tx } from './store/port.ts';
import { findEnrolment, findPerson } from './store/queries/accounts.ts';
import { codeOf } from './store/queries/codes.ts';
import { findInvitation, usedInvitations, type Invitation } from './store/queries/invitations.ts';

/** Who joined by an invitation, and with which phone. */
export interface Joiner {
	readonly name: string;
	/** What the phone calls itself; '' where it does not. */
	readonly phone: string;
	/** Milliseconds UTC. */
	readonly at: number;
}

export interface InvitationState {
	readonly kind: 'ok';
	readonly standing: Standing;
	/** How long the invitation goes on working, ms. */
	readonly left: number;
	/** Its code was typed wrongly too often, and opens nothing any more. */
	readonly isCodeShut: boolean;
	readonly joined: Joiner | null;
}

/** `not-found` also for what is not theirs. */
export type InvitationTold = InvitationState | { readonly kind: 'not-found' };

/** What became of an invitation, for whoever may take it back. */
export async function invitationState(app: App, who: Principal, id: string): Promise<InvitationTold> {
	return app.store.read(async (tx): Promise<InvitationTold> => {
		const invitation = await findInvitation(tx, id);
		if (!invitation) return { kind: 'not-found' };
		const invitee = { ...invitation, person: invitation.person ?? '' };
		if (!can(who, 'take-back', { inviter: invitation.inviter, invitee })) return { kind: 'not-found' };
		const now = app.now();
		const joined = await joinerOf(tx, invitation);
		const standing = joined?.isOut === true ? 'revoked' : standingOf(invitation, now);
		const code = standing === 'open' ? await codeOf(tx, id) : null;
		return {
			kind: 'ok',
			standing,
			left: standing === 'open' ? invitation.expiresAt - now : 0,
			isCodeShut: code !== null && code.tries >= CODE_TRIES,
			joined: joined?.joiner ?? null,
		};
	});
}

/** Those of one's invitations that somebody used in the last 72 hours and that may still be undone, the latest first. */
export async function recentJoins(app: App, who: Principal): Promise<(Joiner & { id: string })[]> {
	return app.store.read(async (tx) => {
		const used = await usedInvitations(tx, who.person, app.now() - LINK_VALID);
		const found = await Promise.all(
			used.map(async (invitation) => ({ id: invitation.id, joined: await joinerOf(tx, invitation) })),
		);
		return found.flatMap(({ id, joined }) => (joined && !joined.isOut ? [{ id, ...joined.joiner }] : []));
	});
}

async function joinerOf(
	tx: Tx,
	{ enrolment, usedAt }: Invitation,
): Promise<{ joiner: Joiner; isOut: boolean } | null> {
	const device = enrolment === null ? null : await findEnrolment(tx, enrolment);
	const person = device && (await findPerson(tx, device.person));
	if (!device || !person) return null;
	const joiner = { name: person.name, phone: device.phone, at: usedAt ?? device.createdAt };
	return { joiner, isOut: device.revokedAt !== null || person.revokedAt !== null };
}
