import { Dexie } from 'dexie';
import { KEEP_DONE } from '../../sync/device/restored.ts';
import type { Database, RecordRow } from '../store/database.ts';
import { lastRefusal, letBe } from '../store/full.ts';
import { timeHeard, type Heard } from '../store/heard.ts';
import { readRoom, STEP, wanted, type Room } from './room.ts';
import { phoneRow, setPhone } from './rule.ts';

/** A stored file without its bytes. */
export interface Stored {
	readonly hash: string;
	readonly bytes: number;
	readonly confirmedAt?: number | undefined;
	readonly fetched?: true | undefined;
}

/** What keeps files here. */
export interface Stays {
	/** By hash: what is not known to be at the server, every thumbnail, and what unsent work names. */
	readonly hashes: ReadonlySet<string>;
	/** The server's latest word of what time it is, ms UTC; null: it has not spoken, or has a history that is not settled. */
	readonly heard: number | null;
}

/**
 * Which files make way for `need` bytes: first what came from the server, then the pictures it has had longest. One that it
 * confirmed within `KEEP_DONE` stays, since a server put back from a backup may ask for it again.
 *
 * The phone's clock has no say. "Now" is what the server last said: as late as that it is for certain, however wrong the
 * phone's clock jumps, and a phone that hears nothing for a year lets nothing go that it would not have let go then.
 * `confirmedAt` is never too early (`confirmedBy`). So a picture is at least as old as it is taken for. One without a date,
 * from before these were kept, stays until it has had one for as long (`dateFiles`).
 */
export function toMakeWay(
	files: readonly Stored[],
	{ hashes, heard }: Stays,
	need: number,
): readonly Stored[] {
	const age = ({ fetched, confirmedAt }: Stored) => (fetched ? 0 : (confirmedAt ?? Infinity));
	const isOld = (file: Stored) => file.fetched || (heard !== null && age(file) <= heard - KEEP_DONE);
	const may = files.filter((file) => !hashes.has(file.hash) && isOld(file));
	may.sort((a, b) => age(a) - age(b));
	let freed = 0;
	return may.filter(({ bytes }) => {
		const goes = freed < need;
		if (goes) freed += bytes;
		return goes;
	});
}

/** What made way. */
export interface Way {
	readonly files: number;
	readonly bytes: number;
}

/** One transaction that looks and deletes: whatever other tabs do, they do it before or after. */
export async function makeWay(db: Database, need: number): Promise<Way> {
	const tables = [db.files, db.uploads, db.records, db.followed, db.self, db.phone];
	const way = await db.transaction('rw', tables, async (): Promise<Way> => {
		const stays = await whatStays(db);
		const gone = toMakeWay(await storedIn(db), stays, need);
		// Nothing but deletions: the browser lets such a transaction through where it has not a byte left.
		await db.files.bulkDelete(gone.map(({ hash }) => hash));
		return { files: gone.length, bytes: gone.reduce((sum, { bytes }) => sum + bytes, 0) };
	});
	const madeWay = { ...way, at: Date.now() };
	// For the person to see: it is not worth failing for.
	if (way.files > 0) await setPhone(db, { madeWay }).catch(() => undefined);
	return way;
}

async function storedIn({ files }: Database): Promise<Stored[]> {
	const stored: Stored[] = [];
	await files.each(({ hash, blob, confirmedAt, fetched }) => {
		stored.push({ hash, bytes: blob.size, confirmedAt, fetched });
	});
	return stored;
}

async function whatStays(db: Database): Promise<Stays> {
	const hashes = new Set<string>(await db.uploads.toCollection().primaryKeys());
	const followed = await db.followed.toArray();
	for (const { space } of followed) {
		const photos = db.records
			.where('[space+kind+key]')
			.between([space, 'photo', Dexie.minKey], [space, 'photo', Dexie.maxKey]);
		await photos.each((row) => namedIn(row).forEach((hash) => hashes.add(hash)));
	}
	const [self, { history }] = [await db.self.get('self'), await phoneRow(db)];
	const isSettled =
		history?.epoch === self?.epoch && followed.every(({ former, settling }) => !former && !settling);
	return { hashes, heard: isSettled ? timeHeard(self) : null };
}

