import { Dexie } from 'dexie';
import { shopOfSpace } from '../../domain/access.ts';
import { loadAddresses, unitWords } from '../../domain/address/index.ts';
import type { Shop } from '../../domain/shop.ts';
import type { Followed } from '../../sync/device/held.ts';
import { canonical } from '../../sync/value.ts';
import type { Session } from '../session.ts';
import type { Database, MakerRow, RecordRow } from '../store/database.ts';
import { makerRow } from './row.ts';

/** Spaces whose records are read at once. */
const STRETCH = 50;

const isMakers = ({ space }: Pick<Followed, 'space'>): boolean => shopOfSpace(space) !== null;

/** What is here of a maker that is carried: all of it at some number, and it is not on its way out. */
export const isCarried = (followed: Followed): boolean =>
	isMakers(followed) && followed.visible && !followed.leaving && followed.cursor > 0;

/**
 * Makes the rows of makers anew whose records have changed since, and lets those go that are not carried any more. It
 * compares numbers, so that nothing is read where nothing is new; rows are made of records alone, and whatever was cut off
 * is made up for by the next run. Answers how many rows it touched.
 */
export async function refreshMakers({ db }: Pick<Session, 'db'>, stop?: AbortSignal): Promise<number> {
	const [followed, rows, waiting, journal] = await Promise.all([
		db.followed.toArray(),
		db.makers.toArray(),
		unsentSpaces(db),
		db.journal.toArray(),
	]);
	const known = new Map(rows.map((row) => [row.space, row]));
	const carried = followed.filter((one) => isCarried(one) || (isMakers(one) && waiting.has(one.space)));
	const isStale = ({ space, cursor }: Followed) => {
		const row = known.get(space);
		// Rows of an earlier version lack what came with this one
		const isOld = row?.asks === undefined;
		return row?.cursor !== cursor || row.unsent || isOld || waiting.has(space);
	};
	const stale = carried.filter(isStale).sort((a, b) => (a.space < b.space ? -1 : 1));
	const here = new Set(carried.map(({ space }) => space));
	const gone = rows.filter(({ space }) => !here.has(space)).map(({ space }) => space);
	if (gone.length > 0) await db.makers.bulkDelete(gone);
	if (stale.length === 0) return gone.length;
	const newsAt = newsBySpace(journal);
	const placeName = await placeNames();
	// Names that could not be had are asked for by the next run: such a row is of no number.
	const madeAt = (cursor: number) => (placeName ? cursor : -1);
	let touched = gone.length;
	for (let i = 0; i < stale.length && !stop?.aborted; i += STRETCH) {
		const part = stale.slice(i, i + STRETCH);
		const records = await recordsOf(
			db,
			part.map(({ space }) => space),
		);
		const made = part.map(({ space, cursor }) =>
			makerRow(records.get(space) ?? [], known.get(space), {
				...{ space, cursor: madeAt(cursor), unsent: waiting.has(space), newsAt: newsAt.get(space) ?? null },
				...{ now: Date.now(), placeName: placeName ?? (() => '') },
			}),
		);
		const changed = made.filter((row) => !isSame(row, known.get(row.space)));
		touched += changed.length;
		await putRows(db, changed);
	}
	return touched;
}

/** When somebody looked at a maker meanwhile stands in the row that is there. */
async function putRows({ makers }: Database, rows: readonly MakerRow[]): Promise<void> {
	if (rows.length === 0) return;
	await makers.db.transaction('rw', makers, async () => {
		const now = await makers.bulkGet(rows.map(({ space }) => space));
		await makers.bulkPut(rows.map((row, i) => ({ ...row, lookedAt: now[i]?.lookedAt ?? row.lookedAt })));
	});
}

const isSame = (row: MakerRow, before: MakerRow | undefined): boolean =>
	before !== undefined && canonical({ ...row } as never) === canonical({ ...before } as never);

async function unsentSpaces({ queue, records }: Database): Promise<Set<string>> {
	const spaces = new Set<string>();
	await queue.orderBy('[space+n]').eachKey((key) => spaces.add((key as unknown as [string, number])[0]));
	await records.orderBy('[space+unsent]').eachKey((key) => spaces.add((key as unknown as [string])[0]));
	return spaces;
}

/** Their records by space: one read from the first to the last, since mostly neighbours have changed together. */
async function recordsOf(db: Database, spaces: readonly string[]): Promise<Map<string, RecordRow[]>> {
	const wanted = new Map(spaces.map((space) => [space, [] as RecordRow[]]));
	const isDense = spaces.length === STRETCH;
	const ranges = isDense ? [[spaces[0], spaces.at(-1)]] : spaces.map((space) => [space, space]);
	for (const [first, last] of ranges) {
		const rows = await db.records
			.where('[space+kind+key]')
			// Shorter bounds: one key array may not stand twice in another.
			.between([first], [last, Dexie.maxKey])
			.toArray();
		for (const row of rows) wanted.get(row.space)?.push(row);
	}
	return wanted;
}

function newsBySpace(journal: readonly { space: string; way: string; at: number }[]): Map<string, number> {
	const newest = new Map<string, number>();
	for (const { space, way, at } of journal)
		if (way === 'down') newest.set(space, Math.max(at, newest.get(space) ?? 0));
	return newest;
}

/** Names are stored with the rows: the table of all subdistricts is not needed to show a list. Null: it could not be had. */
export async function placeNames(): Promise<((address: Shop['address']) => string) | null> {
	const addresses = await loadAddresses().catch(() => null);
	if (!addresses) return null;
	return (address) => {
		if (!address) return '';
		const words = unitWords(address.province);
		const named = (code: string, word: string) => {
			const unit = code ? addresses.byCode(code) : null;
			return unit && 'name' in unit ? word + unit.name : '';
		};
		return [named(address.subdistrict, words.subdistrict), named(address.district, words.district)]
			.filter(Boolean)
			.join(' ');
	};
}
