import type { CarriedRow, Done, Followed, Held, Queued, Self } from '../device/held.ts';
import type { JournalEntry, PastValue } from '../device/port.ts';

/** Everything a device keeps. What is committed is never changed in place. */
export interface Tables {
	readonly self: Self;
	readonly followed: ReadonlyMap<string, Followed>;
	readonly held: ReadonlyMap<string, ReadonlyMap<string, Held>>;
	readonly queue: ReadonlyMap<string, ReadonlyMap<number, Queued>>;
	readonly journal: readonly JournalEntry[];
	readonly done: ReadonlyMap<string, Done>;
	readonly carried: ReadonlyMap<string, CarriedRow>;
	readonly past: readonly PastValue[];
}

/** What is in all of them, in lists: what waits by space and number, what gave way with the oldest first. */
export const seenIn = (disk: Tables) => ({
	self: disk.self,
	followed: [...disk.followed.values()],
	held: [...disk.held.values()].flatMap((space) => [...space.values()]),
	queue: wholeQueue(disk),
	journal: disk.journal,
	done: [...disk.done.values()],
	carried: [...disk.carried.values()],
	past: disk.past,
});

type MapOf<T> = T extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never;
type Flat = 'followed' | 'done' | 'carried';
type Nested = 'held' | 'queue';
type RowsOf<Name extends Nested> = MapOf<MapOf<Tables[Name]> extends Map<string, infer M> ? M : never>;

/** The tables as a transaction leaves them: a map is copied when the first is written to it. */
export class Draft {
	tables: Tables;
	readonly #own = new Set<unknown>();

	constructor(disk: Tables) {
		this.tables = disk;
	}

	put(part: Partial<Tables>): void {
		this.tables = { ...this.tables, ...part };
	}

	/** A map to be written to. */
	map<Name extends Flat>(name: Name): MapOf<Tables[Name]> {
		const now = this.tables[name];
		if (this.#own.has(now)) return now as MapOf<Tables[Name]>;
		const own = new Map<unknown, unknown>(now);
		this.#own.add(own);
		this.put({ [name]: own });
		return own as MapOf<Tables[Name]>;
	}

	/** A space's part of a map, to be written to. */
	within<Name extends Nested>(name: Name, space: string): RowsOf<Name> {
		const now = this.tables[name].get(space);
		if (now && this.#own.has(now)) return now as RowsOf<Name>;
		const own = new Map<unknown, unknown>(now);
		this.#own.add(own);
		this.put({ [name]: new Map<string, unknown>(this.tables[name]).set(space, own) });
		return own as RowsOf<Name>;
	}
}

export const byN = (a: Queued, b: Queued) => a.change.n - b.change.n;

export function wholeQueue({ queue }: Tables): Queued[] {
	const spaces = [...queue.keys()].sort();
	return spaces.flatMap((space) => [...(queue.get(space)?.values() ?? [])].sort(byN));
}
