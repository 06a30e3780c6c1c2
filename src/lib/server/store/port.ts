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
	/** How many short integers to leave out before the next of a space: see `shorts.ts`. */
	readonly skipShorts: (space: string) => number;
}

export interface Store {
	/** A random id of this database's history. Another one begins when the database was turned back. */
	readonly epoch: string;
	/** True where opening found that the database had been turned back since it was last written. */
	readonly wasTurnedBack: boolean;
	/** Begins a history whose forerunner ended nobody knows where. False where that was done since opening. */
	doubt(): Promise<boolean>;
	/** Marks the database and the file beside it alike: a backup from before is known for one when it is put in place. */
	mark(): Promise<void>;
	/** All or nothing; resolves when the commit is on the disk. Throws what `work` throws, with nothing written. */
	write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	/** One snapshot of the database. */
	read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	/** What was removed is nowhere in the database's files from here on, unless another process is reading it. */
	tidy(): Promise<void>;
	close(): Promise<void>;
}
