import { Dexie } from 'dexie';
import type { Session } from '../session.ts';
import type { RecordRow } from '../store/database.ts';
import { withRoom } from '../store/full.ts';
import { fetchPicture, keepFetched } from './fetch.ts';
import { phoneRow, setPhone } from './rule.ts';
import type { LineFacts } from './line-facts.ts';
import {
	candidates,
	dueAgain,
	forget,
	goOn,
	mayAsk,
	nextWalk,
	NOTHING_SOUGHT,
	notThere,
	stretchOf,
	thumbOf,
	walkFrom,
	type Candidate,
	type Sought,
} from './seek.ts';
import { wantedOf } from './wanted.ts';

/** Requests after one round, but for what a screen shows: some 500 kB, and the next round is minutes away at most. */
export const MOST_REQUESTS = 60;
/** Of those, for files that were not there before. */
export const MOST_AGAIN = 12;
/** Photos looked at after one round where nearly all are here: a slow phone reads them in half a second. */
export const MOST_LOOKED_AT = 600;
/** Photos read at once: those of some ten products. */
const STRETCH = 30;
/** With more news than this in a space it is walked through, stretch by stretch: an import, or a snapshot. */
const MOST_NEWS = 200;

export interface ThumbParts {
	readonly fetcher: typeof fetch;
	/** Ends what is under way at once: something comes that goes first. */
	readonly stop: AbortSignal;
	readonly facts: () => LineFacts;
	/** ms UTC by the phone's clock. */
	readonly now: () => number;
	/** A person waits for all of them: they are asked for until there is none left. */
	readonly all?: boolean;
}

/** `later`: the line, the server or the phone gives nothing more for now. */
export type ThumbsEnd = 'done' | 'stopped' | 'later';
/** Null: it goes on. */
type Step = Promise<ThumbsEnd | null>;

/**
 * Fetches thumbnails that other phones made, one at a time, so that they are here with no connection: first those that a
 * screen shows, and after a round (`isRound`) those that are due again, news, and older ones. A browser that saves data
 * fetches only what a person opened.
 */
export async function fetchThumbs(session: Session, parts: ThumbParts, isRound: boolean): Promise<ThumbsEnd> {
	const { wanted, again, news, walk, keep } = await beginRun(session, parts);
	const steps = isRound && !parts.facts().saveData ? [wanted, again, news, walk] : [wanted];
	let end: ThumbsEnd | null = null;
	for (const step of steps) end ??= await step();
	await keep();
	return end ?? 'done';
}

async function beginRun(session: Session, { fetcher, stop, facts, now, all = false }: ThumbParts) {
	const { db } = session;
	const wishes = wantedOf(db);
	const [self, followed, phone] = await Promise.all([
		db.self.get('self'),
		db.followed.toArray(),
		phoneRow(db),
	]);
	const before = phone.sought ?? NOTHING_SOUGHT;
	let sought = goOn(before, followed, self?.epoch ?? '');
	let requests = 0;
	const asked = new Set<string>();

	const setSpace = (space: string, to: Sought['spaces'][string]) => {
		sought = { ...sought, spaces: { ...sought.spaces, [space]: to } };
	};

	async function ask(hash: string, photo?: Candidate['photo']): Step {
		if (stop.aborted) return 'stopped';
		asked.add(hash);
		const fetched = await fetchPicture(session, hash, fetcher, stop);
		if (fetched.kind === 'later') return stop.aborted ? 'stopped' : 'later';
		sought = fetched.kind === 'absent' ? notThere(sought, hash, photo, now()) : forget(sought, hash);
		if (fetched.kind === 'absent' || fetched.kept) return null;
		// A thumbnail is worth more than an old full picture. No room after that either: each would be fetched for nothing.
		return withRoom(db, () => keepFetched(db, hash, fetched.blob)).then(
			() => null,
			() => 'later',
		);
	}

	/** Of these files, those that are on this phone. Their names alone are read, not their bytes. */
	async function hereOf(hashes: readonly string[]): Promise<Set<string>> {
		return new Set(await db.files.where('hash').anyOf(hashes).primaryKeys());
	}

	async function wanted(): Step {
		let end: ThumbsEnd | null = null;
		while (!end) {
			const hash = wishes.next(facts().saveData === true);
			if (hash === undefined) return null;
			if (mayAsk(sought, hash, now()) && !(await hereOf([hash])).has(hash)) end = await ask(hash);
		}
		return end;
	}

	/** What comes into sight meanwhile goes before each of them. */
	async function askOne({ hash, photo }: Candidate): Step {
		const end = await wanted();
		if (end || asked.has(hash)) return end;
		if (requests >= MOST_REQUESTS && !all) return 'done';
		requests += 1;
		return ask(hash, photo);
	}

	async function askForAll(rows: readonly RecordRow[]): Step {
		const all = candidates(rows);
		const here = await hereOf(all.map(({ hash }) => hash));
		for (const one of all) {
			if (here.has(one.hash)) continue;
			if (!mayAsk(sought, one.hash, now())) name(one);
			else {
				const end = await askOne(one);
				if (end) return end;
			}
		}
		return null;
	}

	/** A screen asked for it before its record was looked at: from here on it is asked for again. */
	function name({ hash, photo }: Candidate): void {
		const known = sought.absent[hash];
		if (known) sought = { ...sought, absent: { ...sought.absent, [hash]: { ...known, photo } } };
	}

	async function again(): Step {
		const due = dueAgain(sought, now()).slice(0, MOST_AGAIN);
		const here = due.length > 0 ? await hereOf(due.map(([hash]) => hash)) : new Set();
		for (const [hash, { photo }] of due) {
			const row = photo && (await db.records.get([photo[0], 'photo', photo[1]]));
			const isNamed = row !== undefined && row.removing === 0 && thumbOf(row) === hash;
			if (photo && isNamed && !here.has(hash)) {
				const end = await askOne({ hash, photo });
				if (end) return end;
			} else sought = forget(sought, hash);
		}
		return null;
	}

	async function news(): Step {
		for (const { space, cursor } of followed) {
			const known = sought.spaces[space];
			if (!known || known.upTo >= cursor) continue;
			const rows = db.records
				.where('[space+seen]')
				.between([space, known.upTo], [space, cursor], false, true);
			if ((await rows.count()) > MOST_NEWS) setSpace(space, walkFrom(cursor));
			else {
				const end = await askForAll(await rows.toArray());
				if (end) return end;
				setSpace(space, { ...known, upTo: cursor });
			}
		}
		return null;
	}

	async function walk(): Step {
		let looked = 0;
		for (let space = nextWalk(sought); space !== undefined; space = nextWalk(sought)) {
			const known = sought.spaces[space];
			if (!known?.below || (looked >= MOST_LOOKED_AT && !all)) return null;
			const read = await db.records
				.where('[space+kind+sort]')
				.between([space, 'photo', Dexie.minKey], [space, 'photo', known.below], true, false)
				.reverse()
				.limit(STRETCH)
				.toArray();
			const { rows, below } = stretchOf(read, read.length === STRETCH);
			const end = await askForAll(rows);
			if (end) return end;
			looked += rows.length;
			const { upTo, walked } = known;
			setSpace(space, { upTo, walked: walked + rows.length, ...(below !== undefined && { below }) });
		}
		return null;
	}

	/** What was found out, unless it is what was known: nothing is written after a round without news. */
	async function keep(): Promise<void> {
		if (JSON.stringify(sought) !== JSON.stringify(before)) await setPhone(db, { sought });
	}

	return { wanted, again, news, walk, keep };
}
