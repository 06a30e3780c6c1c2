import { fingerprint, fingerprintText } from './fingerprint.ts';
import { canonical, type Fields } from './value.ts';

/** The shape of changes this code makes. The server reads every one ever shipped; fields are never renamed. */
export const SCHEMA = 1;

/** What the person was looking at: a number of a space in a history of the server. `['', 0]`: nothing from a server yet. */
export interface Base {
	readonly epoch: string;
	readonly number: number;
}

/** One edit of one record, made on one device. Its identity is (device, space, n) together with its digest. */
export interface Change {
	/** Counts up by one for each change this device makes in this space, from 1. */
	readonly n: number;
	readonly space: string;
	readonly kind: string;
	readonly key: string;
	readonly base: Base;
	/** Fields and their new values. */
	readonly set: Fields;
	/** Counters and by how much they move. */
	readonly add: Readonly<Record<string, number>>;
	readonly remove: boolean;
	/** The old value of each guarded field, for a server that no longer knows what the person saw. */
	readonly was: Fields;
	readonly schema: number;
}

/** True for a change that was undone before it left: it keeps its number, so that there is no hole. */
export function isEmpty(change: Change): boolean {
	return !change.remove && Object.keys(change.set).length === 0 && Object.keys(change.add).length === 0;
}

/**
 * A short fingerprint of what a change says (not of its `was`, which need not travel). Tells two different
 * changes under one number apart; it guards against accidents, not against forgers.
 */
export function digest(change: Change): string {
	const { space, kind, key, base, set, add, remove } = change;
	return fingerprintText(
		...fingerprint(canonical([space, kind, key, base.epoch, base.number, set, { ...add }, remove])),
	);
}
