import { WATCHABLE } from '../laws.ts';
import { anewByLaw } from '../laws/making.ts';
import { UNSURE } from '../merge.ts';
import { recordId } from '../record.ts';
import { newFollowed, type Held, type Queued } from './held.ts';
import { isRefused } from './outbox.ts';
import type { DeviceTx } from './port.ts';

/**
 * Takes a new device id and numbers everything unsent anew: the server counts otherwise than we do, so nothing
 * may be taken for something else. A value the server had already taken it will find to be the same; a movement it
 * would count twice, so one that may have arrived is parked. Parked rows will not be offered: they get numbers between
 * two others, so that they leave no hole.
 */
export async function countAnew(tx: DeviceTx, device: string): Promise<void> {
	const rows = await tx.wholeQueue();
	await tx.setSelf({ ...(await tx.self()), device, deviceIsNew: true, renamed: true });
	await tx.clearQueue();
	const followed = await tx.followed();
	const spaces = new Set([...followed.map(({ space }) => space), ...rows.map(({ change }) => change.space)]);
	for (const space of spaces) {
		const moved = rows.filter(({ change }) => change.space === space).map(parkUnsure);
		const renamed = newNumbers(moved);
		await tx.putQueued(moved.map((row) => renumberRow(row, renamed)));
		const next = moved.length - moved.filter(isRefused).length + 1;
		const follow = followed.find((item) => item.space === space) ?? newFollowed(space);
		await tx.follow({ ...follow, next, hole: false });
		const names = new Map(
			moved.map(({ change: { kind, key } }) => [recordId(kind, key), [kind, key] as const]),
		);
		const held = await tx.held(space, [...names.values()]);
		const numberOf = (n: number) => renamed.get(n) ?? 0;
		await tx.putHeld(held.filter((item) => item !== undefined).map((item) => renumberHeld(item, numberOf)));
	}
	if (WATCHABLE) await anewByLaw(tx, rows);
}

function parkUnsure(row: Queued): Queued {
	const moves = Object.keys(row.change.add).length > 0;
	return row.sentAt !== null && moves && !isRefused(row) ? { ...row, state: 'parked', reason: UNSURE } : row;
}

/**
 * New numbers by old ones: what is offered counts from 1 up, and what was refused keeps its place between two of those,
 * since what came after it says something else of the same fields.
 */
function newNumbers(rows: readonly Queued[]): ReadonlyMap<number, number> {
	const places = rows.filter(isRefused).length + 1;
	let offered = 0;
	let between = 0;
	return new Map(
		rows.map((row) => {
			if (isRefused(row)) return [row.change.n, offered + ++between / places] as const;
			between = 0;
			return [row.change.n, ++offered] as const;
		}),
	);
}

function renumberRow(row: Queued, renamed: ReadonlyMap<number, number>): Queued {
	const change = { ...row.change, n: renamed.get(row.change.n) ?? 0 };
	return row.state === 'parked'
		? { ...row, change, sentAt: isRefused(row) ? row.sentAt : null }
		: { ...row, change, state: 'waiting', sentAt: null };
}

/** A record whose waiting values bear the new numbers of their rows. */
export function renumberHeld(held: Held, of: (n: number) => number): Held {
	const pending = Object.fromEntries(
		Object.entries(held.pending).map(([field, item]) => [field, { ...item, n: of(item.n) }]),
	);
	return {
		...held,
		pending,
		moves: held.moves.map((move) => ({ ...move, n: of(move.n) })),
		removing: of(held.removing),
	};
}
