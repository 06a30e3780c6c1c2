import type { Principal, SpaceFacts } from '../../domain/access.ts';
import type { Change } from '../../sync/change.ts';
import type { Forgotten } from '../../sync/merge.ts';
import type { Ledger, LedgerEntry, Writes } from '../../sync/receive.ts';
import type { Rec } from '../../sync/record.ts';
import type { Fields } from '../../sync/value.ts';
import type { Enrolled } from '../principal.ts';
import type { PlanEntry, Vector } from './vector.ts';

export interface SpaceRow extends SpaceFacts {
	/** The number of the space's latest transaction. */
	readonly counter: number;
	/** The latest short integer given out. */
	readonly shorts: number;
}

/** What is known of where an earlier history ended in a space. */
export interface Fork {
	/** Up to which number it is still this history's; null: nobody knows. */
	readonly number: number | null;
	/** True where it went on unnoticed behind a restore: two things then bear one of its numbers. */
	readonly isSplit: boolean;
}

export type RecordName = readonly [kind: string, key: string];

/**
 * What answering a sync asks of the database, inside one transaction. There are two: over SQL (`sql.ts`), and over
 * maps in the simulation, so that what is simulated is the very code that answers phones.
 */
export interface SyncTx {
	findSpace(id: string): Promise<SpaceRow | null>;
	/** Those of these spaces that exist. */
	findSpaces(ids: readonly string[]): Promise<SpaceRow[]>;
	foundSpace(facts: SpaceFacts): Promise<void>;
	/** The spaces a person follows without being asked. */
	spacesOf(who: Principal): Promise<SpaceRow[]>;
	/** The spaces that scopes name (`domain/scope.ts`), whoever may see them. */
	spacesIn(scopes: readonly string[]): Promise<SpaceRow[]>;

	/** The records of those names that exist, locked in the order of their keys until the transaction ends. */
	lockRecords(space: string, names: readonly RecordName[]): Promise<Rec[]>;
	recordsAfter(space: string, number: number): Promise<Rec[]>;
	namesByShort(space: string, shorts: readonly number[]): Promise<ReadonlyMap<number, RecordName>>;
	/** Takes the space's next number, last of all, and writes. Answers the space's number afterwards. */
	writeRecords(space: SpaceRow, writes: Writes, now: number): Promise<number>;

	/** What is remembered of a device in a space, with the outcomes of its changes from `from` on. */
	findLedger(device: string, space: string, from: number): Promise<Ledger>;
	putLedger(device: string, space: string, last: number, fresh: readonly LedgerEntry[]): Promise<void>;
	/** Forgets outcomes that the device has: those below `n`. */
	forgetOutcomes(device: string, space: string, n: number): Promise<void>;

	findVector(device: string, id: string): Promise<Vector | null>;
	/** Stores a device's newest vector and drops its others but those in `keep`. */
	putVector(device: string, vector: Vector, keep: readonly string[]): Promise<void>;
	/** What the device was told differs from what was planned. */
	setPlan(device: string, id: string, plan: readonly PlanEntry[]): Promise<void>;
	setDevice(enrolment: string, device: string): Promise<void>;
	/** Whose device this is; null where none of that id has ever spoken. */
	personOfDevice(device: string): Promise<Principal | null>;

	/** Whether this database has, or had, a history of that name. */
	hasEpoch(epoch: string): Promise<boolean>;
	/** Keeps what `carrier` (a person) brought for another's device, apart from that device's own. */
	putCarried(
		device: string,
		space: string,
		carrier: string,
		entries: readonly LedgerEntry[],
		now: number,
	): Promise<void>;
	/** Where each of these histories ended in a space. */
	forksOf(space: string, epochs: readonly string[]): Promise<ReadonlyMap<string, Fork>>;
}

export interface SyncStore {
	/** A random id of this database's history. */
	epoch(): string;
	/** All or nothing; resolves when the commit is on the disk. Throws what `work` throws, with nothing written. */
	write<T>(work: (tx: SyncTx) => Promise<T>): Promise<T>;
	/** One snapshot of the database. */
	read<T>(work: (tx: SyncTx) => Promise<T>): Promise<T>;
	/**
	 * Something says that this database was turned back unnoticed: a new history begins, and nobody knows where the one
	 * before ended. False where that was done since the server started: turning back again needs another start.
	 */
	doubt(): Promise<boolean>;
}

/** When a change was made, ms UTC by the server's clock; `isSeen`: a phone only saw it in a lost history, whenever that was. */
export interface Made {
	readonly at: number;
	readonly isSeen: boolean;
}

/** What answering needs besides the request. */
export interface SyncParts {
	readonly store: SyncStore;
	/** Milliseconds UTC. */
	readonly now: () => number;
	/** A name that no other vector has. */
	readonly newId: () => string;
	/** Bytes on the line of one page of an answer, where the request does not say. */
	readonly page: number;
	/** Told of somebody who named a space that is not theirs, or that does not exist. */
	readonly denied?: (who: Enrolled) => void;
	/** What of a change tells of a buyer whose data was removed for good; see `privacy/forgets.ts`. */
	readonly forgets?: (change: Change, before: Fields, made: Made) => Forgotten | null;
	/** Told of a change whose merge threw: a bug. */
	readonly failed: (kind: string, error: unknown) => void;
}
