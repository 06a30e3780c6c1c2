import { isGuarded } from '../../domain/policy.ts';
import { edit, type Edit } from '../../sync/device/edit.ts';
import type { Followed, Held, Queued } from '../../sync/device/held.ts';
import type { DeviceTx } from '../../sync/device/port.ts';
import type { Database } from './database.ts';
import { deviceTx, toQueued } from './device.ts';

/** Edits that read and write the database together. */
const CHUNK = 200;

/**
 * Makes many edits, one for each record, in the caller's transaction (over `deviceStore`'s tables or all): the core
 * decides each as it would alone, the database is asked once for a chunk of them. One by one, 10,000 prices took 38 s.
 * `made` is told how many are done.
 */
export async function editMany(
	db: Database,
	wishes: readonly Edit[],
	now: number,
	made: (count: number) => void = () => undefined,
): Promise<void> {
	for (let i = 0; i < wishes.length; i += CHUNK) {
		const chunk = wishes.slice(i, i + CHUNK);
		const { tx, flush } = await openBatch(db, chunk);
		for (const wish of chunk) await edit(tx, wish, now, isGuarded);
		await flush();
		made(Math.min(i + CHUNK, wishes.length));
	}
}

type Name = readonly [space: string, kind: string, key: string];
const idOf = (...name: Name): string => name.join(' ');

/** The port over what a chunk of edits touches: read before, written at the end. Anything else passes through. */
async function openBatch(
	db: Database,
	wishes: readonly Edit[],
): Promise<{ tx: DeviceTx; flush: () => Promise<void> }> {
	const beneath = deviceTx(db);
	const names = wishes.map(({ space, kind, key }): Name => [space, kind, key]);
	const held = new Map<string, Held | undefined>();
	const rows = new Map<string, Queued[]>();
	for (const space of new Set(names.map(([first]) => first))) {
		const own = names.filter(([first]) => first === space);
		const found = await beneath.held(
			space,
			own.map(([, kind, key]) => [kind, key]),
		);
		own.forEach(([, kind, key], i) => held.set(idOf(space, kind, key), found[i]));
	}
	const queued = await db.queue
		.where('[space+kind+key]')
		.anyOf(names.map((name) => [...name]))
		.sortBy('n');
	for (const row of queued) {
		const id = idOf(row.space, row.kind, row.key);
		rows.set(id, [...(rows.get(id) ?? []), toQueued(row)]);
	}
	const self = await beneath.self();
	let followed = await beneath.followed();

	const followedNow = new Map<string, Followed>();
	const heldNow = new Map<string, Held>();
	const rowsNow = new Map<string, Queued>();
	const tx: DeviceTx = {
		...beneath,
		self: () => Promise.resolve(self),
		followed: () => Promise.resolve(followed),
		following: (space) => Promise.resolve(followed.find((item) => item.space === space)),
		follow(space) {
			followed = [...followed.filter((item) => item.space !== space.space), space];
			followedNow.set(space.space, space);
			return Promise.resolve();
		},
		held(space, wanted) {
			const known = wanted.every(([kind, key]) => held.has(idOf(space, kind, key)));
			if (!known) return beneath.held(space, wanted);
			return Promise.resolve(wanted.map(([kind, key]) => held.get(idOf(space, kind, key))));
		},
		queueOf: (space, kind, key) => Promise.resolve(rows.get(idOf(space, kind, key)) ?? []),
		putHeld(items) {
			for (const item of items) {
				const id = idOf(item.space, item.kind, item.key);
				held.set(id, item);
				heldNow.set(id, item);
			}
			return Promise.resolve();
		},
		putQueued(items) {
			for (const item of items) {
				const { space, kind, key, n } = item.change;
				const id = idOf(space, kind, key);
				const others = (rows.get(id) ?? []).filter(({ change }) => change.n !== n);
				rows.set(
					id,
					[...others, item].sort((a, b) => a.change.n - b.change.n),
				);
				rowsNow.set(`${space} ${n}`, item);
			}
			return Promise.resolve();
		},
		// Rare (a refused change was replaced), and numbers alone do not say whose rows they are.
		async dropQueued(space, numbers) {
			for (const n of numbers) rowsNow.delete(`${space} ${n}`);
			for (const [id, list] of rows) {
				const left = list.filter(({ change }) => change.space !== space || !numbers.includes(change.n));
				if (left.length < list.length) rows.set(id, left);
			}
			await beneath.dropQueued(space, numbers);
		},
	};
	return {
		tx,
		async flush() {
			await beneath.putQueued([...rowsNow.values()]);
			await beneath.putHeld([...heldNow.values()]);
			for (const space of followedNow.values()) await beneath.follow(space);
		},
	};
}
