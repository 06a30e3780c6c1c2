import { liveQuery, type Observable } from 'dexie';
import { shown } from '../../sync/device/held.ts';
import type { Session } from '../session.ts';
import type { CarriedStored, Database } from '../store/database.ts';

/** A change brought for another phone that the office refused, or that was refused on that phone already. */
export interface RefusedBrought {
	readonly row: CarriedStored;
	/** What the thing is called; '' where nobody here knows. */
	readonly name: string;
}

/** What became of the changes that came in rescue files. */
export interface Brought {
	readonly waiting: number;
	readonly reached: number;
	readonly refused: readonly RefusedBrought[];
	/** Pictures that came along and still wait. */
	readonly pictures: number;
	/** Pictures the office would not have. */
	readonly refusedPictures: number;
}

export function watchBrought({ db }: Pick<Session, 'db'>): Observable<Brought> {
	return liveQuery(async () => {
		const rows = (await db.carried.toArray()).filter(({ kind }) => kind === 'rescue');
		const uploads = (await db.uploads.toArray()).filter(({ carried }) => carried);
		// A picture whose change was refused waits for nothing: it leaves with that.
		const stuck = new Set(rows.filter(({ state }) => state === 'parked').map(({ change }) => change.key));
		const pictures = (isRefused: boolean) => {
			const its = uploads.filter(
				({ refused, photo }) => (refused !== null) === isRefused && !stuck.has(photo),
			);
			return new Set(its.map(({ photo }) => photo)).size;
		};
		const refused: RefusedBrought[] = [];
		for (const row of rows)
			if (row.state === 'parked') refused.push({ row, name: await nameOf(db, row, rows) });
		return {
			waiting: rows.filter(({ state }) => state === 'waiting').length,
			reached: rows.filter(({ state }) => state === 'done').length,
			refused,
			pictures: pictures(false),
			refusedPictures: pictures(true),
		};
	});
}

/** By its record here, else by what the changes that came along call it. */
async function nameOf(db: Database, row: CarriedStored, rows: readonly CarriedStored[]): Promise<string> {
	const { space, kind, key, set } = row.change;
	const [ownKind, ownKey] = kind === 'photo' ? String(set['of'] ?? '').split('/') : [kind, key];
	const held = await db.records.get([space, ownKind ?? '', ownKey ?? '']);
	const told = rows.filter(({ change }) => change.kind === ownKind && change.key === ownKey);
	const names = [held && shown(held)['nameTh'], ...told.map(({ change }) => change.set['nameTh'])];
	return names.find((name) => typeof name === 'string' && name !== '')?.toString() ?? '';
}

/**
 * The person lets a refused change that was brought go, and its pictures with it: its own phone still has it. Answers how
 * to bring it back.
 */
export async function letBroughtGo(
	{ db }: Pick<Session, 'db'>,
	row: CarriedStored,
): Promise<() => Promise<void>> {
	const { space, kind, key } = row.change;
	const tables = [db.carried, db.uploads, db.files];
	const left = await db.transaction('rw', tables, async () => {
		const its = await db.uploads.where('[space+photo]').equals([space, key]).toArray();
		const uploads = kind === 'photo' ? its.filter(({ carried }) => carried) : [];
		const hashes = uploads.map(({ hash }) => hash);
		const files = (await db.files.bulkGet(hashes)).filter((file) => file !== undefined);
		await db.carried.delete(row.id);
		await db.uploads.bulkDelete(hashes);
		await db.files.bulkDelete(hashes);
		return { uploads, files };
	});
	return () =>
		db.transaction('rw', tables, async () => {
			await db.carried.put(row);
			await db.files.bulkPut(left.files);
			await db.uploads.bulkPut(left.uploads);
		});
}
