/** Which thumbnails of others to ask for, as decisions; `thumbs.ts` reads and asks. */
import { isVisits } from '../../domain/access.ts';
import { HASH_PATTERN } from '../../domain/hash.ts';
import { shown, type Followed } from '../../sync/device/held.ts';
import type { RecordRow } from '../store/database.ts';
import { rankOf } from './plan.ts';

/** How far this phone has looked for thumbnails that it lacks, so that a round without news looks at nothing. */
export interface Sought {
	/** The server's history that the numbers below are of. */
	readonly epoch: string;
	readonly spaces: Readonly<Record<string, SoughtSpace>>;
	/** What was asked for and is not at the server, by hash. */
	readonly absent: Readonly<Record<string, Absent>>;
}

export interface SoughtSpace {
	/** Photos that the server told of up to this number of the space have been looked at, but for the walk below. */
	readonly upTo: number;
	/** While those that were here at first are walked through, newest product first: the thing from which on they are done. */
	readonly below?: string;
	/** Photos walked through so far. */
	readonly walked: number;
}

export interface Absent {
	/** The photo that shows it; none where a screen asked, which knows it by its hash alone. */
	readonly photo?: readonly [space: string, key: string];
	/** How often it was asked for. */
	readonly tries: number;
	/** It is not asked for before this, ms UTC by the phone's clock. */
	readonly at: number;
}

export const NOTHING_SOUGHT: Sought = { epoch: '', spaces: {}, absent: {} };

/** Behind every thing that a photo may show. */
const TOP = '\uffff';

/**
 * The state to go on from: a space that came, or began anew, or whose history is another one, is walked through from its
 * newest product on; one that left is forgotten.
 */
export function goOn(sought: Sought, followed: readonly Followed[], epoch: string): Sought {
	const spaces: Record<string, SoughtSpace> = {};
	for (const { space, cursor, visible, leaving } of followed) {
		// Pictures of visits are for whoever opens the visit.
		if (!visible || leaving || isVisits(space)) continue;
		const known = epoch === sought.epoch ? sought.spaces[space] : undefined;
		spaces[space] = known && known.upTo <= cursor ? known : walkFrom(cursor);
	}
	return { ...sought, epoch, spaces };
}

export const walkFrom = (upTo: number): SoughtSpace => ({ upTo, below: TOP, walked: 0 });

/** The space whose walk goes on: the one that came least far, so that the newest products of every shop are first. */
export function nextWalk({ spaces }: Sought): string | undefined {
	// Not sorted: whoever carries a thousand shops asks for each in turn.
	let least: string | undefined;
	for (const [space, { below, walked }] of Object.entries(spaces)) {
		if (below !== undefined && (least === undefined || walked < (spaces[least]?.walked ?? 0))) least = space;
	}
	return least;
}

/** After the first failure, milliseconds: the other phone sends its thumbnails within seconds of the text, if its line holds. */
const FIRST_WAIT = 2 * 60_000;
const GROWTH = 3;
/** The most: a phone that was out of reach for weeks. */
export const LONGEST_WAIT = 24 * 3_600_000;
/** So many are remembered; of more, those asked for most often are left to whoever looks at them. */
const MOST_ABSENT = 300;

/** What is remembered once the server has said that it does not have a file. */
export function notThere(sought: Sought, hash: string, photo: Absent['photo'], now: number): Sought {
	const known = sought.absent[hash];
	const tries = (known?.tries ?? 0) + 1;
	const at = now + Math.min(LONGEST_WAIT, FIRST_WAIT * GROWTH ** (tries - 1));
	const name = photo ?? known?.photo;
	const all = Object.entries({ ...sought.absent, [hash]: { ...(name && { photo: name }), tries, at } });
	all.sort(([, a], [, b]) => a.tries - b.tries);
	return { ...sought, absent: Object.fromEntries(all.slice(0, MOST_ABSENT)) };
}

export function forget(sought: Sought, hash: string): Sought {
	const { [hash]: gone, ...absent } = sought.absent;
	return gone ? { ...sought, absent } : sought;
}

/** Whether a file may be asked for: a clock that was put back must not make it wait for ever. */
export function mayAsk({ absent }: Sought, hash: string, now: number): boolean {
	const at = absent[hash]?.at;
	return at === undefined || at <= now || at > now + LONGEST_WAIT;
}

/** Files to ask for once more, those that waited longest first. */
export function dueAgain(sought: Sought, now: number): [hash: string, Absent][] {
	const due = Object.entries(sought.absent).filter(([hash]) => mayAsk(sought, hash, now));
	return due.sort(([, a], [, b]) => a.at - b.at);
}

export interface Candidate {
	readonly hash: string;
	readonly photo: NonNullable<Absent['photo']>;
}

/** The thumbnail that a photo's record names; null: none that could be asked for. */
export function thumbOf(row: RecordRow): string | null {
	const { thumb } = shown(row);
	return typeof thumb === 'string' && HASH_PATTERN.test(thumb) ? thumb : null;
}

/** The thumbnails of these photos, the newest product first, the cover before the others; each once. */
export function candidates(rows: readonly RecordRow[]): Candidate[] {
	const seen = new Set<string>();
	return rows
		.filter(({ kind, removing }) => kind === 'photo' && removing === 0)
		.map((row) => ({ row, hash: thumbOf(row), ...rankOf(row) }))
		.sort((a, b) => (a.owner === b.owner ? (a.order < b.order ? -1 : 1) : a.owner > b.owner ? -1 : 1))
		.flatMap(({ row: { space, key }, hash }) => {
			if (hash === null || seen.has(hash)) return [];
			seen.add(hash);
			return [{ hash, photo: [space, key] as const }];
		});
}

/**
 * What of a stretch of a walk (photos in the reverse order of what they show) is looked at now, and from where the walk
 * goes on; undefined: it is at its end. The last thing of a full stretch may be cut in the middle: it waits for the
 * next one, unless it is the only one.
 */
export function stretchOf(
	rows: readonly RecordRow[],
	isFull: boolean,
): { readonly rows: readonly RecordRow[]; readonly below: string | undefined } {
	if (!isFull) return { rows, below: undefined };
	const thingOf = (row: RecordRow | undefined) => String((row && shown(row)['of']) ?? '');
	const whole = rows.filter((row) => thingOf(row) !== thingOf(rows.at(-1)));
	if (whole.length === 0) return { rows, below: rows.at(-1)?.sort };
	return { rows: whole, below: `${thingOf(whole.at(-1))} ` };
}
