import type { Change } from './change.ts';
import type { Rec, Stamp } from './record.ts';
import { sameValue, type Value } from './value.ts';

/** What a device is told of one record. */
export interface News {
	readonly kind: string;
	readonly key: string;
	readonly short: number;
	/** True when the device has never heard of the record: its key must travel. */
	readonly fresh: boolean;
	readonly fields: Readonly<Record<string, Value>>;
	/** Who made the latest of these changes. */
	readonly author: string;
	readonly removed: boolean;
}

/**
 * The fields of a record stamped after `cursor`, all together; every field of a record the device never heard of, or was
 * told to drop. What the device set itself with `own` (the changes it offers in this very request) is left out: it has
 * those values, and takes them as confirmed with the acknowledgement.
 */
export function newsOf(
	record: Rec,
	cursor: number,
	device: string,
	own: ReadonlyMap<number, Change>,
): News | null {
	const fresh = record.born > cursor;
	const { kind, key, short } = record;
	const isHere = (change: Change) => change.kind === kind && change.key === key;
	const mineOf = (stamp: Stamp) => {
		const mine = stamp.device === device ? own.get(stamp.n) : undefined;
		return mine && isHere(mine) ? mine : undefined;
	};
	// What it set before a removal of its own it will have dropped, when it hears that somebody revived the record.
	const drops = (mine: Change) =>
		[...own.values()].some((later) => later.remove && later.n > mine.n && isHere(later));
	if (record.removed) {
		if (cursor === 0 || record.removed.number <= cursor) return null;
		if (mineOf(record.removed)?.remove) return null;
		return { kind, key, short, fresh, fields: {}, author: record.removed.author, removed: true };
	}
	const fields: Record<string, Value> = {};
	let latest: Stamp | null = null;
	for (const [field, stamp] of Object.entries(record.stamps)) {
		if (!fresh && stamp.number <= cursor) continue;
		const value = record.fields[field] ?? null;
		const mine = mineOf(stamp);
		if (mine && sameValue(mine.set[field], value) && !drops(mine)) continue;
		fields[field] = value;
		if (!latest || stamp.number > latest.number) latest = stamp;
	}
	if (!latest && !fresh) return null;
	return { kind, key, short, fresh, fields, author: latest?.author ?? '', removed: false };
}
