import type { Principal } from '../domain/access.ts';
import { can } from './access.ts';
import type { App } from './app.ts';
import type { Tx } from './store/port.ts';
import {
	findEnrolment,
	findPerson,
	revokeEnrolment,
	revokePerson,
	type Person,
} from './store/queries/accounts.ts';
import { findInvitation, setRevoked } from './store/queries/invitations.ts';
import { areaOfShop } from './store/queries/shops.ts';
import { adopt, findSigned } from './signed-invitations.ts';

/** `not-found` also for what is not yours. */
export type Revoked = { kind: 'ok' } | { kind: 'not-found' };

const OK: Revoked = { kind: 'ok' };
const NOT_FOUND: Revoked = { kind: 'not-found' };

/** Ends all access of a person, at their next request. What their phones had unsent stays on them. */
export async function endPerson(app: App, who: Principal, id: string): Promise<Revoked> {
	return app.store.write(async (tx) => {
		if (!(await revocable(tx, who, await findPerson(tx, id)))) return NOT_FOUND;
		app.journal.add({ what: 'person', id, at: app.now() });
		await revokePerson(tx, id, app.now());
		return OK;
	});
}

/** Ends the access of one device: a lost phone, or one that should not have joined. */
export async function endEnrolment(app: App, who: Principal, id: string): Promise<Revoked> {
	return app.store.write(async (tx) => {
		const enrolment = await findEnrolment(tx, id);
		const person = await findPerson(tx, enrolment?.person ?? '');
		if (!(await revocable(tx, who, person))) return NOT_FOUND;
		app.journal.add({ what: 'enrolment', id, at: app.now() });
		await revokeEnrolment(tx, id, app.now());
		return OK;
	});
}

/**
 * Takes an invitation back. One that was used is undone: the device it made loses its access too. `signed`: its text, where
 * a phone made it with no connection and nobody has come with it yet.
 */
export async function endInvitation(app: App, who: Principal, id: string, signed = ''): Promise<Revoked> {
	return app.store.write(async (tx) => {
		const known = await findInvitation(tx, id);
		const found = known ? null : await findSigned(app, tx, signed);
		const isIt = found?.kind === 'ok' && found.invitation.id === id;
		const invitation = known ?? (isIt ? found.invitation : null);
		if (!invitation) return NOT_FOUND;
		const invitee = { ...invitation, person: invitation.person ?? '' };
		if (!can(who, 'take-back', { inviter: invitation.inviter, invitee })) return NOT_FOUND;
		const at = app.now();
		if (isIt) await adopt(tx, found);
		app.journal.add({ what: 'invitation', id, at });
		await setRevoked(tx, id, at);
		if (invitation.enrolment !== null) {
			app.journal.add({ what: 'enrolment', id: invitation.enrolment, at });
			await revokeEnrolment(tx, invitation.enrolment, at);
		}
		return OK;
	});
}

/**
 * A shop may have moved since its people joined: what counts is where it lies now. Nobody is looked up like somebody: the
 * time must not tell whether there is such a person.
 */
async function revocable(tx: Tx, who: Principal, person: Person | null): Promise<boolean> {
	const area = await areaOfShop(tx, person?.shop ?? '');
	if (!person) return false;
	return can(who, 'revoke', area === null ? person : { ...person, areas: [area] });
}
