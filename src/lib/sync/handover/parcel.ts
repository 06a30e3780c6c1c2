import { catalogueOf } from '../../domain/access.ts';
import type { CarriedRow, Held } from '../device/held.ts';
import type { Replica } from '../device/handover.ts';
import type { PastValue } from '../device/port.ts';
import { readRow } from '../rescue/read.ts';
import type { Fields, Value } from '../value.ts';
import { isFields, isKey, isList, isText, isWhole } from '../wire/shape.ts';

/** What one phone tells another when it hands a shop over: the shop, and the way to the office for when there is a line. */
export interface Parcel {
	/** The key of the shop and what it is called. */
	readonly shop: string;
	readonly name: string;
	/** The province it lies in. */
	readonly area: string;
	/** What the one who receives it is called. */
	readonly owner: string;
	/** Who hands it over. */
	readonly giver: string;
	/** The invitation that the giver's phone signed. */
	readonly invitation: string;
	/** By the office's clock as far as the giver's phone knew it, ms UTC: times in `replica` are by that clock too. */
	readonly at: number;
	readonly replica: Replica;
}

const VERSION = 1;

export function parcelText(parcel: Parcel): string {
	const { replica, ...about } = parcel;
	const { held, carried, ...rest } = replica;
	// Every record is of this space, and what was brought is what a rescue file says.
	const said = carried.map(({ id: _id, kind: _kind, takenAt: _takenAt, epoch: _epoch, ...row }) => row);
	const bare = held.map(
		({ space: _space, pending: _pending, moves: _moves, removing: _removing, ...item }) => item,
	);
	return JSON.stringify([VERSION, about, { ...rest, held: bare, carried: said }]);
}

export type ReadParcel =
	| { readonly kind: 'ok'; readonly parcel: Parcel }
	/** `newer`: a later app wrote it. */
	| { readonly kind: 'not-ours' | 'newer' };

const NOT_OURS = { kind: 'not-ours' } as const;

/** Reads what another phone said. Fields that are not known here are carried in the records, as everywhere. */
export function readParcel(text: string): ReadParcel {
	let said: unknown;
	try {
		said = JSON.parse(text);
	} catch {
		return NOT_OURS;
	}
	if (!isList(said)) return NOT_OURS;
	const [version, about, whole] = said;
	if (isWhole(version) && version > VERSION) return { kind: 'newer' };
	if (version !== VERSION || !isFields(about) || !isFields(whole)) return NOT_OURS;
	const { shop, name, area, owner, giver, invitation, at } = about;
	if (!isKey(shop) || !isWhole(at)) return NOT_OURS;
	if (!isText(name) || !isText(area) || !isText(owner) || !isText(giver) || !isText(invitation))
		return NOT_OURS;
	const replica = readReplica(whole, catalogueOf(shop));
	return replica
		? { kind: 'ok', parcel: { shop, name, area, owner, giver, invitation, at, replica } }
		: NOT_OURS;
}

function readReplica(said: Record<string, unknown>, space: string): Replica | null {
	const { epoch, cursor, giver } = said;
	if (said['space'] !== space || !isText(epoch) || !isWhole(cursor) || !isKey(giver)) return null;
	const held = every(said['held'], (item) => readHeld(item, space));
	const past = every(said['past'], (item) => readPast(item, space));
	const carried = every(said['carried'], (item) => readCarried(item, space));
	return held && past && carried && { space, epoch, cursor, giver, held, past, carried };
}

function every<T>(list: unknown, read: (item: unknown) => T | null): T[] | null {
	if (!isList(list)) return null;
	const all = list.map(read);
	return all.includes(null) ? null : (all as T[]);
}

function readHeld(said: unknown, space: string): Held | null {
	if (!isFields(said)) return null;
	const { kind, key, short, seen, fields, author, by, over } = said;
	if (
		!isKey(kind) ||
		!isText(key) ||
		!isWhole(short) ||
		!isWhole(seen) ||
		!isFields(fields) ||
		!isText(author)
	)
		return null;
	if (by !== undefined && !(isFields(by) && Object.values(by).every(isText))) return null;
	if (over !== undefined && !(isFields(over) && isText(over['by']) && isFields(over['fields']))) return null;
	return {
		...{ space, kind, key, short, seen, fields: fields as Fields, author },
		...(by && { by: by as Record<string, string> }),
		...(over && { over: over as unknown as NonNullable<Held['over']> }),
		...{ pending: {}, moves: [], removing: 0 },
	};
}

function readPast(said: unknown, space: string): PastValue | null {
	if (!isFields(said)) return null;
	const { kind, key, field, value, author, at } = said;
	if (!isKey(kind) || !isText(key) || !isText(field) || value === undefined || !isWhole(at)) return null;
	if (author !== null && !isText(author)) return null;
	return { space, kind, key, field, value: value as Value, author, at };
}

/** What is brought for another is of this shop, and not of one that the person has nothing to do with. */
function readCarried(said: unknown, space: string): CarriedRow | null {
	const row = readRow(JSON.stringify(said));
	return row?.change.space === space && row.state === 'waiting' ? row : null;
}

/** The parcel with its times by another clock: `offset` is the server's clock less the phone's, ms. */
export function withClock({ replica, ...about }: Parcel, offset: number): Parcel {
	const past = replica.past.map((value) => ({ ...value, at: value.at + offset }));
	const carried = replica.carried.map((row) => ({ ...row, madeAt: row.madeAt + offset }));
	return { ...about, replica: { ...replica, past, carried } };
}
