import type { RoundEnd } from '../src/lib/sync/engine.ts';
import { ANSWER_WAIT, type Signal } from '../src/lib/client/signals.ts';

/** How long an awake tab may take to end its round before the browser is told to try again, milliseconds. */
export const WORD_WAIT = 60_000;

/** `over`: nothing waits that a try could move. `not-yet`: try again later. `held`: another holds the lock. */
export type Outcome = 'over' | 'not-yet' | 'held';

/** What a way to hear the holder of one account's lock looks like; `close` ends it. */
export interface Line {
	say(signal: Signal): void;
	close(): void;
}

export interface OutboxParts {
	/** The databases of everyone who joined on this phone. */
	readonly accounts: () => Promise<readonly string[]>;
	/** The locks that are held now, by name. */
	readonly held: () => Promise<ReadonlySet<string>>;
	readonly listen: (account: string, hear: (signal: Signal) => void) => Line;
	/** Runs rounds of one account under its lock; loads the engine at the first call. `steal`: from one who is mute. */
	readonly run: (account: string, steal: boolean) => Promise<Outcome>;
	readonly setTimer: (run: () => void, ms: number) => unknown;
	readonly clearTimer: (timer: unknown) => void;
}

/**
 * Sees to it that what every account wrote goes up. An open tab that answers does it itself, and the engine is not even
 * loaded; where none is open, or it sleeps with the lock, the worker does. True: there is nothing to try again for.
 */
export async function sendOutboxes(parts: OutboxParts): Promise<boolean> {
	const [accounts, held] = await Promise.all([parts.accounts(), parts.held()]);
	const outcomes: Outcome[] = [];
	for (const account of accounts) outcomes.push(await sendOne(parts, account, held.has(account)));
	return outcomes.every((outcome) => outcome === 'over');
}

async function sendOne(parts: OutboxParts, account: string, held: boolean): Promise<Outcome> {
	const first = held ? 'held' : await parts.run(account, false);
	if (first !== 'held') return first;
	const word = await wordOf(parts, account);
	if (word === 'mute') return parts.run(account, true);
	return word === 'gone' ? sendOne(parts, account, false) : word;
}

/** Asks whoever holds the lock, and waits for how its round ends. */
function wordOf(parts: OutboxParts, account: string): Promise<Outcome | 'mute' | 'gone'> {
	return new Promise((resolve) => {
		const end = (word: Outcome | 'mute' | 'gone') => {
			parts.clearTimer(timer);
			line.close();
			resolve(word);
		};
		let timer = parts.setTimer(() => end('mute'), ANSWER_WAIT);
		const line = parts.listen(account, (signal) => {
			if (signal.kind === 'wake') return;
			if (signal.kind === 'gone') return end('gone');
			if (signal.kind === 'nothing-waits') return end('over');
			const outcome = signal.kind === 'round' && signal.end !== null ? outcomeOf(signal.end) : null;
			if (outcome !== null) return end(outcome);
			parts.clearTimer(timer);
			timer = parts.setTimer(() => end('not-yet'), WORD_WAIT);
		});
		line.say({ kind: 'wake', why: 'nudge', seen: false });
	});
}

/** Null: another round follows at once. */
export function outcomeOf({ kind }: RoundEnd): Outcome | null {
	if (kind === 'again') return null;
	// A door that is shut needs the person: trying again by itself changes nothing.
	return kind === 'done' || kind === 'unauthorised' || kind === 'too-old' ? 'over' : 'not-yet';
}
