import { recordId } from '../record.ts';
import {
	forgotten,
	SELF_SINCE,
	type CarriedRow,
	type Done,
	type Followed,
	type Held,
	type Queued,
	type Self,
} from '../device/held.ts';
import { PAST_LENGTH } from '../device/past.ts';
import type { DeviceStore, DeviceTx, JournalEntry, PastValue } from '../device/port.ts';

/** Everything a device keeps. Values are never changed in place, so a copy of the maps is a copy of all. */
interface Tables {
	self: Self;
	readonly followed: Map<string, Followed>;
	readonly held: Map<string, Map<string, Held>>;
	readonly queue: Map<string, Map<number, Queued>>;
	readonly journal: JournalEntry[];
	readonly done: Map<string, Done>;
	readonly carried: Map<string, CarriedRow>;
	readonly past: PastValue[];
}

/** A device's database in memory, for tests and simulations. */
export interface MemoryStore extends DeviceStore {
	/** What is on the disk now, to be looked at by a test. */
	readonly look: () => {
		readonly self: Self;
		readonly followed: readonly Followed[];
		readonly held: readonly Held[];
		readonly queue: readonly Queued[];
		readonly journal: readonly JournalEntry[];
		readonly done: readonly Done[];
		readonly carried: readonly CarriedRow[];
		/** The oldest first. */
		readonly past: readonly PastValue[];
	};
}

/** Lines of the journal that are kept. */
const JOURNAL_LENGTH = 200;

export function newSelf(device: string): Self {
	return {
		enrolment: `${device}-enrolment`,
		device,
		deviceIsNew: true,
		epoch: '',
		runner: '',
		heardAt: null,
		clockOffset: 0,
		...SELF_SINCE,
	};
}

/** One transaction at a time; one that throws leaves nothing behind; one that has ended takes nothing more. */
export function memoryStore(self: Self): MemoryStore {
	let disk: Tables = {
		self,
		followed: new Map(),
		held: new Map(),
		queue: new Map(),
		journal: [],
		done: new Map(),
		carried: new Map(),
		past: [],
	};
	let last: Promise<unknown> = Promise.resolve();

	async function run<T>(work: (tx: DeviceTx) => Promise<T>): Promise<T> {
		const copy = copyOf(disk);
		let open = true;
		try {
			const result = await work(memoryTx(copy, () => open));
			disk = copy;
			return result;
		} finally {
			open = false;
		}
	}

	return {
		transact(work) {
			const next = last.then(() => run(work));
			last = next.catch(() => undefined);
			return next;
		},
		look: () => ({
			self: disk.self,
			followed: [...disk.followed.values()],
			held: [...disk.held.values()].flatMap((space) => [...space.values()]),
			queue: wholeQueue(disk),
			journal: disk.journal,
			done: [...disk.done.values()],
			carried: [...disk.carried.values()],
			past: disk.past,
		}),
	};
}

function copyOf({ self, followed, held, queue, journal, done, carried, past }: Tables): Tables {
	return {
		self,
		followed: new Map(followed),
		held: new Map([...held].map(([space, rows]) => [space, new Map(rows)])),
		queue: new Map([...queue].map(([space, rows]) => [space, new Map(rows)])),
		journal: [...journal],
		done: new Map(done),
		carried: new Map(carried),
		past: [...past],
	};
}

const byN = (a: Queued, b: Queued) => a.change.n - b.change.n;

function wholeQueue({ queue }: Tables): Queued[] {
	const spaces = [...queue.keys()].sort();
	return spaces.flatMap((space) => [...(queue.get(space)?.values() ?? [])].sort(byN));
}

