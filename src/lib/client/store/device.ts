import {
	forgotten,
	SELF_SINCE,
	shown,
	hasUnsent,
	type Held,
	type Queued,
	type Self,
} from '../../sync/device/held.ts';
import { PAST_LENGTH } from '../../sync/device/past.ts';
import type { DeviceStore, DeviceTx, PastValue } from '../../sync/device/port.ts';
import { fold, sortKey } from '../../domain/thai.ts';
import { Dexie } from 'dexie';
import type { Database, NameRow, QueueRow, RecordRow } from './database.ts';
import { settled } from './settled.ts';

/** Lines of the journal that are kept. */
const JOURNAL_LENGTH = 200;
/** Rows a bulk write takes at once: 10,000 at once block the page of a slow phone for seconds. */
const CHUNK = 50;
/** IndexedDB takes no larger number for a count (an unsigned long). */
const MAX_LIMIT = 2 ** 32 - 1;

/** The core's port over IndexedDB. A transaction is strict: it resolves when the bytes are on the phone's flash. */
export function deviceStore(db: Database): DeviceStore {
	const { records, queue, followed, self, names, journal, done, carried, past } = db;
	const tables = [records, queue, followed, self, names, journal, done, carried, past];
	// `async` is load-bearing: Dexie follows native awaits only in a scope function that it sees to be one.
	return { transact: (work) => db.transaction('rw', tables, async () => work(deviceTx(db))) };
}

/** The port within the caller's transaction, which must include the tables named in `deviceStore`. */
export function deviceTx(db: Database): DeviceTx {
	const whole = (space: string) => [
		[space, Dexie.minKey],
		[space, Dexie.maxKey],
	];
	return {
		async self() {
			const row = await db.self.get('self');
			if (!row) throw new Error('the database belongs to nobody yet');
			return { ...SELF_SINCE, ...withoutId(row) };
		},
		async setSelf(self) {
			await db.self.put({ ...self, id: 'self' });
		},
		followed: () => db.followed.toArray(),
		following: (space) => db.followed.get(space),
		async follow(space) {
			await db.followed.put(space);
		},
		async held(space, names) {
			const rows = await db.records.bulkGet(names.map(([kind, key]) => [space, kind, key]));
			return rows.map((row) => row && toHeld(row));
		},
		async heldByShort(space, shorts) {
			const rows = await db.records
				.where('[space+short]')
				.anyOf(shorts.map((short) => [space, short]))
				.toArray();
			const byShort = new Map(rows.map((row) => [row.short, toHeld(row)]));
			return shorts.map((short) => byShort.get(short));
		},
		async heldSeenBefore(space, number) {
			const rows = await db.records
				.where('[space+seen]')
				.between([space, Dexie.minKey], [space, number], true, false)
				.toArray();
			return rows.map(toHeld);
		},
		async putHeld(held) {
			for (let i = 0; i < held.length; i += CHUNK) {
				const part = held.slice(i, i + CHUNK);
				await db.records.bulkPut(part.map(toRow));
				await db.names.bulkPut(part.filter(isListed).map(toName));
				await db.names.bulkDelete(
					part.filter((item) => isProduct(item) && item.removing > 0).map(({ space, key }) => [space, key]),
				);
			}
		},
		async dropHeld(held) {
			await db.records.bulkDelete(held.map(({ space, kind, key }) => [space, kind, key]));
			await db.names.bulkDelete(held.filter(isProduct).map(({ space, key }) => [space, key]));
		},
		async forgetNumbers() {
			await db.records.toCollection().modify((row, ref) => {
				ref.value = toRow(forgotten(toHeld(row)));
			});
		},
		async queue(space, limit) {
			const [low, high] = whole(space);
			const rows = await db.queue
				.where('[space+n]')
				.between(low, high)
				.filter((row) => row.state !== 'parked')
				.limit(limit > MAX_LIMIT ? Infinity : limit)
				.toArray();
			return rows.map(toQueued);
		},
		async waitingSpaces() {
			const spaces: string[] = [];
			// From one space's first row to the next one's: an outbox of thousands is not read for its few spaces.
			for (let last = ''; ;) {
				const [next] = await db.queue.where('[space+n]').above([last, Dexie.maxKey]).limit(1).primaryKeys();
				if (!next) return spaces;
				[last] = next;
				const [low, high] = whole(last);
				const waits = db.queue.where('[space+n]').between(low, high);
				if (await waits.filter(({ state }) => state !== 'parked').first()) spaces.push(last);
			}
		},
		async queueOf(space, kind, key) {
			const rows = await db.queue.where('[space+kind+key]').equals([space, kind, key]).sortBy('n');
			return rows.map(toQueued);
		},
		async putQueued(rows) {
			await db.queue.bulkPut(rows.map(toQueueRow));
		},
		async dropQueued(space, numbers) {
			await db.queue.bulkDelete(numbers.map((n) => [space, n]));
		},
		async wholeQueue() {
			return (await db.queue.toArray()).map(toQueued);
		},
		async clearQueue() {
			await db.queue.clear();
		},
		...settled(db),
		async note(entries) {
			if (entries.length === 0) return;
			await db.journal.bulkAdd([...entries]);
			const last = (await db.journal.toCollection().lastKey()) as number | undefined;
			if (last !== undefined)
				await db.journal
					.where(':id')
					.below(last - JOURNAL_LENGTH)
					.delete();
		},
		async remember(values) {
			for (const space of new Set(values.map((value) => value.space))) {
				const own = values.filter((value) => value.space === space).slice(-PAST_LENGTH);
				await db.past.bulkAdd(own);
				const all = db.past.where('space').equals(space);
				const over = (await all.count()) - PAST_LENGTH;
				// Of one space the index gives them in the order of their ids.
				if (over > 0) await db.past.where('space').equals(space).limit(over).delete();
			}
		},
		async past(space, kind, key) {
			const rows = await db.past.where('[space+kind+key]').equals([space, kind, key]).reverse().toArray();
			return rows.map(toPast);
		},
	};
}

