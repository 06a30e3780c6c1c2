import { sql } from 'kysely';
import type { Fork } from '../../sync/port.ts';
import type { Tx } from '../port.ts';

/** The history being written; null in a database that has none yet. */
export async function currentEpoch({ db }: Tx): Promise<string | null> {
	const row = await db.selectFrom('epoch').select('id').orderBy('seq', 'desc').limit(1).executeTakeFirst();
	return row?.id ?? null;
}

export async function hasEpoch({ db }: Tx, id: string): Promise<boolean> {
	const row = await db.selectFrom('epoch').select('id').where('id', '=', id).executeTakeFirst();
	return row !== undefined;
}

/** Begins a history. The one before ends where each space stands now, or (`forksKnown` false) nobody knows where. */
export async function beginEpoch({ db }: Tx, id: string, forksKnown: boolean): Promise<void> {
	const last = await db
		.selectFrom('epoch')
		.select(['id', 'seq'])
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (last && forksKnown) {
		await sql`insert into fork (epoch, space, number) select ${last.id}, id, counter from space`.execute(db);
	}
	if (last && !forksKnown) {
		await db.updateTable('epoch').set({ forks_known: 0 }).where('id', '=', last.id).execute();
	}
	await db
		.insertInto('epoch')
		.values({ seq: (last?.seq ?? 0) + 1, id, forks_known: 1 })
		.execute();
}

/** Where each of these histories ended in a space: the lowest fork since. One that is unknown here was lost whole. */
export async function forksOf(
	{ db }: Tx,
	space: string,
	epochs: readonly string[],
): Promise<ReadonlyMap<string, Fork>> {
	if (epochs.length === 0) return new Map();
	const chain = await db.selectFrom('epoch').selectAll().orderBy('seq').execute();
	const rows = await db.selectFrom('fork').selectAll().where('space', '=', space).execute();
	const ends = new Map(rows.map((row) => [row.epoch, Number(row.number)]));
	return new Map(
		epochs.map((epoch) => {
			const from = chain.findIndex(({ id }) => id === epoch);
			const since = from < 0 ? [] : chain.slice(from, -1);
			const isKnown = from >= 0 && since.every((one) => one.forks_known === 1);
			const number = isKnown ? Math.min(...since.map(({ id }) => ends.get(id) ?? 0)) : null;
			return [epoch, { number, isSplit: since[0]?.forks_known === 0 }] as const;
		}),
	);
}
