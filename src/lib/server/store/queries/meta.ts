import type { Tx } from '../port.ts';

/** A short note that the database keeps about itself; null where there is none. */
export async function readNote({ db }: Tx, key: string): Promise<string | null> {
	const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
	return row?.value ?? null;
}

export async function writeNote({ db }: Tx, key: string, value: string): Promise<void> {
	await db
		.insertInto('meta')
		.values({ key, value })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
}

/** Every note whose key begins with this, in the order of their keys. */
export async function readNotes({ db }: Tx, prefix: string): Promise<string[]> {
	const rows = await db
		.selectFrom('meta')
		.select('value')
		.where('key', '>=', prefix)
		.where('key', '<', `${prefix}\uffff`)
		.orderBy('key')
		.execute();
	return rows.map(({ value }) => value);
}
