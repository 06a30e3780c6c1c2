import { isEmpty, type Change } from '../change.ts';
import { isLeftBehind, isUnknown, type Held, type Queued } from './held.ts';
import { gather, isRefused, NO_LONGER_YOURS, withoutPending, withPending } from './outbox.ts';
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

/** A record that only its unsent work kept leaves with the last of it. */
export async function keepOrDrop(tx: DeviceTx, held: Held): Promise<void> {
	if (isLeftBehind(held)) await tx.dropHeld([held]);
	else await tx.putHeld([held]);
}
