import { sql } from 'kysely';
import type { Role } from '../../../domain/access.ts';
import type { Tx } from '../port.ts';

/** How many of something lie in each province; provinces with none are absent. */
export type ByArea = ReadonlyMap<string, number>;

/** People whose access has not ended, by role. */
export async function countPeople({ db }: Tx): Promise<ReadonlyMap<Role, number>> {
	const rows = await db
		.selectFrom('person')
		.select(['role', (eb) => eb.fn.countAll().as('count')])
		.where('revoked_at', 'is', null)
		.groupBy('role')
		.execute();
	return new Map(rows.map((row) => [row.role as Role, Number(row.count)]));
}

/** Shops that somebody has joined for, where they lie now, or where they were invited to until they have a catalogue. */
export async function countJoined({ db }: Tx): Promise<ByArea> {
	const sellers = db
		.selectFrom('person')
		.leftJoin('space', (join) => join.on('space.id', '=', sql<string>`'c.' || person.shop`))
		.leftJoin('standing', 'standing.space', 'space.id')
		.where('standing.merged_into', 'is', null)
		.where('person.role', '=', 'seller')
		.where('person.revoked_at', 'is', null);
	// Apart: two people of a shop may have been invited to two provinces, and it is one shop
	const lying = await sellers
		.select((eb) => ['space.area', eb.fn.count('person.shop').distinct().as('count')])
		.where('space.id', 'is not', null)
		.groupBy('space.area')
		.execute();
	const unborn = await sellers
		.select((eb) => ['person.areas', eb.fn.count('person.shop').distinct().as('count')])
		.where('space.id', 'is', null)
		.groupBy('person.areas')
		.execute();
	const counts = new Map<string, number>();
	const add = (area: string, count: unknown) => counts.set(area, (counts.get(area) ?? 0) + Number(count));
	for (const { area, count } of lying) add(area ?? '', count);
	for (const { areas, count } of unborn) add((JSON.parse(areas) as string[])[0] ?? '', count);
	return counts;
}
