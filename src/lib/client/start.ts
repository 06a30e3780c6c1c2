import { round, type RoundEnd } from '../sync/engine.ts';
import { currentAccount, remember, type Account } from './accounts.ts';
import { GATHER_WAIT, makeRunner, type Runner } from './runner.ts';
import { makeKey, openSession, type Session } from './session.ts';
import { deviceStore } from './store/device.ts';
import { httpTransport } from './transport.ts';

export interface RunningApp extends Session {
	/** What the latest round came to; null while one is under way or none has been. */
	readonly onRound: (listener: (end: RoundEnd | null) => void) => () => void;
	readonly syncNow: () => void;
	readonly stop: () => Promise<void>;
}

/** Composition root of the phone's side: opens the account in use and keeps it in step. Null: nobody has joined here. */
export async function start(onReplaced: () => void): Promise<RunningApp | null> {
	const account = currentAccount() ?? (await restored());
	return account === null ? null : startAs(account, onReplaced);
}

/** The account of a phone that was killed before localStorage had written it down. */
async function restored(): Promise<Account | null> {
	const { joinedHere } = await import('./keyring.ts');
	for (const account of (await joinedHere()).reverse()) await remember(account);
	return currentAccount();
}

/** The same for one account, whichever is in use: a marketer's work goes on beside a shop's on one phone. */
export async function startAs(account: Account, onReplaced: () => void): Promise<RunningApp> {
	const listeners = new Set<(end: RoundEnd | null) => void>();
	let runner: Runner | null = null;
	const session = await openSession(account, () => runner?.wake(GATHER_WAIT), onReplaced);
	const parts = {
		store: deviceStore(session.db),
		transport: httpTransport('/api/sync'),
		now: Date.now,
		newDeviceId: makeKey,
	};
	const exclusive = () => withLock(session, () => round(parts));
	let rejoined = false;
	runner = makeRunner({
		async round() {
			let end = await exclusive();
			if (end.kind === 'unauthorised' && !rejoined) {
				rejoined = true;
				const { rejoin } = await import('./rejoin.ts');
				if (await rejoin(account)) end = await exclusive();
			}
			// Pictures go after the text, and only over a line that has just worked.
			if (end.kind === 'done' && (await session.db.uploads.count()) > 0) {
				const { sendPhotos } = await import('./photos/send.ts');
				await sendPhotos(session);
			}
			return end;
		},
		told: (end) => {
			for (const listener of listeners) listener(end);
		},
		random: Math.random,
		setTimer: (run, ms) => setTimeout(run, ms),
		clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
	});
	const wake = () => runner.wake();
	const visible = () => document.visibilityState === 'visible' && wake();
	addEventListener('online', wake);
	document.addEventListener('visibilitychange', visible);
	// What is on this phone is shown before news of it is asked for: a round begun at once makes the first rows late.
	whenIdle(() => {
		void navigator.storage?.persist?.();
		wake();
	});
	return {
		...session,
		syncNow: wake,
		onRound(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async stop() {
			removeEventListener('online', wake);
			document.removeEventListener('visibilitychange', visible);
			await runner.stop();
			session.close();
		},
	};
}

/** The first round begins when the page has drawn what it has, but no later than this, milliseconds. */
const FIRST_ROUND = 1_500;

function whenIdle(work: () => void): void {
	if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: FIRST_ROUND });
	else setTimeout(work, 100);
}

/** One tab at a time runs a round; another finds the lock taken and leaves the work to it. */
async function withLock({ db }: Session, work: () => Promise<RoundEnd>): Promise<RoundEnd> {
	return navigator.locks.request(db.name, { ifAvailable: true }, async (lock) => {
		if (!lock) return { kind: 'stale' };
		const runner = makeKey();
		await db.self.update('self', { runner });
		return work();
	});
}
