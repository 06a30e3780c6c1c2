import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';
import { dropVariants, putVariants } from './photo-variants.ts';

type Work = 'make' | 'remove';

export interface PhotoJob {
	readonly hash: string;
	readonly work: Work;
	/** How often it was begun, this time included. */
	readonly tries: number;
}

/**
 * Asks for the variants of a picture that has just been kept: in the transaction that writes its row, so that a
 * picture is never without the one or the other.
 */
export function enqueueVariants(tx: Tx, hash: string, now: number): Promise<void> {
	return enqueue(tx, hash, 'make', now);
}

export async function enqueue({ db }: Tx, hash: string, work: Work, now: number): Promise<void> {
	const row = { hash, work, tries: 0, due_at: now, broken: null };
	await db
		.insertInto('photo_job')
		.values(row)
		.onConflict((conflict) => conflict.column('hash').doUpdateSet(row))
		.execute();
}

/**
 * Begins the next job: the newest first, since its maker is the one who looks, and what an upgrade left to do can wait.
 * It is due again at `retryAt` unless it ends before: whatever ends the server in the middle counts as a try.
 */
export async function beginJob(
	{ db }: Tx,
	now: number,
	retryAt: (tries: number) => number,
): Promise<PhotoJob | null> {
	const row = await db
		.selectFrom('photo_job')
		.selectAll()
		.where('due_at', '<=', now)
		.orderBy('due_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!row) return null;
	const tries = row.tries + 1;
	await db
		.updateTable('photo_job')
		.set({ tries, due_at: retryAt(tries) })
		.where('hash', '=', row.hash)
		.execute();
	return { hash: row.hash, work: row.work === 'remove' ? 'remove' : 'make', tries };
}

/** Whether there is anything to do by now. */
export async function anyDue({ db }: Tx, now: number): Promise<boolean> {
	const row = await db
		.selectFrom('photo_job')
		.select('hash')
		.where('due_at', '<=', now)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** The variants of a picture are on the disk, all that it gets. */
export async function finishMaking(
	tx: Tx,
	hash: string,
	made: readonly Tables['photo_variant'][],
): Promise<void> {
	await dropVariants(tx, hash);
	await putVariants(tx, made);
	await dropJob(tx, { hash, work: 'make' });
}

/** Another work that was asked for meanwhile stays: a picture that came again while its files were being removed. */
export async function dropJob({ db }: Tx, { hash, work }: Omit<PhotoJob, 'tries'>): Promise<void> {
	await db.deleteFrom('photo_job').where('hash', '=', hash).where('work', '=', work).execute();
}

/** What could not be done for a reason that passes is not counted. */
export async function putOff({ db }: Tx, { hash, tries }: PhotoJob, until: number): Promise<void> {
	await db
		.updateTable('photo_job')
		.set({ tries: tries - 1, due_at: until })
		.where('hash', '=', hash)
		.execute();
}

/** The picture cannot be opened: it is left alone from now on. */
export async function giveUp({ db }: Tx, hash: string, why: string): Promise<void> {
	await db.updateTable('photo_job').set({ due_at: null, broken: why }).where('hash', '=', hash).execute();
}

/** Variants that are in the list and not on the disk: until they are, they are in neither. */
export async function makeAgain(tx: Tx, hash: string, now: number): Promise<void> {
	await dropVariants(tx, hash);
	await enqueue(tx, hash, 'make', now);
}
