import { sql } from 'kysely';
import { catalogueOf } from '../../../domain/access.ts';
import type { Visible } from '../../access.ts';
import type { Tx } from '../port.ts';

/** Parameters in one statement: well below what any engine takes. */
const CHUNK = 500;

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

/** How much stands in the records of a shop: their number, and the length of what they hold. */
export interface Lengths {
	readonly records: number;
	readonly length: number;
}

/** The same of each visible shop of a province. */
export async function lengthsOfArea(tx: Tx, area: string, visible: Visible): Promise<Map<string, Lengths>> {
	return byShop(await selectLengths(tx, visible).where('space.area', '=', area).execute());
}

/** The same of those of these shops that are visible, a screenful of them or a list's. */
export async function lengthsOfShops(
	tx: Tx,
	shops: readonly string[],
	visible: Visible,
): Promise<Map<string, Lengths>> {
	const rows = [];
	for (let i = 0; i < shops.length; i += CHUNK) {
		const part = shops.slice(i, i + CHUNK).map(catalogueOf);
		rows.push(...(await selectLengths(tx, visible).where('space.id', 'in', part).execute()));
	}
	return byShop(rows);
}

const selectLengths = ({ db }: Tx, visible: Visible) =>
	db
		.selectFrom('space')
		.innerJoin('record', 'record.space', 'space.id')
		.select([
			'space.shop',
			sql<number>`count(*)`.as('records'),
			sql<number>`sum(length(fields))`.as('length'),
		])
		.where(visible.where)
		.where('record.removed', 'is', null)
		.groupBy('space.shop');

const byShop = (rows: readonly { shop: string | null; records: number; length: number }[]) =>
	new Map(
		rows.map(({ shop, records, length }) => [
			shop ?? '',
			{ records: Number(records), length: Number(length) },
		]),
	);