const isProduct = (held: Held) => held.kind === 'product';
const isListed = (held: Held) => isProduct(held) && held.removing === 0;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A visit that is under way comes before all days. */
export const UNDER_WAY = '!';

/** What lists sort by: products by name, photos by the thing they show and their place among its photos, visits by the day. */
function sortOf(held: Held): string | null {
	if (held.removing > 0) return null;
	const fields = shown(held);
	if (held.kind === 'product') return sortKey(text(fields['nameTh']));
	if (held.kind === 'visit') {
		const isUnderWay = fields['startedAt'] && !fields['endedAt'] && !fields['droppedAt'];
		return `${isUnderWay ? UNDER_WAY : ''}${text(fields['plannedFor'])} ${text(fields['order'])}`;
	}
	return held.kind === 'photo' ? `${text(fields['of'])} ${text(fields['order'])}` : null;
}

function toRow(held: Held): RecordRow {
	const sort = sortOf(held);
	return {
		...held,
		...(sort === null ? {} : { sort }),
		...(hasUnsent(held) ? { unsent: 1 as const } : {}),
	};
}

function toHeld(row: RecordRow): Held {
	const { sort: _sort, unsent: _unsent, ...held } = row;
	return held;
}

function toName(held: Held): NameRow {
	const { space, key } = held;
	const fields = shown(held);
	const stock = fields['stock'];
	return {
		space,
		key,
		text: fold(`${text(fields['nameTh'])} ${text(fields['nameEn'])}`),
		state: text(fields['state']) || 'draft',
		category: text(fields['category']),
		soldOut: typeof stock === 'number' && stock <= 0,
	};
}

function toQueueRow(row: Queued): QueueRow {
	const { space, n, kind, key } = row.change;
	return { ...row, space, n, kind, key };
}

/** A row as the core knows it. */
export function toQueued({ change, state, madeAt, sentAt, reason, old = null }: QueueRow): Queued {
	return { change, state, madeAt, sentAt, reason, ...(old && { old }) };
}

function toPast({ id: _id, ...value }: PastValue & { id?: number }): PastValue {
	return value;
}

function withoutId({ id: _id, ...self }: Self & { id: 'self' }): Self {
	return self;
}
