import type { Change } from '../change.ts';
import type { Queued } from './held.ts';
import { append, gather, isRefused, olderBase, underRows } from './outbox.ts';
import { keepOrDrop } from './parked.ts';
import type { DeviceTx } from './port.ts';

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
