import type { Selectable } from 'kysely';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';

export type AccessRow = Selectable<Tables['access_log']>;

export async function addAccess({ db }: Tx, row: Omit<AccessRow, 'seq'>): Promise<void> {
	await db.insertInto('access_log').values(row).execute();
}

/** The latest first. */
export async function latestAccesses({ db }: Tx, limit: number): Promise<AccessRow[]> {
	const rows = await db.selectFrom('access_log').selectAll().orderBy('seq', 'desc').limit(limit).execute();
	return rows.map((row) => ({ ...row, seq: Number(row.seq), at: Number(row.at) }));
}

/** Removes rows from before `time`. The database refuses where that is later than its log may be cut. */
export async function dropAccesses({ db }: Tx, time: number): Promise<number> {
	const done = await db.deleteFrom('access_log').where('at', '<', time).executeTakeFirst();
	return Number(done.numDeletedRows);
}
