import { sql } from 'kysely';
import type { Visible } from '../../access.ts';
import type { Tx } from '../port.ts';

export interface MakerRow {
	readonly shop: string;
	/** The fields of the shop's record. */
	readonly fields: Readonly<Record<string, unknown>>;
}

/** Every visible maker of a province for which no other stands, those too of whom nothing is on record yet: about 1,200, at most some thousands. */
export async function makersOfArea({ db }: Tx, area: string, visible: Visible): Promise<MakerRow[]> {
	const rows = await db
		.selectFrom('space')
		.leftJoin('record', (join) =>
			join
				.onRef('record.space', '=', 'space.id')
				.onRef('record.key', '=', 'space.shop')
				.on('record.kind', '=', 'shop'),
		)
		.leftJoin('standing', 'standing.space', 'space.id')
		.select(['space.shop', 'record.fields'])
		.where('space.area', '=', area)
		.where('standing.merged_into', 'is', null)
		.where(visible.where)
		.where('space.shop', 'is not', null)
		.execute();
	return rows.map(({ shop, fields }) => {
		return { shop: shop ?? '', fields: JSON.parse(fields ?? '{}') as MakerRow['fields'] };
	});
}

/** Those shops of a province for which somebody has joined. */
export async function joinedOfArea({ db }: Tx, area: string): Promise<Set<string>> {
	const rows = await db
		.selectFrom('person')
		.innerJoin('space', (join) => join.on('space.id', '=', sql<string>`'c.' || person.shop`))
		.select('space.shop')
		.distinct()
		.where('space.area', '=', area)
		.where('person.role', '=', 'seller')
		.where('person.revoked_at', 'is', null)
		.execute();
	return new Set(rows.map(({ shop }) => shop ?? ''));
}

/** How many makers of a province stand on no list, since another stands for them. */
export async function countMerged({ db }: Tx, area: string, visible: Visible): Promise<number> {
	const row = await db
		.selectFrom('standing')
		.innerJoin('space', 'space.id', 'standing.space')
		.select((eb) => eb.fn.countAll().as('count'))
		.where('space.area', '=', area)
		.where('standing.merged_into', 'is not', null)
		.where(visible.where)
		.executeTakeFirst();
	return Number(row?.count ?? 0);
}

/** How much stands in the records of each visible shop of a province: their number, and the length of what they hold. */
export async function lengthsOfArea(
	{ db }: Tx,
	area: string,
	visible: Visible,
): Promise<Map<string, { readonly records: number; readonly length: number }>> {
	const rows = await db
		.selectFrom('space')
		.innerJoin('record', 'record.space', 'space.id')
		.select([
			'space.shop',
			sql<number>`count(*)`.as('records'),
			sql<number>`sum(length(fields))`.as('length'),
		])
		.where('space.area', '=', area)
		.where(visible.where)
		.where('record.removed', 'is', null)
		.groupBy('space.shop')
		.execute();
	return new Map(
		rows.map(({ shop, records, length }) => [
			shop ?? '',
			{ records: Number(records), length: Number(length) },
		]),
	);
}
