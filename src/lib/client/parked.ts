import type { Held, Queued } from '../sync/device/held.ts';
import { letGo, offerAgain } from '../sync/device/parked.ts';
import type { Session } from './session.ts';
import { deviceStore } from './store/device.ts';

/** What a person may do with a change the office refused. Each is one transaction. */

/** Offers all refused work of the record again, under a new number: a field that was set anew since keeps its newer value. */
export async function tryAgain({ db }: Pick<Session, 'db'>, { change }: Queued): Promise<void> {
	const { space, kind, key } = change;
	await deviceStore(db).transact((tx) => offerAgain(tx, space, kind, key, Date.now()));
}

/** Throws a refused change away: the office's values show again. Answers how to bring it back. */
export async function discard({ db }: Pick<Session, 'db'>, row: Queued): Promise<() => Promise<void>> {
	const { space, kind, key, n } = row.change;
	const store = deviceStore(db);
	const before = await store.transact(async (tx) => {
		const [held] = await tx.held(space, [[kind, key]]);
		await letGo(tx, space, n);
		return held;
	});
	return () =>
		store.transact(async (tx) => {
			if (!before) return;
			const bare: Held = { ...before, pending: {}, moves: [] };
			const [now = bare] = await tx.held(space, [[kind, key]]);
			const its = Object.fromEntries(Object.entries(before.pending).filter(([, item]) => item.n === n));
			const moves = before.moves.filter((move) => move.n === n);
			await tx.putQueued([row]);
			await tx.putHeld([{ ...now, pending: { ...its, ...now.pending }, moves: [...now.moves, ...moves] }]);
		});
}
