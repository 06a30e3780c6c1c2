import { LINK_VALID } from '../domain/invitation.ts';
import type { App } from './app.ts';
import { invite } from './invitations.ts';
import { hasStaff } from './store/queries/accounts.ts';
import { openInvitations, setRevoked } from './store/queries/invitations.ts';

/** What the first person of the office is called until somebody invites the others by name. */
export const FIRST_STAFF = 'ผู้ดูแลระบบ';

/**
 * The link by which the first staff joins; null where there is staff already. Only hashes are kept, so a former link
 * cannot be shown again: it is revoked and another made.
 */
export async function firstStaffLink(app: App): Promise<string | null> {
	const now = app.now();
	const needed = await app.store.write(async (tx) => {
		if (await hasStaff(tx)) return false;
		for (const open of await openInvitations(tx, null, now)) {
			const ours = open.role === 'staff' && open.inviter === null && open.name === FIRST_STAFF;
			if (ours) await setRevoked(tx, open.id, now);
		}
		return true;
	});
	if (!needed) return null;
	const invited = await invite(app, null, {
		role: 'staff',
		areas: [],
		shop: null,
		name: FIRST_STAFF,
		validMs: LINK_VALID,
	});
	return invited.kind === 'ok' ? invited.link : null;
}
