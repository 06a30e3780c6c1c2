import { percentile } from '../support/median.ts';
import { sleep } from '../support/until.ts';

/** A server under load, with the devices that sync with it. */
export interface Loaded {
	readonly name: string;
	readonly shops: number;
	/** Some device of a random shop makes one edit and syncs it: done when the server has said that it holds it. */
	editSync(): Promise<void>;
	stop(): Promise<void>;
}

/** What a time of load came to. Latencies in milliseconds, from the moment at which an edit was due. */
export interface Load {
	/** Edits due a second. */
	readonly rate: number;
	readonly seconds: number;
	readonly sent: number;
	readonly failed: number;
	readonly p50: number;
	readonly p99: number;
	readonly worst: number;
	/** True where so many edits waited that the rest of the time was given up. */
	readonly gaveUp: boolean;
}

/** Seconds of edits that may be waiting for their answers before a server counts as overrun. */
const BACKLOG = 10;

/**
 * Edits at equal distances, whatever the server does: one that is slow gets the next all the same, and what waits for it
 * counts from when it was due.
 */
export async function openLoop(server: Loaded, rate: number, seconds: number): Promise<Load> {
	const latencies: number[] = [];
	const waiting = new Set<Promise<void>>();
	let failed = 0;
	let sent = 0;
	const began = performance.now();
	for (; sent < rate * seconds && waiting.size < rate * BACKLOG; sent++) {
		const due = began + (sent / rate) * 1_000;
		const early = due - performance.now();
		// A timer has whole milliseconds, and an early edit is none that was due.
		if (early > 0) await sleep(Math.ceil(early));
		const work: Promise<void> = server
			.editSync()
			.catch((error: unknown) => {
				if (failed++ === 0) process.stderr.write(`bench: ${server.name}: ${error}\n`);
			})
			.then(() => {
				latencies.push(performance.now() - due);
				waiting.delete(work);
			});
		waiting.add(work);
	}
	await Promise.all(waiting);
	const whole = (part: number) => Math.round(percentile(latencies, part) * 10) / 10;
	const gaveUp = sent < rate * seconds;
	return { rate, seconds, sent, failed, p50: whole(0.5), p99: whole(0.99), worst: whole(1), gaveUp };
}

/** Where a rate is no longer sustained, milliseconds. */
export const OVERRUN = 500;
/** From one rate to the next while it holds. */
const STEP = 1.25;
/** Once a rate was too much, what is between it and the last good one is halved so often. */
const HALVINGS = 2;

export const isSustained = ({ p99, failed, gaveUp }: Load): boolean =>
	p99 <= OVERRUN && failed === 0 && !gaveUp;

/** Rising rates until one is too much, then closer: every load that was tried, the sustained ones among them. */
export async function risingLoads(server: Loaded, from: number, seconds: number): Promise<Load[]> {
	const tried: Load[] = [];
	const once = async (rate: number) => {
		const load = await openLoop(server, Math.round(rate), seconds);
		tried.push(load);
		process.stderr.write(`bench: ${server.name}: ${JSON.stringify(load)}\n`);
		// What is left behind by an overrun (a log to be written, garbage) is not the next rate's.
		await sleep(1_000);
		return isSustained(load);
	};
	// Twice: a moment in which the machine did something else is not the server's limit.
	const holds = async (rate: number) => (await once(rate)) || once(rate);
	let good = 0;
	let bad = from;
	while (await holds(bad)) {
		good = bad;
		bad *= STEP;
	}
	for (let i = 0; i < HALVINGS; i++) {
		const middle = (good + bad) / 2;
		if (await holds(middle)) good = middle;
		else bad = middle;
	}
	return tried;
}

/** The highest sustained rate among loads; null where none was. */
export function largestRate(loads: readonly Load[]): number | null {
	const rates = loads.filter(isSustained).map(({ rate }) => rate);
	return rates.length > 0 ? Math.max(...rates) : null;
}
