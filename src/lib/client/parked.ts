import { isGuarded } from '../domain/policy.ts';
import { edit } from '../sync/device/edit.ts';
import { isForgotten, type Held, type Queued } from '../sync/device/held.ts';
import type { DeviceTx } from '../sync/device/port.ts';
import type { Session } from './session.ts';
import { deviceStore } from './store/device.ts';

/** What a person may do with a change the office refused. Each is one transaction. */

/** Makes a new change of what the refused one still holds: a field that was set anew since keeps its newer value. */
export async function tryAgain({ db }: Pick<Session, 'db'>, { change }: Queued): Promise<void> {
	await deviceStore(db).transact(async (tx) => {
		const { space, kind, key, n, remove } = change;
		const held = await take(tx, change);
		if (!held) return;
		const set = Object.fromEntries(
			Object.entries(change.set).filter(([field]) => held.pending[field]?.n === n),
		);
		const add = change.add;
		await edit(tx, { space, kind, key, set, add, remove, force: true }, Date.now(), isGuarded);
	});
}

/** Throws a refused change away: the office's values show again. Answers how to bring it back. */
export async function discard({ db }: Pick<Session, 'db'>, row: Queued): Promise<() => Promise<void>> {
	const { space, kind, key, n } = row.change;
	const store = deviceStore(db);
	const before = await store.transact((tx) => take(tx, row.change));
	return () =>
		store.transact(async (tx) => {
			if (!before) return;
			const [now = { ...before, pending: {}, moves: [] }] = await tx.held(space, [[kind, key]]);
			const its = Object.fromEntries(Object.entries(before.pending).filter(([, item]) => item.n === n));
			const moves = before.moves.filter((move) => move.n === n);
			await tx.putQueued([row]);
			await tx.putHeld([{ ...now, pending: { ...its, ...now.pending }, moves: [...now.moves, ...moves] }]);
		});
}

/** Takes a change out of the outbox and of its record. Answers the record as it was. */
async function take(tx: DeviceTx, { space, kind, key, n }: Queued['change']): Promise<Held | undefined> {
	const [held] = await tx.held(space, [[kind, key]]);
	await tx.dropQueued(space, [n]);
	if (!held) return undefined;
	const left: Held = {
		...held,
		pending: Object.fromEntries(Object.entries(held.pending).filter(([, item]) => item.n !== n)),
		moves: held.moves.filter((move) => move.n !== n),
	};
	if (isForgotten(left)) await tx.dropHeld([held]);
	else await tx.putHeld([left]);
	return held;
}