/** Of a photo's record what stays: its thumbnail as the server has it and as it is shown, and a picture that is being set. */
function namedIn({ fields, pending }: RecordRow): string[] {
	const named = [fields['thumb'], pending['thumb']?.value, pending['full']?.value];
	return named.filter((hash) => typeof hash === 'string');
}

/** Files dated in one transaction: each is written anew, and so many pictures of 200 kB beside their older selves fit anywhere. */
const DATED_AT_ONCE = 10;

/**
 * Gives pictures without a date one: they have been at the server since now at the latest. They are from before dates were
 * kept, or from when there was no room to note it.
 */
async function dateFiles(db: Database): Promise<void> {
	const { hashes, heard } = await db.transaction(
		'r',
		[db.uploads, db.records, db.followed, db.self, db.phone],
		async () => whatStays(db),
	);
	if (heard === null) return;
	const undated = (await storedIn(db)).filter(
		({ hash, confirmedAt, fetched }) => !fetched && confirmedAt === undefined && !hashes.has(hash),
	);
	for (let i = 0; i < undated.length; i += DATED_AT_ONCE) {
		const some = undated.slice(i, i + DATED_AT_ONCE).map(({ hash }) => hash);
		await db.transaction('rw', db.files, db.uploads, db.self, async () => {
			const waiting = await db.uploads.bulkGet(some);
			const confirmedAt = confirmedBy(await db.self.get('self'), Date.now());
			for (const [at, hash] of some.entries()) {
				if (!waiting[at]) await db.files.update(hash, { confirmedAt });
			}
		});
	}
}

/** Pictures go up for less than this behind the answer that opened their round, milliseconds: five minutes (`IDLE_WAIT`), with room. */
const ROUND_LIMIT = 3_600_000;

/**
 * When something that the server has just taken was there at the latest, ms UTC by its own clock. Its last answer opened
 * this round; should the phone have slept since, its clock says for how long. One that has jumped ahead only makes the
 * picture stay longer, one that was set back changes nothing. Undefined: the server has never said what time it is.
 */
export function confirmedBy(self: Heard | undefined, now: number): number | undefined {
	const heard = timeHeard(self);
	return self && heard !== null ? Math.max(heard + ROUND_LIMIT, now + self.clockOffset) : undefined;
}

/** After a round of uploads: where room is short pictures make way before anything is refused. */
export async function keepRoom(db: Database): Promise<void> {
	const need = wanted(await readRoom());
	if (need > 0) await makeWay(db, need);
	if (need > 0 || lastRefusal() !== null) await dateFiles(db).catch(letBe);
}

/** One at a time: what is refused meanwhile waits for the same room. */
let making: Promise<Way> | null = null;

/** The browser would not store something: pictures make way at once, whatever its figures say. */
export function wayWhenFull(db: Database): Promise<Way> {
	making ??= makeWayNow(db).finally(() => (making = null));
	return making;
}

async function makeWayNow(db: Database): Promise<Way> {
	const room = await readRoom();
	const way = await makeWay(db, Math.max(wanted(room), STEP));
	if (way.files > 0) await untilFreed(room, way.bytes);
	return way;
}

/** How long the browser may take to give back the room of what was deleted, and how often it is asked, milliseconds. */
const FREED_WITHIN = 5_000;
const LOOK_EVERY = 200;

/** Chrome deletes the bytes some time after the transaction, and refuses to store until then. */
async function untilFreed(before: Room | null, bytes: number): Promise<void> {
	for (let waited = 0; before !== null && waited < FREED_WITHIN; waited += LOOK_EVERY) {
		const now = await readRoom();
		if (now === null || now.used <= before.used - bytes / 2) return;
		await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
	}
}
