import { recordId } from '../record.ts';
import { forgotten, SELF_SINCE, type Done, type Held, type Queued, type Self } from '../device/held.ts';
import { PAST_LENGTH } from '../device/past.ts';
import type { DeviceStore, DeviceTx } from '../device/port.ts';
import { byN, Draft, seenIn, wholeQueue, type Tables } from './tables.ts';

/** A device's database in memory, for tests and simulations. */
export interface MemoryStore extends DeviceStore {
	/** What is on the disk now, to be looked at by a test. */
	readonly look: () => ReturnType<typeof seenIn>;
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
		const draft = new Draft(disk);
		let open = true;
		try {
			const result = await work(memoryTx(draft, () => open));
			disk = draft.tables;
			return result;
		} finally {
			open = false;
		}
	}

	let looked: { readonly of: Tables; readonly seen: ReturnType<typeof seenIn> } | null = null;

	return {
		transact(work) {
			const next = last.then(() => run(work));
			last = next.catch(() => undefined);
			return next;
		},
		look() {
			if (looked?.of !== disk) looked = { of: disk, seen: seenIn(disk) };
			return looked.seen;
		},
	};
}

function memoryTx(draft: Draft, isOpen: () => boolean): DeviceTx {
	const within = async <T>(work: () => T): Promise<T> => {
		if (!isOpen()) throw new Error('the transaction has ended');
		await Promise.resolve();
		return work();
	};
	const none = { held: new Map<string, Held>(), queue: new Map<number, Queued>() };
	const heldOf = (space: string) => draft.tables.held.get(space) ?? none.held;
	const queueOf = (space: string) => draft.tables.queue.get(space) ?? none.queue;
	return {
		self: () => within(() => draft.tables.self),
		setSelf: (self) => within(() => draft.put({ self })),

		followed: () => within(() => [...draft.tables.followed.values()]),
		following: (space) => within(() => draft.tables.followed.get(space)),
		follow: (space) => within(() => void draft.map('followed').set(space.space, space)),

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
				for (const item of held) draft.within('held', item.space).set(recordId(item.kind, item.key), item);
			}),
		dropHeld: (held) =>
			within(() => {
				for (const { space, kind, key } of held) draft.within('held', space).delete(recordId(kind, key));
			}),
		forgetNumbers: () =>
			within(() => {
				for (const [space, rows] of draft.tables.held) {
					for (const [id, held] of rows) draft.within('held', space).set(id, forgotten(held));
				}
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
				return [...draft.tables.queue].filter(([, rows]) => waits(rows)).map(([space]) => space);
			}),
		queueOf: (space, kind, key) =>
			within(() =>
				[...queueOf(space).values()]
					.sort(byN)
					.filter(({ change }) => change.kind === kind && change.key === key),
			),
		putQueued: (rows) =>
			within(() => {
				for (const row of rows) draft.within('queue', row.change.space).set(row.change.n, row);
			}),
		dropQueued: (space, numbers) =>
			within(() => {
				for (const n of numbers) draft.within('queue', space).delete(n);
			}),
		note: (entries) =>
			within(() => {
				if (entries.length > 0) {
					draft.put({ journal: [...draft.tables.journal, ...entries].slice(-JOURNAL_LENGTH) });
				}
			}),
		done: (space) =>
			within(() => [...draft.tables.done.values()].filter((row) => row.change.space === space)),
		putDone: (rows) => within(() => rows.forEach((row) => draft.map('done').set(doneId(row), row))),
		dropDone: (rows) => within(() => rows.forEach((row) => draft.map('done').delete(doneId(row)))),
		dropDoneBefore: (time, except) =>
			within(() => {
				for (const [id, { takenAt, change }] of draft.tables.done) {
					if (takenAt < time && !except.has(change.space)) draft.map('done').delete(id);
				}
				for (const [id, { takenAt, change }] of draft.tables.carried) {
					if (takenAt !== null && takenAt < time && !except.has(change.space))
						draft.map('carried').delete(id);
				}
			}),
		carried: (limit) =>
			within(() =>
				[...draft.tables.carried.values()]
					.filter(({ state }) => state === 'waiting')
					.sort((a, b) => (a.id < b.id ? -1 : 1))
					.slice(0, limit),
			),
		carriedById: (ids) => within(() => ids.map((id) => draft.tables.carried.get(id))),
		carriedOf: (space) =>
			within(() => [...draft.tables.carried.values()].filter((row) => row.change.space === space)),
		putCarried: (rows) => within(() => rows.forEach((row) => draft.map('carried').set(row.id, row))),
		dropCarried: (ids) => within(() => ids.forEach((id) => draft.map('carried').delete(id))),
		remember: (values) =>
			within(() => {
				let past = [...draft.tables.past, ...values];
				for (const space of new Set(values.map((value) => value.space))) {
					const own = past.filter((value) => value.space === space);
					const old = new Set(own.slice(0, Math.max(0, own.length - PAST_LENGTH)));
					if (old.size > 0) past = past.filter((value) => !old.has(value));
				}
				draft.put({ past });
			}),
		past: (space, kind, key) =>
			within(() =>
				draft.tables.past
					.filter((value) => value.space === space && value.kind === kind && value.key === key)
					.reverse(),
			),
		wholeQueue: () => within(() => wholeQueue(draft.tables)),
		clearQueue: () => within(() => draft.put({ queue: new Map() })),
	};
}

const doneId = ({ device, change: { space, n } }: Done) => `${space} ${device} ${n}`;
