import { Dexie } from 'dexie';
import { KEEP_DONE } from '../../sync/device/restored.ts';
import type { ArrivalRow, Database, RecordRow } from '../store/database.ts';
import { lastRefusal, letBe } from '../store/full.ts';
import { timeHeard, type Heard } from '../store/heard.ts';
import { readRoom, STEP, wanted, type Room } from './room.ts';
import { phoneRow, setPhone } from './rule.ts';

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
	files: readonly ArrivalRow[],
	{ hashes, heard }: Stays,
	need: number,
): readonly ArrivalRow[] {
	const isOld = ({ confirmedAt }: ArrivalRow) =>
		confirmedAt === null || (heard !== null && confirmedAt <= heard - KEEP_DONE);
	const may = files.filter((file) => !hashes.has(file.hash) && isOld(file));
	may.sort((a, b) => (a.confirmedAt ?? 0) - (b.confirmedAt ?? 0));
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

/**
 * One transaction that looks and deletes: whatever other tabs do, they do it before or after. It reads no bytes, and it only
 * deletes: such a transaction the browser lets through where it has not one byte left.
 */
export async function makeWay(db: Database, need: number): Promise<Way> {
	const tables = [db.files, db.arrivals, db.uploads, db.records, db.followed, db.self, db.phone];
	return db.transaction('rw', tables, async () => {
		const here = new Set(await db.files.toCollection().primaryKeys());
		const [stays, arrivals] = [await whatStays(db), await db.arrivals.toArray()];
		const files = arrivals.filter(({ hash }) => here.has(hash));
		const gone = toMakeWay(files, stays, need);
		const hashes = gone.map(({ hash }) => hash);
		const lost = arrivals.filter(({ hash }) => !here.has(hash)).map(({ hash }) => hash);
		await db.files.bulkDelete(hashes);
		await db.arrivals.bulkDelete([...hashes, ...lost]);
		return { files: gone.length, bytes: gone.reduce((sum, { bytes }) => sum + bytes, 0) };
	});
}

/** For the person to see: it is not worth failing for. */
async function noteWay(db: Database, way: Way): Promise<void> {
	if (way.files > 0) await setPhone(db, { madeWay: { ...way, at: Date.now() } }).catch(letBe);
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

/**
 * Gives pictures without a date one: they have been at the server since now at the latest. They are from before dates were
 * kept, or from when there was no room to note it.
 */
async function dateFiles(db: Database): Promise<void> {
	const tables = [db.files, db.arrivals, db.uploads, db.records, db.followed, db.self, db.phone];
	await db.transaction('rw', tables, async () => {
		const { hashes, heard } = await whatStays(db);
		const confirmedAt = confirmedBy(await db.self.get('self'), Date.now());
		if (heard === null || confirmedAt === null) return;
		const known = new Set(await db.arrivals.toCollection().primaryKeys());
		for (const hash of await db.files.toCollection().primaryKeys()) {
			if (known.has(hash) || hashes.has(hash)) continue;
			const bytes = (await db.files.get(hash))?.blob.size ?? 0;
			await db.arrivals.put({ hash, bytes, confirmedAt });
		}
	});
}

/** Pictures go up for less than this behind the answer that opened their round, milliseconds: five minutes (`IDLE_WAIT`), with room. */
const ROUND_LIMIT = 3_600_000;

/**
 * When something that the server has just taken was there at the latest, ms UTC by its own clock. Its last answer opened
 * this round; should the phone have slept since, its clock says for how long. One that has jumped ahead only makes the
 * picture stay longer, one that was set back changes nothing. Null: the server has never said what time it is.
 */
export function confirmedBy(self: Heard | undefined, now: number): number | null {
	const heard = timeHeard(self);
	return self && heard !== null ? Math.max(heard + ROUND_LIMIT, now + self.clockOffset) : null;
}

/** After a round of uploads: where room is short pictures make way before anything is refused. */
export async function keepRoom(db: Database): Promise<void> {
	const need = wanted(await readRoom());
	if (need > 0) await noteWay(db, await makeWay(db, need));
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
	await noteWay(db, way);
	return way;
}

/** How long the browser may take to give back the room of what was deleted, and how often it is asked, milliseconds. */
const FREED_WITHIN = 10_000;
const LOOK_EVERY = 100;

/** Chrome deletes bytes after the transaction, and while a page still holds some that it has read, much after: it refuses to store until then. */
async function untilFreed(before: Room | null, bytes: number): Promise<void> {
	for (let waited = 0; before !== null && waited < FREED_WITHIN; waited += LOOK_EVERY) {
		const now = await readRoom();
		if (now === null || now.used <= before.used - bytes / 2) return;
		await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
	}
}
