import { randomBytes } from 'node:crypto';
import type { Invitee, Principal, Role } from '../domain/access.ts';
import { MAX_NAME } from '../domain/limits.ts';
import { isComplete, type Standing } from '../domain/invitation.ts';
import { newKey, randomKey } from '../domain/key.ts';
import { cut } from '../domain/thai.ts';
import { can } from './access.ts';
import { note } from './access-log.ts';
import type { App } from './app.ts';
import { giveCode, type SpokenCode } from './codes.ts';
import { called, saidName } from './joiner-name.ts';
import { adopt, findSigned, foundShopOf, type FoundSigned } from './signed-invitations.ts';
import { judge } from './invitation-standing.ts';
import { hashOf, newLinkSecret, newSessionSecret } from './secret.ts';
import type { Tx } from './store/port.ts';
import { addEnrolment, addPerson, findPerson, setSecret, type Person } from './store/queries/accounts.ts';
import {
	addInvitation,
	invitationBySecret,
	lockInvitation,
	setUsed,
	type Invitation,
} from './store/queries/invitations.ts';
import { areaOfShop, nameOfShop } from './store/queries/shops.ts';

/** Characters of the ids of people, enrolments and invitations. They travel with every cookie and stamp, so they are short. */
const ID_LENGTH = 8;
/** What a device may call itself, in letters. */
const MAX_PHONE = 80;

const newId = (): string => randomKey(ID_LENGTH, (bytes) => randomBytes(bytes));

export interface Wish extends Invitee {
	/** What the invitee is called. */
	readonly name: string;
	/** Milliseconds from now. */
	readonly validMs: number;
	/** True for a code beside the link, to be read out (`codes.ts`). */
	readonly spoken?: boolean;
	/** True for a further phone of the inviter: the same person joins again, and the other facts do not count. */
	readonly self?: boolean;
	/** A further phone for this person, who joined before: as with `self`. */
	readonly person?: string | null;
}

export type Invited =
	| { kind: 'ok'; id: string; secret: string; link: string; expiresAt: number; spoken: SpokenCode | null }
	/** Also for a shop that does not exist: those who may not invite to it learn nothing of it. */
	| { kind: 'not-allowed' }
	| { kind: 'incomplete' };

/** Makes an invitation. `inviter` null: whoever runs the server. Only the secret's hash is kept: the link is told once. */
export async function invite(app: App, inviter: Principal | null, wish: Wish): Promise<Invited> {
	const now = app.now();
	const secret = newLinkSecret();
	const invitation = {
		id: newId(),
		inviter: inviter?.person ?? null,
		createdAt: now,
		expiresAt: now + wish.validMs,
		keyHash: null,
		enrolment: null,
		usedAt: null,
		revokedAt: null,
	};
	return app.store.write(async (tx) => {
		const settled = await settle(tx, inviter, wish);
		if (settled.kind !== 'ok') return settled;
		await addInvitation(tx, { ...invitation, ...settled.invitee }, hashOf(secret));
		const link = `${app.env.origin}/join#${secret}`;
		const spoken = wish.spoken ? await giveCode(tx, invitation.id, now) : null;
		return { kind: 'ok', id: invitation.id, secret, link, expiresAt: invitation.expiresAt, spoken };
	});
}

type Settled =
	| { kind: 'ok'; invitee: Invitee & { name: string; person: string | null } }
	| { kind: 'not-allowed' | 'incomplete' };

async function settle(tx: Tx, inviter: Principal | null, wish: Wish): Promise<Settled> {
	const again = wish.self ? (inviter?.person ?? '') : (wish.person ?? null);
	if (again !== null) {
		const known = await findPerson(tx, again);
		// Where the shop lies now counts, and nobody is looked up like somebody
		const area = await areaOfShop(tx, known?.shop ?? '');
		const placed = known && (area === null ? known : { ...known, areas: [area] });
		if (!placed || placed.revokedAt !== null || !can(inviter, 'renew', placed))
			return { kind: 'not-allowed' };
		const { role, areas, shop, name, person } = placed;
		return { kind: 'ok', invitee: { role, areas, shop, name, person } };
	}
	const { role, areas, shop } = wish;
	const name = wish.name.trim();
	const area = shop === null ? null : await areaOfShop(tx, shop);
	const invitee = { role, areas, shop };
	if (inviter && !can(inviter, 'invite', { invitee, shopArea: area })) return { kind: 'not-allowed' };
	if (shop !== null && area === null) return { kind: 'not-allowed' };
	if (name === '' || name.length > MAX_NAME || !isComplete(invitee)) return { kind: 'incomplete' };
	return {
		kind: 'ok',
		invitee: { role, areas: area === null ? areas : [area], shop, name, person: null },
	};
}

