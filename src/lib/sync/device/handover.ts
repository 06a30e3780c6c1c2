import { isEmpty } from '../change.ts';
import { QUESTION } from '../record.ts';
import {
	hasUnsent,
	isLeftBehind,
	newFollowed,
	shown,
	type CarriedRow,
	type Followed,
	type Held,
	type Queued,
} from './held.ts';
import { underRows } from './outbox.ts';
import { gaveWay } from './past.ts';
import type { DeviceTx, JournalEntry, PastValue } from './port.ts';
import { asRescue, takeIn, type TakenIn } from './rescue.ts';

/** A shop as one device holds it, for another that has nothing of it, with no server between them. */
export interface Replica {
	readonly space: string;
	/** The history and the number up to which `held` is the server's; '' and 0 where it is not known whole. */
	readonly epoch: string;
	readonly cursor: number;
	/** The person who gives it: whatever is unsent here is theirs. */
	readonly giver: string;
	/**
	 * Records without what waits. One on which something waits has it on top (`Held.over`): whoever edits it has no number of
	 * the server's before their eyes, so that `was` speaks for what they saw.
	 */
	readonly held: readonly Held[];
	/** What gave way to what the giver did. */
	readonly past: readonly PastValue[];
	/** What the giver has not brought to the server, under its own identity. */
	readonly carried: readonly CarriedRow[];
}

/**
 * The shop for another device. What of it is unsent here may arrive by that one from now on: it is `sent`, and stays as it
 * was said. What the server refused stays here alone. `now` is the phone's time, ms UTC.
 */
export async function giveShop(tx: DeviceTx, space: string, giver: string, now: number): Promise<Replica> {
	const { device, epoch } = await tx.self();
	const follow = (await tx.following(space)) ?? newFollowed(space);
	const isWhole = isHereWhole(follow);
	const rows = (await tx.wholeQueue()).filter(
		({ change, state }) => change.space === space && state !== 'parked',
	);
	const left = rows.map((row): Queued => ({ ...row, state: 'sent', sentAt: row.sentAt ?? now }));
	await tx.putQueued(left);
	const brought = (await tx.carriedOf(space)).filter(
		({ kind, state }) => kind === 'rescue' && state === 'waiting',
	);
	const held: Held[] = [];
	const past: PastValue[] = [];
	for (const item of await tx.heldSeenBefore(space, Number.POSITIVE_INFINITY)) {
		const its = left.filter(({ change }) => change.kind === item.kind && change.key === item.key);
		const { was: _was, ...bare } = named(isWhole ? item : { ...item, seen: 0, short: 0 }, giver);
		const under = underRows(bare, its);
		// What is on its way out is not handed over.
		if (under.removing > 0) continue;
		// Nor what only refused work keeps here: that stays, and the server does not have the rest.
		if (item.seen === 0 && !item.was && hasUnsent(item) && isLeftBehind(under)) continue;
		past.push(...(await gaveWayHere(tx, item)));
		held.push(hasUnsent(under) ? onTop(under, giver, past, now) : under);
	}
	return {
		...{ space, epoch: isWhole ? epoch : '', cursor: isWhole ? follow.cursor : 0, giver, held, past },
		carried: [
			...left.filter(({ change }) => !isEmpty(change)).map((row) => asRescue(row, device)),
			...brought,
		],
	};
}

const isHereWhole = ({ cursor, part, former, settling, visible }: Followed): boolean =>
	cursor > 0 && !part && !former && !settling && visible;

/** What this person did is the giver's for everybody else. */
function named(held: Held, giver: string): Held {
	const by = Object.entries(held.by ?? {}).map(([field, author]) => [field, author || giver] as const);
	const author = held.author === '' && held.seen > 0 ? giver : held.author;
	return { ...held, author, ...(held.by && { by: Object.fromEntries(by) }) };
}

/** The record as the giver's screens show it, what waits apart from what is confirmed; what it hides goes to `past`. */
function onTop(under: Held, giver: string, past: PastValue[], now: number): Held {
	const fields = shown(under);
	past.push(...gaveWay(under, fields, now));
	const set = new Set([...Object.keys(under.pending), ...under.moves.map(({ field }) => field)]);
	const over = Object.entries({ ...under.over?.fields, ...fields }).filter(
		([field]) => set.has(field) || (under.over && field in under.over.fields),
	);
	return { ...under, over: { by: giver, fields: Object.fromEntries(over) }, pending: {}, moves: [] };
}

/** What gave way to confirmed values of this person: of each field the latest. */
async function gaveWayHere(tx: DeviceTx, { space, kind, key, by = {} }: Held): Promise<PastValue[]> {
	const own = Object.keys(by).filter((field) => by[field] === '');
	if (own.length === 0) return [];
	const known = await tx.past(space, kind, key);
	return own.flatMap((field) => known.find((value) => value.field === field) ?? []);
}

/**
 * Takes a shop in. Where this device has something of it already only the work comes that is on its way, and the server
 * says the rest. The same shop again changes nothing.
 */
export async function receiveShop(
	tx: DeviceTx,
	replica: Replica,
	now: number,
): Promise<TakenIn & { readonly isNew: boolean }> {
	const { space, epoch, cursor, giver, held, past, carried } = replica;
	const self = await tx.self();
	const follow = (await tx.following(space)) ?? newFollowed(space);
	const isNothing = follow.cursor === 0 && !follow.part && follow.next === 1;
	const isNew = isNothing && (await tx.heldSeenBefore(space, Number.POSITIVE_INFINITY)).length === 0;
	if (isNew) {
		const isKnown = follow.visible && (self.epoch === '' || self.epoch === epoch);
		if (self.epoch === '') await tx.setSelf({ ...self, epoch });
		await tx.follow({ ...follow, cursor: isKnown ? cursor : 0 });
		await tx.putHeld(isKnown ? held : held.map((item) => ({ ...item, seen: 0, short: 0 })));
		await tx.remember([...past].sort((a, b) => a.at - b.at));
		await tx.note(
			carried.filter(({ change }) => change.kind !== QUESTION).map((row) => noteOf(row, giver, now)),
		);
	}
	return { ...(await takeIn(tx, carried)), isNew };
}

function noteOf({ change, madeAt }: CarriedRow, author: string, now: number): JournalEntry {
	const { space, kind, key, set, add } = change;
	const fields = [...Object.keys(set), ...Object.keys(add)];
	return { at: Math.min(madeAt, now), way: 'down', space, kind, key, fields, author };
}