function memoryTx(tables: Tables, isOpen: () => boolean): DeviceTx {
	const within = async <T>(work: () => T): Promise<T> => {
		if (!isOpen()) throw new Error('the transaction has ended');
		await Promise.resolve();
		return work();
	};
	const heldOf = (space: string) =>
		tables.held.get(space) ?? put(tables.held, space, new Map<string, Held>());
	const queueOf = (space: string) =>
		tables.queue.get(space) ?? put(tables.queue, space, new Map<number, Queued>());
	return {
		self: () => within(() => tables.self),
		setSelf: (self) =>
			within(() => {
				tables.self = self;
			}),

		followed: () => within(() => [...tables.followed.values()]),
		following: (space) => within(() => tables.followed.get(space)),
		follow: (space) => within(() => void tables.followed.set(space.space, space)),

		held: (space, names) => within(() => names.map((name) => heldOf(space).get(recordId(...name)))),
		heldByShort: (space, shorts) =>
			within(() => {
				const byShort = new Map([...heldOf(space).values()].map((held) => [held.short, held]));
				return shorts.map((short) => byShort.get(short));
			}),
		heldSeenBefore: (space, number) =>
			within(() => [...heldOf(space).values()].filter(({ seen }) => seen < number)),
		putHeld: (held) =>
			within(() => {
				for (const item of held) heldOf(item.space).set(recordId(item.kind, item.key), item);
			}),
		dropHeld: (held) =>
			within(() => {
				for (const { space, kind, key } of held) heldOf(space).delete(recordId(kind, key));
			}),
		forgetNumbers: () =>
			within(() => {
				for (const rows of tables.held.values()) for (const [id, held] of rows) rows.set(id, forgotten(held));
			}),

		queue: (space, limit) =>
			within(() =>
				[...queueOf(space).values()]
					.sort(byN)
					.filter(({ state }) => state !== 'parked')
					.slice(0, limit),
			),
		waitingSpaces: () =>
			within(() => {
				const waits = (rows: ReadonlyMap<number, Queued>) =>
					[...rows.values()].some(({ state }) => state !== 'parked');
				return [...tables.queue].filter(([, rows]) => waits(rows)).map(([space]) => space);
			}),
		queueOf: (space, kind, key) =>
			within(() =>
				[...queueOf(space).values()]
					.sort(byN)
					.filter(({ change }) => change.kind === kind && change.key === key),
			),
		putQueued: (rows) =>
			within(() => {
				for (const row of rows) queueOf(row.change.space).set(row.change.n, row);
			}),
		dropQueued: (space, numbers) =>
			within(() => {
				for (const n of numbers) queueOf(space).delete(n);
			}),
		note: (entries) =>
			within(() => {
				tables.journal.push(...entries);
				tables.journal.splice(0, tables.journal.length - JOURNAL_LENGTH);
			}),
		done: (space) => within(() => [...tables.done.values()].filter((row) => row.change.space === space)),
		putDone: (rows) => within(() => rows.forEach((row) => tables.done.set(doneId(row), row))),
		dropDone: (rows) => within(() => rows.forEach((row) => tables.done.delete(doneId(row)))),
		dropDoneBefore: (time, except) =>
			within(() => {
				for (const [id, { takenAt, change }] of tables.done) {
					if (takenAt < time && !except.has(change.space)) tables.done.delete(id);
				}
				for (const [id, { takenAt, change }] of tables.carried) {
					if (takenAt !== null && takenAt < time && !except.has(change.space)) tables.carried.delete(id);
				}
			}),
		carried: (limit) =>
			within(() =>
				[...tables.carried.values()]
					.filter(({ state }) => state === 'waiting')
					.sort((a, b) => (a.id < b.id ? -1 : 1))
					.slice(0, limit),
			),
		carriedById: (ids) => within(() => ids.map((id) => tables.carried.get(id))),
		carriedOf: (space) =>
			within(() => [...tables.carried.values()].filter((row) => row.change.space === space)),
		putCarried: (rows) => within(() => rows.forEach((row) => tables.carried.set(row.id, row))),
		dropCarried: (ids) => within(() => ids.forEach((id) => tables.carried.delete(id))),
		remember: (values) =>
			within(() => {
				tables.past.push(...values);
				for (const space of new Set(values.map((value) => value.space))) {
					const own = tables.past.filter((value) => value.space === space);
					const old = new Set(own.slice(0, Math.max(0, own.length - PAST_LENGTH)));
					tables.past.splice(0, Infinity, ...tables.past.filter((value) => !old.has(value)));
				}
			}),
		past: (space, kind, key) =>
			within(() =>
				tables.past
					.filter((value) => value.space === space && value.kind === kind && value.key === key)
					.reverse(),
			),
		wholeQueue: () => within(() => wholeQueue(tables)),
		clearQueue: () => within(() => tables.queue.clear()),
	};
}

const doneId = ({ device, change: { space, n } }: Done) => `${space} ${device} ${n}`;

function put<K, V>(map: Map<K, V>, key: K, value: V): V {
	map.set(key, value);
	return value;
}