export type Look =
	| {
			kind: 'ok';
			role: Role;
			/** '' where whoever joins is asked. */
			name: string;
			areas: readonly string[];
			/** '' where the shop has no name yet. */
			shopName: string;
			/** '' where whoever runs the server invites. */
			inviterName: string;
			expiresAt: number;
	  }
	| { kind: 'unknown' | Exclude<Standing, 'open'> };

/** What an invitation says, using nothing up: chat apps open links to preview them. `key` is the phone's, if it tried before. */
export async function readInvitation(app: App, secret: string, key: string | null): Promise<Look> {
	return app.store.read(async (tx) => {
		const found = await findOpened(app, tx, secret, invitationBySecret);
		if (found.kind !== 'ok') return found;
		const { invitation } = found;
		const judged = await judge(tx, invitation, key, app.now());
		if (judged.kind === 'closed') return { kind: judged.standing };
		const { role, areas, shop, expiresAt } = invitation;
		const name = judged.kind === 'repeat' ? judged.person.name : invitation.name;
		const inviter = invitation.inviter === null ? null : await findPerson(tx, invitation.inviter);
		const shopName = shop === null ? '' : await nameOfShop(tx, shop);
		return { kind: 'ok', role, name, areas, shopName, inviterName: inviter?.name ?? '', expiresAt };
	});
}

/** Made by the office, or signed by the phone of somebody who had no connection. */
async function findOpened(
	app: App,
	tx: Tx,
	secret: string,
	find: typeof invitationBySecret,
): Promise<FoundSigned> {
	const signed = await findSigned(app, tx, secret);
	if (signed) return signed;
	const secretHash = hashOf(secret);
	const invitation = await find(tx, secretHash);
	if (!invitation) return { kind: 'unknown' };
	return { kind: 'ok', invitation, secretHash, isNew: false, isSigned: false };
}

export interface Redemption {
	readonly secret: string;
	/** Made by the phone and kept until it has its answer: the same key again gives the same enrolment. */
	readonly key: string;
	/** What the device calls itself. */
	readonly phone: string;
	/** The id the device made for itself; '' when it is told with the first sync. */
	readonly device: string;
	/** What whoever joins is called, where the invitation leaves it to them; else it says nothing. */
	readonly name?: string;
}

export type Redeemed =
	/** `session` goes into the device's cookie; only its hash is kept. */
	| { kind: 'ok'; enrolment: string; session: string; person: Person }
	| { kind: 'unknown' | Exclude<Standing, 'open'> }
	/** It names nobody, and nobody said a name: nothing is used up. */
	| { kind: 'nameless' }
	/** More join in this province than ever did: ask again after so many seconds. */
	| { kind: 'busy'; seconds: number };

/** Uses an invitation up, once: makes the person (unless they joined before) and their device. */
export async function redeem(app: App, asked: Redemption): Promise<Redeemed> {
	const now = app.now();
	const session = newSessionSecret();
	const secretHash = hashOf(session);
	return app.store.write(async (tx) => {
		const found = await findOpened(app, tx, asked.secret, lockInvitation);
		if (found.kind !== 'ok') return found;
		const said = found.isSigned ? saidName(asked.name ?? '') : '';
		const judged = await judge(tx, found.invitation, asked.key, now);
		if (judged.kind === 'closed') return { kind: judged.standing };
		if (judged.kind === 'repeat') {
			await setSecret(tx, judged.enrolment, secretHash, now);
			const person = judged.isHeard ? judged.person : await called(tx, judged.person, said);
			return { kind: 'ok', enrolment: judged.enrolment, session, person };
		}
		const invitation = said === '' ? found.invitation : { ...found.invitation, name: said };
		if (invitation.name === '') return { kind: 'nameless' };
		const wait = await app.limits.take('join', { area: invitation.areas[0] });
		if (wait !== null) return { kind: 'busy', seconds: wait };
		await adopt(tx, { ...found, invitation });
		if (found.isNew) await foundShopOf(tx, invitation);
		const known = invitation.person === null ? null : await findPerson(tx, invitation.person);
		const person = known ?? personFrom(invitation, now);
		if (!known) await addPerson(tx, person);
		const enrolment = newId();
		await addEnrolment(tx, {
			id: enrolment,
			person: person.person,
			device: asked.device,
			secretHash,
			phone: cut(asked.phone.trim(), MAX_PHONE),
			createdAt: now,
			heardAt: null,
			revokedAt: null,
		});
		await setUsed(tx, invitation.id, { keyHash: hashOf(asked.key), enrolment, now });
		const access = { person: person.person, enrolment, act: 'join', thing: person.role } as const;
		await note(tx, { ...access, outcome: 'done' }, now);
		return { kind: 'ok', enrolment, session, person };
	});
}

/** A seller who is invited to no shop gets a key for the one they will make. */
function personFrom({ role, areas, shop, name }: Invitation, now: number): Person {
	const reserved = role === 'seller' ? (shop ?? newKey(now, (bytes) => randomBytes(bytes))) : null;
	return { person: newId(), role, name, areas, shop: reserved, createdAt: now, revokedAt: null };
}
