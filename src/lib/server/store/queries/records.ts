import type { Selectable } from 'kysely';
import type { Superseded } from '../../../sync/merge.ts';
import { recordId, type Rec } from '../../../sync/record.ts';
import type { Tx } from '../port.ts';
import type { Tables } from '../tables.ts';

type Name = readonly [kind: string, key: string];

/** Values in one statement: well below the number of parameters any engine takes. */
const CHUNK = 100;

function chunks<T>(items: readonly T[]): T[][] {
	return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) =>
		items.slice(i * CHUNK, (i + 1) * CHUNK),
	);
}

/** The records of those names that exist. In a write transaction they stay locked until it ends. */
export async function lockRecords(tx: Tx, space: string, names: readonly Name[]): Promise<Rec[]> {
	const found: Rec[] = [];
	const ordered = [...names].sort((a, b) => (recordId(...a) < recordId(...b) ? -1 : 1));
	for (const kind of new Set(ordered.map(([kind]) => kind))) {
		for (const part of chunks(ordered.filter((name) => name[0] === kind))) {
			const keys = part.map(([, key]) => key);
			let query = tx.db
				.selectFrom('record')
				.selectAll()
				.where('space', '=', space)
				.where('kind', '=', kind)
				.where('key', 'in', keys)
				.orderBy('key');
			if (tx.locksRows) query = query.forUpdate();
			found.push(...(await query.execute()).map(toRecord));
		}
	}
	return found;
}

export async function findRecord(tx: Tx, space: string, kind: string, key: string): Promise<Rec | null> {
	const row = await tx.db
		.selectFrom('record')
		.selectAll()
		.where('space', '=', space)
		.where('kind', '=', kind)
		.where('key', '=', key)
		.executeTakeFirst();
	return row ? toRecord(row) : null;
}

export async function recordsAfter({ db }: Tx, space: string, number: number): Promise<Rec[]> {
	const rows = await db
		.selectFrom('record')
		.selectAll()
		.where('space', '=', space)
		.where('at', '>', number)
		.execute();
	return rows.map(toRecord);
}

/** The live records of one kind. */
export async function recordsOfKind({ db }: Tx, space: string, kind: string): Promise<Rec[]> {
	const rows = await db
		.selectFrom('record')
		.selectAll()
		.where('space', '=', space)
		.where('kind', '=', kind)
		.where('removed', 'is', null)
		.execute();
	return rows.map(toRecord);
}

export async function namesByShort(
	{ db }: Tx,
	space: string,
	shorts: readonly number[],
): Promise<Map<number, Name>> {
	const names = new Map<number, Name>();
	for (const part of chunks([...new Set(shorts)])) {
		const rows = await db
			.selectFrom('record')
			.select(['short', 'kind', 'key'])
			.where('space', '=', space)
			.where('short', 'in', part)
			.execute();
		for (const row of rows) names.set(Number(row.short), [row.kind, row.key]);
	}
	return names;
}

export async function putRecords({ db }: Tx, area: string, records: readonly Rec[]): Promise<void> {
	for (const part of chunks(records)) {
		await db
			.insertInto('record')
			.values(part.map((record) => toRow(area, record)))
			.onConflict((conflict) =>
				conflict.columns(['space', 'kind', 'key']).doUpdateSet((eb) => ({
					born: eb.ref('excluded.born'),
					at: eb.ref('excluded.at'),
					removed: eb.ref('excluded.removed'),
					fields: eb.ref('excluded.fields'),
					stamps: eb.ref('excluded.stamps'),
				})),
			)
			.execute();
	}
}

/** Keeps what gave way: `number` is the transaction that replaced it, at `at`, ms UTC. */
export async function putSuperseded(
	{ db }: Tx,
	space: string,
	area: string,
	number: number,
	old: readonly Superseded[],
	at: number,
): Promise<void> {
	for (const part of chunks(old)) {
		const rows = part.map(({ kind, key, field, value, stamp }) => ({
			space,
			kind,
			key,
			field,
			number,
			area,
			value: JSON.stringify(value),
			stamp: JSON.stringify(stamp),
			at,
		}));
		await db.insertInto('superseded').values(rows).execute();
	}
}

export function toRecord(row: Selectable<Tables['record']>): Rec {
	return {
		space: row.space,
		kind: row.kind,
		key: row.key,
		fields: JSON.parse(row.fields) as Rec['fields'],
		stamps: JSON.parse(row.stamps) as Rec['stamps'],
		removed: row.removed === null ? null : (JSON.parse(row.removed) as Rec['removed']),
		short: Number(row.short),
		born: Number(row.born),
		at: Number(row.at),
	};
}

function toRow(area: string, record: Rec): Tables['record'] {
	const { space, kind, key, short, born, at } = record;
	return {
		space,
		kind,
		key,
		area,
		short,
		born,
		at,
		removed: record.removed === null ? null : JSON.stringify(record.removed),
		fields: JSON.stringify(record.fields),
		stamps: JSON.stringify(record.stamps),
	};
}
