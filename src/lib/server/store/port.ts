import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * One transaction. Queries live in `store/queries/` and are the same for every engine: what an engine does
 * differently (opening, beginning, locking) is in its own folder.
 */
export interface Tx {
	readonly db: Kysely<Tables>;
	/** True where writers run side by side and rows must be locked (`FOR UPDATE`) before they are read. */
	readonly locksRows: boolean;
}

export interface Store {
	/** A random id of this database's history. */
	readonly epoch: string;
	/** All or nothing; resolves when the commit is on the disk. Throws what `work` throws, with nothing written. */
	write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	/** One snapshot of the database. */
	read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}
