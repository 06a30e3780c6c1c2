import type { RoundEnd } from '../sync/engine.ts';
import type { Why } from './runner.ts';
import { ANSWER_WAIT, type Signal } from './signals.ts';

/** The one lock of an account on this phone, shared by its tabs and the worker. */
export interface Lock {
	/**
	 * Calls `held` once the lock is ours and keeps it until what that answered has ended. Resolves then; rejects when
	 * withdrawn by `signal` before, and when another took the lock away. `steal` takes it from whoever holds it.
	 */
	request(steal: boolean, signal: AbortSignal, held: () => Promise<void>): Promise<void>;
}

/** One time of running, from getting the lock to losing it. */
export interface Term {
	wake(why: Why): void;
	/** True when something has not reached the office. */
	waits(): Promise<boolean>;
	/** True when a round has come no further for so long that another had better try. */
	isStuck(): boolean;
	/** No other round begins; answers when the one under way has ended. */
	finish(): Promise<void>;
	/** Ends at once: what is under way is cut off and stores nothing more. */
	cut(): void;
}

export interface ElectionParts {
	/** Null where the browser has none: then each tab runs, and stored answers are kept apart by the runner's id alone. */
	readonly lock: Lock | null;
	readonly begin: () => Term;
	readonly say: (signal: Signal) => void;
	/** How rounds of others ended, for this tab's screen. */
	readonly told: (end: RoundEnd | null) => void;
	/** True while the person sees this tab. */
	readonly isSeen: () => boolean;
	readonly setTimer: (run: () => void, ms: number) => unknown;
	readonly clearTimer: (timer: unknown) => void;
}

export interface Election {
	/** Stands for the lock, until `leave`. */
	join(): void;
	/** Gives the lock up at once: the page is about to sleep or to go. */
	leave(): void;
	/** Runs a round, or has the one who runs make one. */
	wake(why: Why): void;
	hear(signal: Signal): void;
}

/** Each relief in a row doubles the patience, this often at most: two who do not hear each other must not fight. */
const MAX_DOUBLINGS = 6;

/**
 * Who runs. A tab waits in the lock's queue and runs for as long as it holds the lock; another hands its reasons over
 * and takes the lock away from one who does not answer. Decides only: the lock, the channel and time come in.
 */
export function makeElection(parts: ElectionParts): Election {
	let request: AbortController | null = null;
	let term: Term | null = null;
	let release: (() => void) | null = null;
	let unanswered: unknown = null;
	let reliefs = 0;

	function ask(steal: boolean): void {
		request?.abort();
		const mine = (request = new AbortController());
		if (parts.lock === null) return lead();
		let granted = false;
		const held = () => {
			if (request !== mine) return Promise.resolve();
			granted = true;
			return new Promise<void>((resolve) => {
				release = resolve;
				lead();
			});
		};
		const ended = () => {
			if (request !== mine) return;
			// Refused outright (storage is blocked, say): better to run beside others than not at all.
			if (!granted) return lead();
			lose();
			ask(false);
		};
		parts.lock.request(steal, mine.signal, held).then(ended, ended);
	}

	function lead(): void {
		answered();
		term = parts.begin();
		// Whoever ran before may have left something, and what was handed over to it is in the outbox.
		term.wake('began');
	}

	function lose(): void {
		term?.cut();
		term = null;
		release = null;
	}

	function answered(): void {
		if (unanswered !== null) parts.clearTimer(unanswered);
		unanswered = null;
	}

	/** A tab out of sight is slowed down and put to sleep: one that is seen asks, so it gets the lock. */
	async function handOver(to: Term): Promise<void> {
		await to.finish();
		if (term === to) release?.();
	}

	function asked(by: Term, why: Why, seen: boolean): void {
		if (by.isStuck()) return;
		parts.say({ kind: 'heard' });
		if (why === 'nudge') {
			void by.waits().then((waits) => (waits ? by.wake(why) : parts.say({ kind: 'nothing-waits' })));
		} else if (seen && !parts.isSeen() && release !== null) void handOver(by);
		else by.wake(why);
	}

	return {
		join() {
			if (request === null) ask(false);
		},
		leave() {
			const letGo = release;
			if (term !== null) parts.say({ kind: 'gone' });
			request?.abort();
			request = null;
			answered();
			lose();
			letGo?.();
		},
		wake(why) {
			if (request === null) return;
			if (term !== null) return term.wake(why);
			unanswered ??= parts.setTimer(
				() => {
					unanswered = null;
					reliefs += 1;
					ask(true);
				},
				ANSWER_WAIT * 2 ** Math.min(reliefs, MAX_DOUBLINGS),
			);
			parts.say({ kind: 'wake', why, seen: parts.isSeen() });
		},
		hear(signal) {
			if (signal.kind === 'wake' && term !== null) asked(term, signal.why, signal.seen);
			// One who goes has seen to nothing, and the next in the queue may be asleep.
			if (signal.kind === 'wake' || signal.kind === 'gone') return;
			answered();
			reliefs = 0;
			if (signal.kind === 'round') parts.told(signal.end);
		},
	};
}
