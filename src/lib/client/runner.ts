import type { RoundEnd } from '../sync/engine.ts';
import { backoff } from '../sync/retry.ts';

/** Between rounds that found the server, milliseconds: news of others comes at least this often while the app is open. */
export const IDLE_WAIT = 5 * 60_000;
/** While another tab runs, milliseconds: it may be closed before it has sent what was made here. */
export const OTHER_TAB_WAIT = 10_000;
/** Writes gather this long before a round, milliseconds: an edit of two fields is one request. */
export const GATHER_WAIT = 800;

export interface RunnerParts {
	/** One round, or null while another tab runs. */
	readonly round: () => Promise<RoundEnd>;
	/** Told of every end of a round, and of its beginning (null). */
	readonly told: (end: RoundEnd | null) => void;
	readonly random: () => number;
	readonly setTimer: (run: () => void, ms: number) => unknown;
	readonly clearTimer: (timer: unknown) => void;
}

export interface Runner {
	/** Run soon: something was written, the phone came online, the app was opened, the person asked. */
	wake(after?: number): void;
	/** Answers when the round under way, if any, has ended; no other begins. */
	stop(): Promise<void>;
}

/**
 * Decides when to sync. One round at a time; a wake during a round makes another right behind it, so that an edit made
 * meanwhile is never left. Trouble that passes is retried with growing, jittered waits; what does not waits for a wake.
 */
export function makeRunner(parts: RunnerParts): Runner {
	let timer: unknown = null;
	let running: Promise<void> | null = null;
	let again = false;
	let failures = 0;
	let stopped = false;

	function schedule(ms: number): void {
		if (stopped) return;
		if (timer !== null) parts.clearTimer(timer);
		timer = parts.setTimer(() => {
			timer = null;
			running ??= run().finally(() => (running = null));
		}, ms);
	}

	async function run(): Promise<void> {
		again = false;
		parts.told(null);
		let end: RoundEnd;
		try {
			end = await parts.round();
		} catch (error) {
			// A broken database is trouble like any other: say so, keep everything, try later.
			end = { kind: 'trouble', status: 0 };
			console.error(error);
		}
		parts.told(end);
		const passes = end.kind === 'offline' || end.kind === 'not-ours' || end.kind === 'trouble';
		failures = passes ? failures + 1 : 0;
		if (passes) schedule(backoff(failures, parts.random()));
		else if (end.kind === 'again' || again) schedule(0);
		else if (end.kind === 'stale') schedule(OTHER_TAB_WAIT);
		else if (end.kind === 'done') schedule(IDLE_WAIT);
	}

	return {
		wake(after = 0) {
			if (running) again = true;
			else schedule(after);
		},
		async stop() {
			stopped = true;
			if (timer !== null) parts.clearTimer(timer);
			await running;
		},
	};
}
