import type { Principal, SpaceFacts } from '../../../domain/access.ts';
import type { SpaceRow } from '../../sync/port.ts';
import type { Tx } from '../port.ts';

export async function findSpace({ db }: Tx, id: string): Promise<SpaceRow | null> {
	const row = await db.selectFrom('space').selectAll().where('id', '=', id).executeTakeFirst();
	return row ? numbered(row) : null;
}

/** Whether the database holds anything that people share. */
export async function anySpace({ db }: Tx): Promise<boolean> {
	return (await db.selectFrom('space').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** The catalogue spaces a person follows without being asked: a seller's own. Others choose what they carry. */
export async function spacesOf(tx: Tx, who: Principal): Promise<SpaceRow[]> {
	if (who.role !== 'seller' || who.shop === null) return [];
	const rows = await tx.db.selectFrom('space').selectAll().where('shop', '=', who.shop).execute();
	return rows.map(numbered);
}

export async function foundSpace({ db }: Tx, facts: SpaceFacts): Promise<void> {
	await db
		.insertInto('space')
		.values({ ...facts, counter: 0, shorts: 0 })
		.execute();
}

/** Takes the space's next number and room for `shorts` short integers, last of all before the rows are written. */
export async function takeNumber({ db }: Tx, id: string, shorts: number) {
	const row = await db
		.updateTable('space')
		.set((eb) => ({ counter: eb('counter', '+', 1), shorts: eb('shorts', '+', shorts) }))
		.where('id', '=', id)
		.returning(['counter', 'shorts'])
		.executeTakeFirstOrThrow();
	return { number: Number(row.counter), firstShort: Number(row.shorts) - shorts + 1 };
}

/** Moves a space and all its rows to another province: the shop's address says where it belongs. */
export async function moveSpace({ db }: Tx, id: string, area: string): Promise<void> {
	await db.updateTable('space').set({ area }).where('id', '=', id).execute();
	await db.updateTable('record').set({ area }).where('space', '=', id).execute();
	await db.updateTable('superseded').set({ area }).where('space', '=', id).execute();
}

function numbered(row: {
	id: string;
	area: string;
	shop: string | null;
	counter: number;
	shorts: number;
}): SpaceRow {
	return { ...row, counter: Number(row.counter), shorts: Number(row.shorts) };
}
