import { isEmpty, type Change } from '../change.ts';
import { hasUnsent, isUnknown, type Held, type Queued } from './held.ts';
import {
	append,
	gather,
	isRefused,
	NO_LONGER_YOURS,
	olderBase,
	underRows,
	withoutPending,
	withPending,
} from './outbox.ts';
import type { DeviceTx } from './port.ts';

/**
 * Keeps a change that the server refused, with the reason. A refused removal brings the record back on the screen beside
 * it. What builds on a creation that was refused parks beneath it as one item: alone it would make half a record.
 */
export async function parkRefused(tx: DeviceTx, row: Queued, reason: string): Promise<void> {
	const { space, kind, key, n, remove } = row.change;
	if (isEmpty(row.change)) return tx.dropQueued(space, [n]);
	const [held] = await tx.held(space, [[kind, key]]);
	const parked: Queued = { ...row, state: 'parked', reason };
	if (!held || remove || !isUnknown(held)) {
		await tx.putQueued([parked]);
		// What others removed meanwhile does not come back; what of a lost history is not settled yet may.
		if (!held || !remove) return;
		const back = withoutPending(held, new Set([n]));
		const { former, settling } = (await tx.following(space)) ?? {};
		return held.was && (former || settling) ? tx.putHeld([back]) : keepOrDrop(tx, back);
	}
	const rows = await tx.queueOf(space, kind, key);
	// One that was parked may stand behind this one: then this one is the head, or what it says would lie under nothing.
	const first = rows.find((other) => !other.change.remove && (other.change.n === n || isRefused(other)));
	const head = first && first.change.n !== n ? first : parked;
	const beneath = rows.filter(
		(other) => other.change.n > head.change.n && (other.change.n === n || other.state === 'waiting'),
	);
	await gatherBeneath(
		tx,
		held,
		head,
		beneath.filter(({ change }) => !change.remove),
		n,
	);
}

/** Rows that left their place empty keep their numbers, so that there is no hole; `refused` has had its turn and leaves. */
async function gatherBeneath(
	tx: DeviceTx,
	held: Held,
	head: Queued,
	beneath: readonly Queued[],
	refused: number,
): Promise<void> {
	const { space, n } = head.change;
	const whole = gather([head, ...beneath], held);
	const change: Change = { ...head.change, ...whole };
	await tx.putQueued([{ ...head, change }]);
	const emptied = beneath.filter((row) => row.change.n !== refused);
	await tx.putQueued(
		emptied.map((row) => ({ ...row, change: { ...row.change, set: {}, add: {}, was: {} } })),
	);
	if (n !== refused) await tx.dropQueued(space, [refused]);
	const numbers = new Set([n, ...beneath.map((row) => row.change.n)]);
	const { removing } = held;
	await tx.putHeld([{ ...withPending(withoutPending(held, numbers), change), removing }]);
}

/** Everything unsent in a space stays on this phone with the reason it cannot leave. */
export async function parkSpace(tx: DeviceTx, space: string): Promise<void> {
	const rows = await tx.queue(space, Number.MAX_SAFE_INTEGER);
	await tx.putQueued(rows.map((row) => ({ ...row, state: 'parked', reason: NO_LONGER_YOURS })));
}

/** The space is this person's again: what waited for that goes up under the numbers it had. */
export async function releaseSpace(tx: DeviceTx, space: string): Promise<void> {
	const rows = (await tx.wholeQueue()).filter(
		(row) => row.change.space === space && row.reason === NO_LONGER_YOURS,
	);
	await tx.putQueued(
		rows.map((row) => ({ ...row, state: row.sentAt === null ? 'waiting' : 'sent', reason: null })),
	);
}

/**
 * The person wants refused work of a record tried again: all of it goes up as one change under a new number.
 * `now` is the phone's time, ms UTC. Answers the number, or null when there was nothing to try.
 */
export async function offerAgain(
	tx: DeviceTx,
	space: string,
	kind: string,
	key: string,
	now: number,
): Promise<number | null> {
	const all = await tx.queueOf(space, kind, key);
	const refused = all.filter(isRefused);
	const [found] = await tx.held(space, [[kind, key]]);
	const remove = refused.at(-1)?.change.remove ?? false;
	// With a removal the rest stays parked beneath it: it is needed if that is refused again.
	const rows = remove ? refused.filter(({ change }) => change.remove) : refused;
	if (rows.length === 0 || (!found && !remove)) return null;
	const { cursor = 0 } = (await tx.following(space)) ?? {};
	// A space that is being fetched anew may bring the record yet.
	if (!found && cursor === 0) return null;
	await tx.dropQueued(
		space,
		rows.map(({ change }) => change.n),
	);
	// Others removed it meanwhile: the wish has come true.
	if (!found) return null;
	const held = underRows(
		found,
		all.filter((row) => !rows.includes(row)),
	);
	const { epoch } = await tx.self();
	if (remove) {
		// It was refused for what others did: the person has seen that now, and wants it gone all the same.
		const base = { epoch, number: Math.max(cursor, held.seen) };
		return append(tx, held, { set: {}, add: {}, was: {}, remove, base }, now);
	}
	const whole = gather(rows, found);
	if (Object.keys(whole.set).length + Object.keys(whole.add).length === 0) {
		await keepOrDrop(tx, held);
		return null;
	}
	const base = rows.map(({ change }) => change.base).reduce((a, b) => olderBase(a, b, epoch));
	return append(tx, held, { ...whole, remove, base }, now);
}

/** The person lets a refused change go: what the server has is what stands. Nothing else removes one. */
export async function letGo(tx: DeviceTx, space: string, n: number): Promise<void> {
	const row = (await tx.wholeQueue()).find(({ change }) => change.space === space && change.n === n);
	if (row?.state !== 'parked') return;
	const { kind, key } = row.change;
	if (isRefused(row)) await tx.dropQueued(space, [n]);
	else await leaveNumber(tx, row);
	const [held] = await tx.held(space, [[kind, key]]);
	if (held) await keepOrDrop(tx, underRows(held, await tx.queueOf(space, kind, key)));
}

/**
 * A change of a space that left has a number to come: the server must hear something under it when the space is back.
 * What never left this phone says nothing there. What may have arrived cannot be said otherwise: the device counts anew.
 */
async function leaveNumber(tx: DeviceTx, row: Queued): Promise<void> {
	const { space, n } = row.change;
	if (row.sentAt === null) {
		const change: Change = { ...row.change, set: {}, add: {}, was: {}, remove: false };
		return tx.putQueued([{ ...row, change }]);
	}
	await tx.dropQueued(space, [n]);
	const follow = (await tx.followed()).find((item) => item.space === space);
	if (follow) await tx.follow({ ...follow, hole: true });
}

/** A record that only its unsent work kept leaves with the last of it. */
async function keepOrDrop(tx: DeviceTx, held: Held): Promise<void> {
	if (held.seen === 0 && !hasUnsent(held)) await tx.dropHeld([held]);
	else await tx.putHeld([held]);
}
