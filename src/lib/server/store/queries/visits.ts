import { sql } from 'kysely';
import type { Visible } from '../../access.ts';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';
import { numberOrNull } from './accounts.ts';
import { standIns } from './merged.ts';

/** A visit as it is counted. `came_at`: null where this very writing did not say when it ended: it is as it was. */
export async function putVisit({ db }: Tx, row: Tables['visit']): Promise<void> {
	await db
		.insertInto('visit')
		.values(row)
		.onConflict((conflict) =>
			conflict.columns(['space', 'key']).doUpdateSet((eb) => ({
				shop: row.shop,
				marketer: row.marketer,
				standing: row.standing,
				made_at: row.made_at,
				came_at: row.came_at ?? eb.ref('visit.came_at'),
			})),
		)
		.execute();
}

/** How many visits wait and were made, and when the last of them was made and came, by province and by whose they are. */
export async function countVisits({ db }: Tx, { areas }: Visible) {
	if (areas?.length === 0) return [];
	let query = db
		.selectFrom('visit')
		.select([
			'area',
			'marketer',
			sql<number>`sum(case when standing in ('planned', 'under-way') then 1 else 0 end)`.as('planned'),
			sql<number>`sum(case when standing = 'done' then 1 else 0 end)`.as('visited'),
			sql<number | null>`max(case when standing = 'done' then made_at end)`.as('made'),
			sql<number | null>`max(case when standing = 'done' then came_at end)`.as('came'),
		]);
	if (areas !== null) query = query.where('area', 'in', areas);
	const rows = await query.groupBy(['area', 'marketer']).execute();
	return rows.map(({ area, marketer, planned, visited, made, came }) => ({
		area,
		marketer,
		planned: Number(planned),
		visited: Number(visited),
		madeAt: numberOrNull(made),
		cameAt: numberOrNull(came),
	}));
}

/**
 * The shops that stand behind the visits of a province: those that wait for one, and those that had one. Of a shop for which
 * another stands, that other.
 */
export async function shopsVisited(tx: Tx, area: string) {
	const standIn = await standIns(tx);
	const rows = await tx.db
		.selectFrom('visit')
		.select(['shop', 'standing'])
		.distinct()
		.where('area', '=', area)
		.execute();
	const of = (...standings: readonly string[]) =>
		new Set(rows.filter(({ standing }) => standings.includes(standing)).map(({ shop }) => standIn(shop)));
	return { planned: of('planned', 'under-way'), visited: of('done') };
}

/** Where the visits to these shops are, the latest made first, at most `limit`; those that wait come before them. */
export async function visitsOfShops({ db }: Tx, shops: readonly string[], limit: number) {
	const rows = await db
		.selectFrom('visit')
		.select(['space', 'key', 'came_at'])
		.where('shop', 'in', shops)
		.where('standing', 'in', ['planned', 'under-way', 'done'])
		.orderBy(sql`case when standing = 'done' then 1 else 0 end`)
		.orderBy('made_at', 'desc')
		.limit(limit)
		.execute();
	return rows.map(({ space, key, came_at }) => ({ space, key, cameAt: numberOrNull(came_at) }));
}

/** The photo records of a space that show a thing. */
export async function photosNaming({ db }: Tx, space: string, kind: string, key: string): Promise<string[]> {
	const rows = await db
		.selectFrom('photo_use')
		.select('key')
		.distinct()
		.where('of_key', '=', key)
		.where('space', '=', space)
		.where('of_kind', '=', kind)
		.orderBy('key')
		.execute();
	return rows.map((row) => row.key);
}
