import type { Visible } from '../../access.ts';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';
import { OURSELVES, putSender } from './photo-senders.ts';

type PhotoFile = Tables['photo_file'];

export async function findPhotoFile({ db }: Tx, hash: string): Promise<PhotoFile | null> {
	const row = await db.selectFrom('photo_file').selectAll().where('hash', '=', hash).executeTakeFirst();
	return row
		? {
				...row,
				bytes: Number(row.bytes),
				created_at: Number(row.created_at),
				orphan_since: row.orphan_since === null ? null : Number(row.orphan_since),
			}
		: null;
}

/** A file that is here from now on: nobody's, until a record of a space that it was sent for names it. */
export async function putPhotoFile(
	tx: Tx,
	file: Omit<PhotoFile, 'orphan_since'>,
	sender = OURSELVES,
): Promise<void> {
	const row = { ...file, orphan_since: null };
	await tx.db
		.insertInto('photo_file')
		.values(row)
		.onConflict((conflict) => conflict.column('hash').doUpdateSet(row))
		.execute();
	await putSender(tx, file.hash, sender);
}

/** Whether anybody may see it: it shows a listed shop, or a product on sale in one. */
export async function isPublicPhoto({ db }: Tx, hash: string): Promise<boolean> {
	const row = await db
		.selectFrom('photo_use as use')
		.innerJoin('listed_shop as place', 'place.space', 'use.space')
		.leftJoin('listed_product as item', (join) =>
			join.onRef('item.space', '=', 'use.space').onRef('item.key', '=', 'use.of_key'),
		)
		.select('use.key')
		.where('use.hash', '=', hash)
		.where('use.proven', '=', 1)
		.where((eb) =>
			eb.or([
				eb.and([eb('use.of_kind', '=', 'shop'), eb('use.of_key', '=', eb.ref('place.shop'))]),
				eb.and([eb('use.of_kind', '=', 'product'), eb('item.key', 'is not', null)]),
			]),
		)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Whether a photo record in a space that is visible names the file. */
export async function isVisiblePhoto({ db }: Tx, hash: string, visible: Visible): Promise<boolean> {
	const row = await db
		.selectFrom('photo_use as use')
		.innerJoin('space', 'space.id', 'use.space')
		.select('use.key')
		.where('use.hash', '=', hash)
		.where('use.proven', '=', 1)
		.where(visible.where)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** For each space in which a record names the file: the bytes of all files that its records name, this one left out. */
export async function bytesOfSpaces({ db }: Tx, hash: string): Promise<Map<string, number>> {
	const spaces = await db
		.selectFrom('photo_use')
		.select('space')
		.distinct()
		.where('hash', '=', hash)
		.execute();
	if (spaces.length === 0) return new Map();
	const named = db
		.selectFrom('photo_use')
		.select(['space', 'hash'])
		.distinct()
		.where(
			'space',
			'in',
			spaces.map(({ space }) => space),
		);
	const rows = await db
		.selectFrom(named.as('use'))
		.innerJoin('photo_file as file', 'file.hash', 'use.hash')
		.select((eb) => ['use.space', eb.fn.sum('file.bytes').as('bytes')])
		.where('use.hash', '!=', hash)
		.groupBy('use.space')
		.execute();
	return new Map(rows.map(({ space, bytes }) => [space, Number(bytes)]));
}

/** How many of the photos of some spaces have all their files here. */
export async function arrivedOf(
	{ db }: Tx,
	spaces: readonly string[],
): Promise<Map<string, { here: number; of: number }>> {
	const counts = new Map<string, { here: number; of: number }>();
	if (spaces.length === 0) return counts;
	const rows = await db
		.selectFrom('photo_use as use')
		.leftJoin('photo_file as file', (join) =>
			join.onRef('file.hash', '=', 'use.hash').on('use.proven', '=', 1),
		)
		.select((eb) => [
			'use.space',
			'use.key',
			eb.fn.countAll().as('named'),
			eb.fn.count('file.hash').as('arrived'),
		])
		.where('use.space', 'in', [...spaces])
		.groupBy(['use.space', 'use.key'])
		.execute();
	for (const { space, named, arrived } of rows) {
		const { here, of } = counts.get(space) ?? { here: 0, of: 0 };
		counts.set(space, { here: here + (Number(named) === Number(arrived) ? 1 : 0), of: of + 1 });
	}
	return counts;
}
