import { sql, type Kysely } from 'kysely';
import type { Store, Tx } from '../port.ts';
import type { Tables } from '../tables.ts';

/** Writes that share one wait for the disk. More would make the first of them wait for the work of the last. */
const MOST_AT_ONCE = 32;

/** A write that waits for its turn; what is called when it is on the disk, or has failed. */
interface Waiting {
	readonly work: (tx: Tx) => Promise<unknown>;
	readonly done: (value: unknown) => void;
	readonly failed: (error: unknown) => void;
}

/**
 * SQLite has one writer, and a commit that waits for the disk is the longest part of a small write. So writes that came
 * while one was under way go together: each in a savepoint of its own, all or nothing, and one commit for all of them,
 * before which none is answered. It begins as a writer (`immediate`), so that two never read first and then both want to.
 */
export function transactions(
	db: Kysely<Tables>,
	skipShorts: Tx['skipShorts'],
): Pick<Store, 'write' | 'read'> {
	const waiting: Waiting[] = [];
	let draining = false;

	async function drain(): Promise<void> {
		draining = true;
		while (waiting.length > 0) {
			// Whoever is at the door already comes along
			await new Promise((resolve) => setImmediate(resolve));
			await writeTogether(db, waiting.splice(0, MOST_AT_ONCE), skipShorts);
		}
		draining = false;
	}

	return {
		write: <T>(work: (tx: Tx) => Promise<T>) =>
			new Promise<T>((resolve, reject) => {
				waiting.push({ work, done: (value) => resolve(value as T), failed: reject });
				if (!draining) void drain();
			}),
		read: (work) =>
			db.connection().execute(async (connection) => {
				await sql`begin`.execute(connection);
				try {
					return await work({ db: connection, locksRows: false, skipShorts });
				} finally {
					await sql`commit`.execute(connection);
				}
			}),
	};
}

/** Never throws: every one of the writes is told what became of it. */
async function writeTogether(
	db: Kysely<Tables>,
	writes: readonly Waiting[],
	skipShorts: Tx['skipShorts'],
): Promise<void> {
	const ends: (() => void)[] = [];
	try {
		await db.connection().execute(async (connection) => {
			await sql`begin immediate`.execute(connection);
			try {
				for (const write of writes) ends.push(await within(connection, write, skipShorts));
				await sql`commit`.execute(connection);
			} catch (error) {
				await sql`rollback`.execute(connection).catch(() => undefined);
				throw error;
			}
		});
		for (const end of ends) end();
	} catch (error) {
		// The disk is full, say: nothing of them was written, and all of them failed of it
		for (const { failed } of writes) failed(error);
	}
}

/** One write within the transaction. Answers what to tell once that is committed; throws when the whole is lost. */
async function within(
	connection: Kysely<Tables>,
	{ work, done, failed }: Waiting,
	skipShorts: Tx['skipShorts'],
): Promise<() => void> {
	await sql`savepoint one`.execute(connection);
	try {
		const value = await work({ db: connection, locksRows: false, skipShorts });
		await sql`release one`.execute(connection);
		return () => done(value);
	} catch (error) {
		try {
			await sql`rollback to one`.execute(connection);
			await sql`release one`.execute(connection);
		} catch {
			// SQLite gave the whole transaction up, for the reason that the write met
			throw error;
		}
		return () => failed(error);
	}
}
