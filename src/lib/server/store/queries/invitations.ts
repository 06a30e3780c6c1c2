import type { ExpressionBuilder, Selectable } from 'kysely';
import type { Invitee, Role } from '../../../domain/access.ts';
import type { InvitationFacts } from '../../../domain/invitation.ts';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';
import { numberOrNull } from './accounts.ts';

export interface Invitation extends Invitee, InvitationFacts {
	readonly id: string;
	/** What the invitee is called. */
	readonly name: string;
	/** Someone who has joined before, for a further phone of theirs; null: a new person. */
	readonly person: string | null;
	/** The person who invited; null: whoever runs the server. */
	readonly inviter: string | null;
	readonly createdAt: number;
	/** SHA-256 of the key of the phone that used it. */
	readonly keyHash: string | null;
	/** What using it made. */
	readonly enrolment: string | null;
}

export async function addInvitation({ db }: Tx, invitation: Invitation, secretHash: string): Promise<void> {
	const { id, role, areas, shop, name, person, inviter } = invitation;
	await db
		.insertInto('invitation')
		.values({
			id,
			role,
			shop,
			name,
			person,
			inviter,
			areas: JSON.stringify(areas),
			secret_hash: secretHash,
			created_at: invitation.createdAt,
			expires_at: invitation.expiresAt,
			key_hash: invitation.keyHash,
			enrolment: invitation.enrolment,
			used_at: invitation.usedAt,
			revoked_at: invitation.revokedAt,
		})
		.execute();
}

export async function findInvitation({ db }: Tx, id: string): Promise<Invitation | null> {
	const row = await db.selectFrom('invitation').selectAll().where('id', '=', id).executeTakeFirst();
	return row ? toInvitation(row) : null;
}

export async function invitationBySecret({ db }: Tx, secretHash: string): Promise<Invitation | null> {
	const row = await db.selectFrom('invitation').selectAll().where(opensWith(secretHash)).executeTakeFirst();
	return row ? toInvitation(row) : null;
}

/** As `invitationBySecret`, held until the transaction ends: two phones never both find it unused. */
export async function lockInvitation(tx: Tx, secretHash: string): Promise<Invitation | null> {
	const query = tx.db.selectFrom('invitation').selectAll().where(opensWith(secretHash));
	const row = await (tx.locksRows ? query.forUpdate() : query).executeTakeFirst();
	return row ? toInvitation(row) : null;
}

/** By the secret of its link, or by the one that a phone got for the code. */
const opensWith = (secretHash: string) => (eb: ExpressionBuilder<Tables, 'invitation'>) =>
	eb.or([
		eb('secret_hash', '=', secretHash),
		eb(
			'id',
			'in',
			eb
				.selectFrom('invitation_code')
				.select('invitation_code.invitation')
				.where('invitation_code.secret_hash', '=', secretHash),
		),
	]);

export async function setUsed(
	{ db }: Tx,
	id: string,
	use: { keyHash: string; enrolment: string; now: number },
): Promise<void> {
	await db
		.updateTable('invitation')
		.set({ key_hash: use.keyHash, enrolment: use.enrolment, used_at: use.now })
		.where('id', '=', id)
		.execute();
}

export async function setRevoked({ db }: Tx, id: string, now: number): Promise<void> {
	await db
		.updateTable('invitation')
		.set({ revoked_at: now })
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.execute();
}

/** Invitations still to be used, the latest first. `inviter`: only theirs; null: everybody's. */
export async function openInvitations(
	{ db }: Tx,
	inviter: string | null,
	now: number,
): Promise<Invitation[]> {
	let query = db
		.selectFrom('invitation')
		.selectAll()
		.where('used_at', 'is', null)
		.where('revoked_at', 'is', null)
		.where('expires_at', '>', now);
	if (inviter !== null) query = query.where('inviter', '=', inviter);
	const rows = await query.orderBy('created_at', 'desc').orderBy('id').limit(200).execute();
	return rows.map(toInvitation);
}

/** Somebody's invitations that were used since then and not taken back, the latest first. */
export async function usedInvitations({ db }: Tx, inviter: string, since: number): Promise<Invitation[]> {
	const rows = await db
		.selectFrom('invitation')
		.selectAll()
		.where('inviter', '=', inviter)
		.where('used_at', '>', since)
		.where('revoked_at', 'is', null)
		.orderBy('used_at', 'desc')
		.orderBy('id')
		.limit(50)
		.execute();
	return rows.map(toInvitation);
}

function toInvitation(row: Selectable<Tables['invitation']>): Invitation {
	return {
		id: row.id,
		role: row.role as Role,
		areas: JSON.parse(row.areas) as string[],
		shop: row.shop,
		name: row.name,
		person: row.person,
		inviter: row.inviter,
		createdAt: Number(row.created_at),
		expiresAt: Number(row.expires_at),
		keyHash: row.key_hash,
		enrolment: row.enrolment,
		usedAt: numberOrNull(row.used_at),
		revokedAt: numberOrNull(row.revoked_at),
	};
}
