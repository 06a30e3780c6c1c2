import type { Tx } from '../port.ts';

/** What is known of an enrolment's secrets. Times in ms UTC; hashes as in `Enrolment.secretHash`. */
export interface Secrets {
	/** Since when the one in use is; null: since the enrolment was made. */
	readonly secretAt: number | null;
	/** The one that takes its place once it has surely come; null: none is on its way. */
	readonly offeredHash: string | null;
	readonly offeredAt: number | null;
	/** When it was first shown; null: not yet. */
	readonly offeredSeenAt: number | null;
	/** The one before the one in use. */
	readonly spentHash: string | null;
}

/** Offers another secret beside the one in use. One that was offered before is worth nothing from here on. */
export async function setOffered(
	{ db }: Tx,
	enrolment: string,
	offered: { readonly hash: string; readonly at: number },
): Promise<void> {
	await db
		.updateTable('enrolment')
		.set({ offered_hash: offered.hash, offered_at: offered.at, offered_seen_at: null })
		.where('id', '=', enrolment)
		.execute();
}

export async function setOfferedSeen(
	{ db }: Tx,
	enrolment: string,
	hash: string,
	now: number,
): Promise<void> {
	await db
		.updateTable('enrolment')
		.set({ offered_seen_at: now })
		.where('id', '=', enrolment)
		.where('offered_hash', '=', hash)
		.where('offered_seen_at', 'is', null)
		.execute();
}

/** The secret that was offered becomes the one in use, and the one before is spent. */
export async function settleOffered({ db }: Tx, enrolment: string, hash: string): Promise<void> {
	await db
		.updateTable('enrolment')
		.set((eb) => ({
			spent_hash: eb.ref('secret_hash'),
			secret_hash: hash,
			secret_at: eb.ref('offered_at'),
			offered_hash: null,
			offered_at: null,
			offered_seen_at: null,
		}))
		.where('id', '=', enrolment)
		.where('offered_hash', '=', hash)
		.execute();
}

/** Both secrets as they stood when one was offered, in a database that was put back to before it. */
export async function restoreOffered(
	{ db }: Tx,
	{ enrolment, held, offered, at }: { enrolment: string; held: string; offered: string; at: number },
): Promise<void> {
	await db
		.updateTable('enrolment')
		.set({ secret_hash: held, offered_hash: offered, offered_at: at, offered_seen_at: null })
		.where('id', '=', enrolment)
		.where((eb) => eb(eb.fn.coalesce('secret_at', 'created_at'), '<', at))
		.where((eb) => eb.or([eb('offered_at', 'is', null), eb('offered_at', '<', at)]))
		.execute();
}
