import type { Change } from '../change.ts';
import type { Fields, Value } from '../value.ts';

/** A value this device set and the server has not confirmed yet; `n` is the change that carries it. */
export interface PendingValue {
	readonly n: number;
	readonly value: Value;
}

/** A record as a device holds it: what the server confirmed, and apart from it what waits. */
export interface Held {
	readonly space: string;
	readonly kind: string;
	readonly key: string;
	/** The server's small integer for it; 0 while the server has not named it. */
	readonly short: number;
	/** The space's number this was last confirmed at; 0: the server has never told of it. */
	readonly seen: number;
	/** Confirmed values. */
	readonly fields: Fields;
	/** Who made the latest change the server told of; '' for nobody else than this person. */
	readonly author: string;
	/** Who set each confirmed value, where this device was told: '' for this person on this phone. */
	readonly by?: Readonly<Record<string, string>>;
	readonly pending: Readonly<Record<string, PendingValue>>;
	/** Movements of counters not confirmed yet. */
	readonly moves: readonly { readonly n: number; readonly field: string; readonly by: number }[];
	/** The change that removes it, or 0. It is hidden meanwhile, and comes back if the removal is refused. */
	readonly removing: number;
}

export type QueueState =
	/** Never left this phone: a later edit of the record may still be folded into it. */
	| 'waiting'
	/** Its bytes may have left: it is immutable from here on. */
	| 'sent'
	/** Refused for the reason it carries: it waits for the person. */
	| 'parked';

/** A row of the outbox. */
export interface Queued {
	readonly change: Change;
	readonly state: QueueState;
	/** The phone's times, ms UTC. */
	readonly madeAt: number;
	readonly sentAt: number | null;
	/** Why the server refused it: a code that `messages` puts in words. */
	readonly reason: string | null;
}

/** What a device knows of a space it follows. */
export interface Followed {
	readonly space: string;
	readonly cursor: number;
	/** The number of the next change made here. */
	readonly next: number;
	/** False once the server said that this person may no longer see it. */
	readonly visible: boolean;
}

/** What a device knows of itself and of its server. */
export interface Self {
	readonly enrolment: string;
	readonly device: string;
	/** True while the server has not been told of `device` under this enrolment. */
	readonly deviceIsNew: boolean;
	/** '' before the first answer. */
	readonly epoch: string;
	/** Whoever runs now: an answer asked for by an earlier runner is not stored. */
	readonly runner: string;
	/** When the server last answered, by the phone's clock; null: never. */
	readonly heardAt: number | null;
	/** Server's clock less the phone's, ms. */
	readonly clockOffset: number;
}

/** The record as the person sees it: confirmed values under what waits. */
export function shown(held: Held): Fields {
	const fields: Record<string, Value> = { ...held.fields };
	for (const [field, { value }] of Object.entries(held.pending)) fields[field] = value;
	for (const { n, field, by } of held.moves) {
		// A count set by hand after the movement says what is there with it.
		if (n < (held.pending[field]?.n ?? n)) continue;
		const now = fields[field];
		fields[field] = (typeof now === 'number' ? now : 0) + by;
	}
	return fields;
}

export function newHeld(space: string, kind: string, key: string): Held {
	return { space, kind, key, short: 0, seen: 0, fields: {}, author: '', pending: {}, moves: [], removing: 0 };
}

export function newFollowed(space: string): Followed {
	return { space, cursor: 0, next: 1, visible: true };
}

/** True while the server, as far as this device knows, has no such record. */
export function isUnknown(held: Held): boolean {
	return held.seen === 0 && Object.keys(held.fields).length === 0;
}

/** True when nothing is left of it: no confirmed state and nothing waiting. */
export function isForgotten(held: Held): boolean {
	return isUnknown(held) && !hasUnsent(held);
}

export function hasUnsent(held: Held): boolean {
	return Object.keys(held.pending).length > 0 || held.moves.length > 0 || held.removing > 0;
}
