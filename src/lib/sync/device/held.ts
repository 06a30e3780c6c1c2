import type { Base, Change } from '../change.ts';
import type { Part } from '../pages.ts';
import type { CarriedKind } from '../wire/carried.ts';
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
	/** The number it was confirmed at in a history that ended, below 0 where it was gone; 0 once this one has told of it. */
	readonly was?: number;
	/** Confirmed values. */
	readonly fields: Fields;
	/** Who made the latest change the server told of; '' for nobody else than this person. */
	readonly author: string;
	/** Who set each confirmed value, where this device was told: '' for this person on this phone. */
	readonly by?: Readonly<Record<string, string>>;
	readonly pending: Readonly<Record<string, PendingValue>>;
	/** What another person made and handed over (`handover.ts`), until this device has brought it to the server. */
	readonly over?: { readonly by: string; readonly fields: Fields };
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
	/** Where a lost history had taken it, when it is offered again. */
	readonly old?: Base | null;
}

/** A change that the server took: kept for a while, since a server put back from a backup may ask for it again. */
export interface Done {
	/** Under which id this device made it. */
	readonly device: string;
	readonly change: Change;
	readonly madeAt: number;
	/** The server's time when it said so, ms UTC. */
	readonly takenAt: number;
	/** The space's number at which it was taken. */
	readonly taken: Base;
	/** False where a part of it was put into question, or gave way: its number then says nothing of who was the later. */
	readonly whole: boolean;
}

/** A change that keeps another identity than this device's next number, on its way to the server. */
export interface CarriedRow {
	/** One for one identity. */
	readonly id: string;
	readonly kind: CarriedKind;
	readonly device: string;
	readonly change: Change;
	readonly old: Base | null;
	readonly madeAt: number;
	/** `done` ones are kept like `Done`, `parked` ones wait for the person. */
	readonly state: 'waiting' | 'parked' | 'done';
	readonly reason: string | null;
	readonly takenAt: number | null;
	readonly epoch: string | null;
}

/** What a device knows of a space it follows. */
export interface Followed {
	readonly space: string;
	readonly cursor: number;
	/** The number of the next change made here. */
	readonly next: number;
	/** False once the server said that this person may no longer see it. */
	readonly visible: boolean;
	/** True while the vector this device presents says `cursor` for it: it need not be listed. Absent in older rows. */
	readonly covered?: boolean;
	/**
	 * True while only unsent work keeps it here: the person does not want to carry it any more. True as well while it is to
	 * come anew: its own part of an answer says what becomes of it.
	 */
	readonly leaving?: boolean;
	/** Set while an answer has been stored in part. */
	readonly part?: Part | null;
	/** When it was last known to be as the server has it, by the phone's clock, ms UTC. */
	readonly checkedAt?: number;
	/** True where a number that may have been offered was let go: the device must count anew before it offers more. */
	readonly hole?: boolean;
	/** The history this space was last known by, while this device is not told where that ended; null: no such. */
	readonly former?: string | null;
	/** What is told of that end, until the space is here whole as the new history has it. */
	readonly settling?: { readonly epoch: string; readonly fork: number | null } | null;
}

/** What a device knows of itself and of its server. */
export interface Self {
	readonly enrolment: string;
	readonly device: string;
	/** True while the server has not been told of `device` under this enrolment. */
	readonly deviceIsNew: boolean;
	/** It has had another id: each request says which, or a late one of then would be taken for one of now. */
	readonly renamed?: true;
	/** '' before the first answer. */
	readonly epoch: string;
	/** Whoever runs now: an answer asked for by an earlier runner is not stored. */
	readonly runner: string;
	/** When the server last answered, by the phone's clock; null: never. */
	readonly heardAt: number | null;
	/** Server's clock less the phone's, ms. */
	readonly clockOffset: number;
	/** What this device wants to carry (`domain/scope.ts`); null: the spaces of its person's role, listed one by one. */
	readonly scopes: readonly string[] | null;
	/** What stands for the spaces that are covered; null while all of them are listed. */
	readonly vector: Vector | null;
	/** Everything made here before this time (the phone's, ms UTC) is in a rescue file that was handed over. */
	readonly rescuedAt?: number;
	/** How often a space here was other than the server's and was fetched anew. */
	readonly healed?: number;
	/** What this device last said of itself, and the server heard. Under another id or enrolment it is said anew. */
	readonly told?: Told;
}

/** What waited here when the server was last told: `since` when the oldest was made, by the phone's clock, ms UTC. */
export interface Told {
	readonly unsent: number;
	readonly since: number;
	readonly version: string;
}

export interface Vector {
	readonly id: string;
	/** Spaces stored of the answer that brought it. */
	readonly taken: number;
	/** The scopes it was made for. */
	readonly scopes: readonly string[];
}

/** What of a device's memory of itself came with later versions: rows of earlier ones lack it. */
export const SELF_SINCE: Pick<Self, 'scopes' | 'vector'> = { scopes: null, vector: null };

/** The record as the person sees it: confirmed values under what waits. */
export function shown(held: Held): Fields {
	const fields: Record<string, Value> = { ...held.fields, ...held.over?.fields };
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
	return isUnknown(held) && !hasUnsent(held) && !held.over;
}

/** True where the server does not have it and nothing waits on top of it any more: nothing keeps it here. */
export function isLeftBehind(held: Held): boolean {
	return held.seen === 0 && !hasUnsent(held) && !held.over;
}

export function hasUnsent(held: Held): boolean {
	return Object.keys(held.pending).length > 0 || held.moves.length > 0 || held.removing > 0;
}

/** `was` of what others had removed before the history ended: nothing of it was seen to stand. */
const GONE = -1;

/** A record whose numbers mean nothing in the history that has begun. */
export function forgotten(held: Held): Held {
	const isLeft = held.seen === 0 && !held.was && Object.keys(held.fields).length > 0;
	return { ...held, short: 0, seen: 0, was: held.seen > 0 ? held.seen : isLeft ? GONE : (held.was ?? 0) };
}

/** What is known from a history that ended is not in this one until this one says so. */
export const confirmedOf = (held: Held): Fields => (held.was ? {} : held.fields);
