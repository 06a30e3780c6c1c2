import { version } from '$app/environment';
import './watched.ts';
import type { RoundEnd } from '../sync/engine.ts';
import { currentAccount, remember, type Account } from './accounts.ts';
import { askForSync } from './background-sync.ts';
import { lockOf, signalsOf } from './between-tabs.ts';
import { makeElection, type Election } from './election.ts';
import { onLineChange } from './photos/line-facts.ts';
import { openSession, type Session } from './session.ts';
import { beginTerm } from './term.ts';

export interface RunningApp extends Session {
	/** What the latest round came to, whichever tab ran it; null while one is under way. */
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
	const told = (end: RoundEnd | null) => {
		for (const listener of listeners) listener(end);
	};
	let election: Election | null = null;
	const written = () => {
		election?.wake('written');
		void askForSync();
	};
	const session = await openSession(account, written, onReplaced);
	const { db } = session;
	const signals = signalsOf(db.name, (signal) => election?.hear(signal));
	const lock = lockOf(db.name);
	const toldHere = (end: RoundEnd | null) => {
		told(end);
		signals.say({ kind: 'round', end });
	};
	const elected = (election = makeElection({
		lock,
		begin: () => beginTerm({ session, told: toldHere, alone: lock !== null, version }),
		say: signals.say,
		told,
		isSeen: () => document.visibilityState === 'visible',
		setTimer: (run, ms) => setTimeout(run, ms),
		clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
	}));
	const unhook = hook(elected, {
		join() {
			signals.open();
			elected.join();
		},
		leave() {
			elected.leave();
			signals.close();
		},
	});
	return {
		...session,
		syncNow: () => elected.wake('hand'),
		onRound(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async stop() {
			unhook();
			session.close();
		},
	};
}

/** The first round begins when the page has drawn what it has, but no later than this, milliseconds. */
const FIRST_ROUND = 1_500;

/**
 * The page's own life: it stands for the lock when it has drawn, and gives it up before it sleeps or goes. A page that
 * holds a lock is kept out of the back/forward cache, and one that sleeps with it would keep others waiting.
 */
function hook({ wake }: Election, { join, leave }: { join: () => void; leave: () => void }): () => void {
	const life = new AbortController();
	const on = { signal: life.signal };
	const back = () => {
		join();
		wake('seen');
	};
	addEventListener('online', () => wake('online'), on);
	const unhook = onLineChange(() => wake('online'));
	addEventListener('pagehide', leave, on);
	addEventListener('pageshow', ({ persisted }) => persisted && back(), on);
	document.addEventListener('freeze', leave, on);
	document.addEventListener('resume', back, on);
	document.addEventListener(
		'visibilitychange',
		() => document.visibilityState === 'visible' && wake('seen'),
		on,
	);
	// What is on this phone is shown before news of it is asked for: a round begun at once makes the first rows late.
	whenIdle(() => {
		if (life.signal.aborted) return;
		void navigator.storage?.persist?.();
		join();
		wake('began');
	});
	return () => {
		life.abort();
		unhook();
		leave();
	};
}

function whenIdle(work: () => void): void {
	if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: FIRST_ROUND });
	else setTimeout(work, 100);
}
