import type { ThumbsEnd } from './thumbs.ts';

export interface BetweenRounds {
	/** A round is done, and what this phone sends has gone: the line is free. */
	free(): void;
	/** Another round begins, or text has come that goes first. */
	taken(): void;
	/** A screen shows what is not here. */
	wished(): void;
	/** Answers when nothing is under way. */
	ended(): Promise<void>;
}

/**
 * When pictures are fetched: over a line that has just worked and that nothing else needs, one run at a time. `run` is
 * told whether it follows a round, or only a wish of a screen.
 */
export function makeBetweenRounds(
	run: (stop: AbortSignal, isRound: boolean) => Promise<ThumbsEnd>,
): BetweenRounds {
	/** Null: the line is not free. */
	let stopping: AbortController | null = null;
	let running = Promise.resolve();
	let underWay = 0;
	/** A wish came during a run, which may have been past looking for any. */
	let again = false;

	function begin(isRound: boolean): void {
		const mine = stopping;
		if (!mine) return;
		underWay += 1;
		running = running.then(async () => {
			again = false;
			const end = mine.signal.aborted ? 'stopped' : await run(mine.signal, isRound).catch(failed);
			underWay -= 1;
			if (stopping !== mine) return;
			if (end === 'later') stopping = null;
			else if (again) begin(false);
		});

		/** A broken database, say: nothing of the person's own hangs on it. */
		function failed(error: unknown): ThumbsEnd {
			if (!mine?.signal.aborted) console.error(error);
			return 'later';
		}
	}

	return {
		free() {
			stopping ??= new AbortController();
			begin(true);
		},
		taken() {
			stopping?.abort();
			stopping = null;
		},
		wished() {
			again = true;
			if (underWay === 0) begin(false);
		},
		ended: () => running,
	};
}
