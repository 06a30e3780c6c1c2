import type { RoundEnd } from '../sync/engine.ts';
import { backoff } from '../sync/retry.ts';

/** Between rounds that found the server, milliseconds: news of others comes at least this often while the app is open. */
export const IDLE_WAIT = 5 * 60_000;
/** Writes gather this long before a round, milliseconds: an edit of two fields is one request. */
export const GATHER_WAIT = 800;
/** A door that was shut is looked at again when the person comes back, but no sooner than this, milliseconds. */
export const KNOCK_WAIT = 60_000;

/** What makes a round worth trying. None of them is certain to come, and none says that there is a connection. */
export type Why =
	/** This tab has become the one that runs. */
	| 'began'
	/** Something was stored here that must go up. */
	| 'written'
	/** The app came before the person's eyes. */
	| 'seen'
	/** The browser believes that there is a network again. */
	| 'online'
	/** The browser's Background Sync: something may still wait. */
	| 'nudge'
	/** The person asked. */
	| 'hand';

export interface RunnerParts {
	readonly round: () => Promise<RoundEnd>;
	/** Told of every end of a round, and of its beginning (null). */
	readonly told: (end: RoundEnd | null) => void;
	readonly random: () => number;
	/** Milliseconds of a clock that never jumps. */
	readonly now: () => number;
	readonly setTimer: (run: () => void, ms: number) => unknown;
	readonly clearTimer: (timer: unknown) => void;
}

export interface Runner {
	wake(why: Why): void;
	/** Answers when the round under way, if any, has ended; no other begins. */
	stop(): Promise<void>;
}

/**
 * Decides when to sync. One round at a time; what is written during a round makes another right behind it, so that an
 * edit made meanwhile is never left. Trouble that passes is retried with growing, jittered waits. Where the office will
 * not have this phone or this version, only the person's coming back or asking tries again.
 */
export function makeRunner(parts: RunnerParts): Runner {
	let timer: { readonly id: unknown; readonly at: number } | null = null;
	let running: Promise<void> | null = null;
	let again = false;
	/** The person asked, or the line is another one, while a round was under way: should it fail, the next is not put off. */
	let hasten = false;
	let failures = 0;
	/** When the door was found shut; null: it was not. */
	let shutAt: number | null = null;
	let stopped = false;

	/** The sooner of two wishes holds: a write must not put off what the person asked for. */
	function schedule(ms: number): void {
		const at = parts.now() + ms;
		if (stopped || (timer !== null && timer.at <= at)) return;
		if (timer !== null) parts.clearTimer(timer.id);
		const id = parts.setTimer(() => {
			timer = null;
			running ??= run().finally(() => (running = null));
		}, ms);
		timer = { id, at };
	}

	async function run(): Promise<void> {
		again = hasten = false;
		parts.told(null);
		let end: RoundEnd;
		try {
			end = await parts.round();
		} catch (error) {
			// A broken database is trouble like any other: say so, keep everything, try later.
			end = { kind: 'trouble', status: 0 };
			if (!stopped) console.error(error);
		}
		parts.told(end);
		settle(end);
	}

	function settle({ kind }: RoundEnd): void {
		shutAt = null;
		if (kind === 'unauthorised' || kind === 'too-old') {
			failures = 0;
			shutAt = parts.now();
		} else if (kind === 'done' || kind === 'again') {
			failures = 0;
			schedule(kind === 'again' || again ? 0 : IDLE_WAIT);
		} else {
			failures += 1;
			schedule(hasten ? 0 : backoff(failures, parts.random()));
		}
	}

	/** Milliseconds; null: this is no reason to knock at a door that is shut. */
	function waitFor(why: Why): number | null {
		if (shutAt === null || why === 'hand' || why === 'began') return why === 'written' ? GATHER_WAIT : 0;
		const rested = parts.now() - shutAt >= KNOCK_WAIT;
		return why === 'seen' && rested ? 0 : null;
	}

	return {
		wake(why) {
			// The line is another one: how often the former failed says nothing of it.
			if (why === 'online') failures = 0;
			if (running !== null) {
				again ||= why === 'written';
				hasten ||= why === 'hand' || why === 'online';
				return;
			}
			const soon = timer !== null && timer.at - parts.now() <= GATHER_WAIT;
			const wait = why === 'nudge' && soon ? null : waitFor(why);
			if (wait !== null) schedule(wait);
		},
		async stop() {
			stopped = true;
			if (timer !== null) parts.clearTimer(timer.id);
			await running;
		},
	};
}
