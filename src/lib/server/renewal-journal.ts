import {
	appendFileSync,
	closeSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { DAY } from '../domain/dates.ts';
import type { Store } from './store/port.ts';
import { restoreOffered } from './store/queries/renewals.ts';

/** A secret that was offered to a phone. Hashes alone: `held` is good until `offered` has surely come. `at`: ms UTC. */
export interface Renewal {
	readonly enrolment: string;
	readonly held: string;
	readonly offered: string;
	readonly at: number;
}

/** What phones may hold that the database does not know after it was put back: kept beside it, and only ever added to. */
export interface Renewals {
	/** On the disk when it returns. */
	add(renewal: Renewal): void;
	/** Those since `at`, and some before, in the order in which they were made. */
	since(at: number): Iterable<Renewal>;
}

/** How long a month's file is kept: longer than a phone that is heard of goes without a renewal, and a session lasts without being heard of. */
const KEPT = 430 * DAY;
const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7);

/** A file a month, 100 bytes a renewal: 93,000 phones fill some 9 MB, and what no session can be of is thrown away. */
export function fileRenewals(folder: string, now: number): Renewals {
	mkdirSync(folder, { recursive: true });
	const months = () => readdirSync(folder).filter((name) => /^\d{4}-\d\d\.jsonl$/.test(name));
	for (const name of months()) if (name < monthOf(now - KEPT)) rmSync(join(folder, name));
	return {
		add(renewal) {
			const handle = openSync(join(folder, `${monthOf(renewal.at)}.jsonl`), 'a');
			try {
				appendFileSync(handle, `${JSON.stringify(renewal)}\n`);
				fsyncSync(handle);
			} finally {
				closeSync(handle);
			}
		},
		*since(at) {
			for (const name of months().toSorted()) {
				if (name < monthOf(at)) continue;
				for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) yield* parsed(line);
			}
		},
	};
}

export function memoryRenewals(): Renewals {
	const kept: Renewal[] = [];
	return { add: (renewal) => void kept.push(renewal), since: () => kept };
}

/** A line that a crash cut short says nothing: its secret was not told either. */
function parsed(line: string): Renewal[] {
	try {
		return [JSON.parse(line) as Renewal];
	} catch {
		return [];
	}
}

/** Phones in one transaction: whoever asks meanwhile waits for no more than these. */
const AT_ONCE = 500;

/** Lets phones in again that hold a secret which a database that was put back does not know. What it does know stays. */
export async function replayRenewals(
	store: Pick<Store, 'write'>,
	renewals: Renewals,
	since: number,
): Promise<void> {
	const last = new Map<string, Renewal>();
	for (const renewal of renewals.since(since)) last.set(renewal.enrolment, renewal);
	const all = [...last.values()];
	for (let from = 0; from < all.length; from += AT_ONCE) {
		await store.write(async (tx) => {
			for (const renewal of all.slice(from, from + AT_ONCE)) await restoreOffered(tx, renewal);
		});
	}
}
