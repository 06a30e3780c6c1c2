import type { Selectable } from 'kysely';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';

export type CodeRow = Selectable<Tables['invitation_code']>;

/** Forgets the codes whose time is over and that nobody traded; the traded ones once their link's time would be over. */
export async function dropOldCodes({ db }: Tx, now: number, tradedBefore: number): Promise<void> {
	await db
		.deleteFrom('invitation_code')
		.where('expires_at', '<=', now)
		.where((eb) => eb.or([eb('secret_hash', 'is', null), eb('expires_at', '<=', tradedBefore)]))
		.execute();
}

export async function addCode({ db }: Tx, row: CodeRow): Promise<void> {
	await db.insertInto('invitation_code').values(row).execute();
}

/** Held until the transaction ends: no two tries are counted as one. */
export async function lockCode(tx: Tx, number: string): Promise<CodeRow | null> {
	const query = tx.db.selectFrom('invitation_code').selectAll().where('number', '=', number);
	const row = await (tx.locksRows ? query.forUpdate() : query).executeTakeFirst();
	return row ? { ...row, tries: Number(row.tries), expires_at: Number(row.expires_at) } : null;
}

/** The code of an invitation, while it is kept; null where there is none. */
export async function codeOf({ db }: Tx, invitation: string): Promise<Pick<CodeRow, 'tries'> | null> {
	const row = await db
		.selectFrom('invitation_code')
		.select('tries')
		.where('invitation', '=', invitation)
		.executeTakeFirst();
	return row ? { tries: Number(row.tries) } : null;
}

export async function countTry({ db }: Tx, number: string): Promise<void> {
	await db
		.updateTable('invitation_code')
		.set((eb) => ({ tries: eb('tries', '+', 1) }))
		.where('number', '=', number)
		.execute();
}

export async function setTraded(
	{ db }: Tx,
	number: string,
	{ keyHash, secretHash }: { keyHash: string; secretHash: string },
): Promise<void> {
	await db
		.updateTable('invitation_code')
		.set({ key_hash: keyHash, secret_hash: secretHash })
		.where('number', '=', number)
		.execute();
}
