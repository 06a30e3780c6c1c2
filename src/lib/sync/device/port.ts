import type { Value } from '../value.ts';
import type { CarriedRow, Done, Followed, Held, Queued, Self } from './held.ts';

export type RecordName = readonly [kind: string, key: string];

/**
 * What the core needs of a device's database, inside one transaction that is strict: `transact` resolves only when
 * everything is on the disk, and leaves nothing behind when `work` throws. `work` awaits nothing but this.
 */
export interface DeviceTx {
	self(): Promise<Self>;
	setSelf(self: Self): Promise<void>;

	followed(): Promise<Followed[]>;
	following(space: string): Promise<Followed | undefined>;
	follow(space: Followed): Promise<void>;

	/** In the order of `names`; undefined where the device holds no such record. */
	held(space: string, names: readonly RecordName[]): Promise<(Held | undefined)[]>;
	/** In the order of `shorts`. */
	heldByShort(space: string, shorts: readonly number[]): Promise<(Held | undefined)[]>;
	/** The records of a space confirmed last before `number`. */
	heldSeenBefore(space: string, number: number): Promise<Held[]>;
	putHeld(held: readonly Held[]): Promise<void>;
	dropHeld(held: readonly Held[]): Promise<void>;
	/**
	 * Sets `short` and `seen` of every record to 0: another history has begun, and its numbers mean nothing in it. What was
	 * seen last is kept in `was`.
	 */
	forgetNumbers(): Promise<void>;

	/** What waits to go up in a space, in the order of `n`, at most `limit` rows: never a parked one. */
	queue(space: string, limit: number): Promise<Queued[]>;
	/** The spaces in which anything waits to go up. */
	waitingSpaces(): Promise<string[]>;
	/** The rows that touch a record, parked ones included, in the order of `n`. */
	queueOf(space: string, kind: string, key: string): Promise<Queued[]>;
	putQueued(rows: readonly Queued[]): Promise<void>;
	dropQueued(space: string, numbers: readonly number[]): Promise<void>;
	/** Tells the person what left and what arrived: kept short, newest last. */
	note(entries: readonly JournalEntry[]): Promise<void>;
	/** Keeps values that gave way, the oldest first: `PAST_LENGTH` of a space, the newest of them. */
	remember(values: readonly PastValue[]): Promise<void>;
	/** What a record's fields held before, the newest first. */
	past(space: string, kind: string, key: string): Promise<PastValue[]>;

	/** Changes of a space that the server took lately. */
	done(space: string): Promise<Done[]>;
	putDone(rows: readonly Done[]): Promise<void>;
	dropDone(rows: readonly Done[]): Promise<void>;
	/** Forgets what the server took before `time` (its own, ms UTC), brought for others included; `except` in these spaces. */
	dropDoneBefore(time: number, except: ReadonlySet<string>): Promise<void>;

	/** What waits to be carried, at most `limit`, in an order in which alike ones stand together. */
	carried(limit: number): Promise<CarriedRow[]>;
	/** In the order of `ids`. */
	carriedById(ids: readonly string[]): Promise<(CarriedRow | undefined)[]>;
	/** Every row of a space, whatever its state. */
	carriedOf(space: string): Promise<CarriedRow[]>;
	putCarried(rows: readonly CarriedRow[]): Promise<void>;
	dropCarried(ids: readonly string[]): Promise<void>;

	/** Every row of every space, parked ones included, in the order of (space, n). */
	wholeQueue(): Promise<Queued[]>;
	clearQueue(): Promise<void>;
}

/** One line of the list behind the chip: a record that reached the server, or news of one that came down. */
export interface JournalEntry {
	readonly at: number;
	readonly way: 'up' | 'down';
	readonly space: string;
	readonly kind: string;
	readonly key: string;
	readonly fields: readonly string[];
	/** Who made the change that came down; '' for this person. */
	readonly author: string;
}

/** A confirmed value that another took the place of: kept, so that a person can bring it back with no connection. */
export interface PastValue {
	readonly space: string;
	readonly kind: string;
	readonly key: string;
	readonly field: string;
	readonly value: Value;
	/** Who had set it: a person's id, '' for this person on this phone; null: this device was never told. */
	readonly author: string | null;
	/** When it gave way, by the phone's clock, ms UTC. */
	readonly at: number;
}

export interface DeviceStore {
	transact<T>(work: (tx: DeviceTx) => Promise<T>): Promise<T>;
}
