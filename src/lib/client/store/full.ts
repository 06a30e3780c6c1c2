import type { Database } from './database.ts';

/**
 * True where something could not be stored since the phone is full, or has used up what the browser allows the app. Dexie
 * hands on what the browser said as `inner`.
 */
export const isFull = (error: unknown): boolean =>
	[error, (error as { inner?: unknown } | null)?.inner].some(
		(one) => one instanceof Error && one.name === 'QuotaExceededError',
	);

/** For notes that a full phone does without. */
export function letBe(error: unknown): void {
	if (!isFull(error)) throw error;
}

/** Something found no room. */
export interface Refusal {
	/** By the phone's clock, ms UTC. */
	readonly at: number;
	/** It could be stored once pictures had made way. */
	readonly helped: boolean;
}

let last: Refusal | null = null;

/** The last one since the app was opened that still says how it stands; a full phone has no room to note it in. */
export const lastRefusal = (): Refusal | null => last;

/**
 * Stores; where there is no room, lets old pictures make way and stores once more. `work` must leave nothing behind when it
 * fails, as a transaction does. Throws what the browser said where there is no room after that either.
 */
export async function withRoom<T>(db: Database, work: () => Promise<T>): Promise<T> {
	try {
		const made = await work();
		if (last?.helped === false) last = null;
		return made;
	} catch (error) {
		if (!isFull(error)) throw error;
		last = { at: Date.now(), helped: false };
		const { wayWhenFull } = await import('../photos/way.ts').catch(() => {
			throw error;
		});
		await wayWhenFull(db);
		const made = await work();
		last = { at: Date.now(), helped: true };
		return made;
	}
}
