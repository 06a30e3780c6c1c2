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

/** Makers on record: every catalogue, whether it came from a register or from a phone. */
export async function countMakers({ db }: Tx): Promise<ByArea> {
	const rows = await db
		.selectFrom('space')
		.select(['area', (eb) => eb.fn.countAll().as('count')])
		.where(sql<boolean>`id = 'c.' || shop`)
		.groupBy('area')
		.execute();
	return new Map(rows.map((row) => [row.area, Number(row.count)]));
}

/** Shops that somebody has joined for, where they lie now, or where they were invited to until they have a catalogue. */
export async function countJoined({ db }: Tx): Promise<ByArea> {
	const rows = await db
		.selectFrom('person')
		.leftJoin('space', (join) => join.on('space.id', '=', sql<string>`'c.' || person.shop`))
		.select(['space.area', 'person.areas', (eb) => eb.fn.count('person.shop').distinct().as('count')])
		.where('person.role', '=', 'seller')
		.where('person.revoked_at', 'is', null)
		.groupBy(['space.area', 'person.areas'])
		.execute();
	const counts = new Map<string, number>();
	for (const row of rows) {
		const area = row.area ?? (JSON.parse(row.areas) as string[])[0] ?? '';
		counts.set(area, (counts.get(area) ?? 0) + Number(row.count));
	}
	return counts;
}

/** Shops that a shopper can see. */
export async function countListed({ db }: Tx): Promise<ByArea> {
	const rows = await db
		.selectFrom('listed_shop')
		.select(['province', (eb) => eb.fn.countAll().as('count')])
		.groupBy('province')
		.execute();
	return new Map(rows.map((row) => [row.province, Number(row.count)]));
}
