/**
 * The sync engine as a script of its own: the worker imports it when it is installed, and evaluates it later only for a
 * `sync` event that no open tab sees to. The same code as the page's, over the same database and under the same lock.
 */
import { openDatabase, type Database } from '../src/lib/client/store/database.ts';
import { claim, claimedStore } from '../src/lib/client/store/claimed.ts';
import { deviceStore } from '../src/lib/client/store/device.ts';
import { isHeld } from '../src/lib/client/store/heard.ts';
import { makeTeller } from '../src/lib/client/store/telling.ts';
import { unsentChanges } from '../src/lib/client/store/unsent.ts';
import { whoseIs } from '../src/lib/client/store/whose.ts';
import { channelOf, type Signal } from '../src/lib/client/signals.ts';
import { httpTransport } from '../src/lib/client/transport.ts';
import { newKey } from '../src/lib/domain/key.ts';
import { round } from '../src/lib/sync/engine.ts';
import { outcomeOf, type Outcome } from './outbox.ts';

declare const self: ServiceWorkerGlobalScope & { runOutbox?: RunOutbox };

export type RunOutbox = (account: string, steal: boolean) => Promise<Outcome>;

/** Rounds in a row, of 400 changes each: the browser ends an event that takes minutes. */
const MAX_ROUNDS = 25;

const makeKey = () => newKey(Date.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));

self.runOutbox = async (account, steal) => {
	const db = openDatabase(account);
	try {
		if (!(await isOurs(db))) return 'over';
		return await self.navigator.locks.request(
			account,
			steal ? { steal } : { ifAvailable: true },
			(lock): Promise<Outcome> => (lock === null ? Promise.resolve('held') : run(db)),
		);
	} catch {
		// Taken by a tab that has come to life, or a database that cannot be used now.
		return 'not-yet';
	} finally {
		db.close();
	}
};

/** Only a page changes a database's shape: it can tell the tabs that are in the way. */
async function isOurs(db: Database): Promise<boolean> {
	const found = (await indexedDB.databases()).find(({ name }) => name === db.name);
	// Dexie counts in tenths.
	return found?.version === Math.round(db.verno * 10);
}

async function run(db: Database): Promise<Outcome> {
	const channel = new BroadcastChannel(channelOf(db.name));
	const say = (signal: Signal) => channel.postMessage(signal);
	// A tab that opens meanwhile waits in the lock's queue, and must not take this for a sleeper.
	channel.onmessage = ({ data }: MessageEvent<Signal>) => data.kind === 'wake' && say({ kind: 'heard' });
	try {
		// One without an enrolment has yet to join, which a page does.
		if (!(await db.self.get('self'))?.enrolment || (await unsentChanges(db)) === 0) return 'over';
		const runner = makeKey();
		await claim(db, runner);
		// Which version of the app this is, its pages tell
		const teller = makeTeller(await whoseIs(db), '');
		const parts = {
			store: claimedStore(deviceStore(db), runner, () => undefined),
			transport: httpTransport('/api/sync'),
			tells: teller.tells,
			now: Date.now,
			newDeviceId: makeKey,
			hold: () => isHeld(db),
		};
		for (let i = 0; i < MAX_ROUNDS; i++) {
			say({ kind: 'round', end: null });
			const end = await round(parts);
			if (end.kind === 'done' || end.kind === 'again') await teller.heard();
			say({ kind: 'round', end });
			const outcome = outcomeOf(end);
			if (outcome !== null) return outcome;
		}
		return 'not-yet';
	} finally {
		channel.close();
	}
}
