import { sql, type Kysely, type Selectable } from 'kysely';
import type { Migration } from 'kysely/migration';
import { catalogueOf } from '../../../domain/access.ts';
import { dayNumber } from '../../../domain/dates.ts';
import type { Rec } from '../../../sync/record.ts';
import { awaitsConsent, isBegun, pricedProduct, rowsOfMaker } from '../../desk/counted.ts';
import type { Tables } from '../tables.ts';

/** Records in memory at once: a country's do not fit. */
const PAGE = 2_000;
/** Rows of one statement: well below the parameters that any engine takes. */
const CHUNK = 80;

/** What the desk counts (`desk/counting.ts`), and when a change was refused. What is here already is counted once. */
export const figures: Migration = {
	async up(given: Kysely<unknown>) {
		await tables(given);
		const db = given as Kysely<Tables>;
		await sql`insert into standing (space, area) select id, area from space where shop is not null`.execute(
			db,
		);
		for await (const records of pages(db)) {
			await countShops(db, records);
			await countPrices(db, records);
		}
		await indexes(given);
		await sql`update standing set listed = 1 where space in (select space from listed_shop)`.execute(db);
		await sql`update standing set pictured = 1
			where space in (select space from priced where on_sale = 1 and pictured = 1)`.execute(db);
	},
};

async function tables(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('standing')
		.addColumn('space', 'text', (c) => c.primaryKey())
		.addColumn('area', 'text', (c) => c.notNull())
		.addColumn('rows', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('begun', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('begun_at', 'bigint')
		.addColumn('waits', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('waits_at', 'bigint')
		.addColumn('listed', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('pictured', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await db.schema
		.createTable('priced')
		.addColumn('space', 'text', (c) => c.notNull())
		.addColumn('key', 'text', (c) => c.notNull())
		.addColumn('area', 'text', (c) => c.notNull())
		.addColumn('category', 'text', (c) => c.notNull())
		.addColumn('unit', 'text', (c) => c.notNull())
		.addColumn('satang', 'bigint', (c) => c.notNull())
		.addColumn('was', 'bigint')
		.addColumn('priced_on', 'integer')
		.addColumn('on_sale', 'integer', (c) => c.notNull())
		.addColumn('pictured', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('priced_name', ['space', 'key'])
		.execute();
	await db.schema.alterTable('outcome').addColumn('at', 'bigint').execute();
}

/** The parts that are looked through have indexes of their own, small ones: a condition with values matches none of these. */
async function indexes(db: Kysely<unknown>): Promise<void> {
	for (const made of [
		'priced_age on priced (area, priced_on) where on_sale = 1',
		'priced_kind on priced (category, unit, satang) where on_sale = 1',
		'priced_leap on priced (space) where on_sale = 1 and (satang >= 8 * was or was >= 8 * satang)',
		'priced_shown on priced (space) where on_sale = 1 and pictured = 1',
		'standing_area on standing (area, rows, begun, listed, pictured)',
		'standing_waits on standing (space) where waits = 1 and begun = 1',
		"record_question on record (space) where kind = 'question' and removed is null",
		`outcome_refused on outcome (space) where substr(outcome, 1, 17) = '{"kind":"refused"'`,
	])
		await sql`create index ${sql.raw(made)}`.execute(db);
}

async function* pages(db: Kysely<Tables>): AsyncGenerator<Rec[]> {
	let last = { space: '', kind: '', key: '' };
	for (;;) {
		const { space, kind, key } = last;
		const rows = await db
			.selectFrom('record')
			.selectAll()
			.where(sql<boolean>`(space, kind, key) > (${space}, ${kind}, ${key})`)
			.orderBy('space')
			.orderBy('kind')
			.orderBy('key')
			.limit(PAGE)
			.execute();
		const [end] = rows.slice(-1);
		if (!end) return;
		last = end;
		yield rows.map(toRecord);
	}
}

async function countShops(db: Kysely<Tables>, records: readonly Rec[]): Promise<void> {
	for (const [space, own] of Map.groupBy(records, (rec) => rec.space)) {
		const sum = (of: (rec: Rec) => number) => own.reduce((total, rec) => total + of(rec), 0);
		const found = {
			rows: sum((rec) => (rec.kind === 'maker' && catalogueOf(rec.key) === space ? rowsOfMaker(rec) : 0)),
			begun: own.some(isBegun) ? 1 : 0,
			waits: own.some(awaitsConsent) ? 1 : 0,
		};
		// A catalogue may lie on two pages
		await db
			.updateTable('standing')
			.set((eb) => ({
				rows: eb('rows', '+', found.rows),
				...(found.begun && { begun: 1 }),
				...(found.waits && { waits: 1 }),
			}))
			.where('space', '=', space)
			.execute();
	}
}

async function countPrices(db: Kysely<Tables>, records: readonly Rec[]): Promise<void> {
	const products = records.filter(({ kind }) => kind === 'product');
	if (products.length === 0) return;
	const spaces = [...new Set(products.map(({ space }) => space))];
	const areas = new Map<string, string>();
	const former = new Map<string, { number: number; at: number | null; value: string }[]>();
	const pictured = new Set<string>();
	for (let i = 0; i < spaces.length; i += CHUNK) {
		const part = spaces.slice(i, i + CHUNK);
		const found = await db.selectFrom('space').select(['id', 'area']).where('id', 'in', part).execute();
		for (const { id, area } of found) areas.set(id, area);
		const old = await db
			.selectFrom('superseded')
			.select(['space', 'key', 'number', 'at', 'value'])
			.where('space', 'in', part)
			.where('kind', '=', 'product')
			.where('field', '=', 'price')
			.orderBy('number', 'desc')
			.execute();
		for (const { space, key, ...of } of old) {
			const name = `${space}/${key}`;
			former.set(name, [...(former.get(name) ?? []), of]);
		}
		const shown = await db
			.selectFrom('photo_use')
			.select(['space', 'of_key'])
			.where('space', 'in', part)
			.where('of_kind', '=', 'product')
			.where('proven', '=', 1)
			.execute();
		for (const { space, of_key } of shown) pictured.add(`${space}/${of_key}`);
	}
	const rows = products.flatMap((rec) => {
		// That this writing set it would make every price of today
		const row = pricedProduct({ ...rec, at: -1 }, 0);
		if (!row) return [];
		const old = former.get(`${rec.space}/${rec.key}`) ?? [];
		const set = old.find(({ number }) => Number(number) === rec.stamps['price']?.number);
		const before = old
			.map(({ value }) => JSON.parse(value) as { satang: number; unit: string } | null)
			.find((price) => price?.unit === row.unit && price.satang > 0 && price.satang !== row.satang);
		return [
			{
				...row,
				area: areas.get(rec.space) ?? '',
				was: before?.satang ?? null,
				priced_on: set?.at ? dayNumber(Number(set.at)) : null,
				pictured: pictured.has(`${rec.space}/${rec.key}`) ? 1 : 0,
			},
		];
	});
	for (let i = 0; i < rows.length; i += CHUNK)
		await db
			.insertInto('priced')
			.values(rows.slice(i, i + CHUNK))
			.execute();
}

function toRecord(row: Selectable<Tables['record']>): Rec {
	return {
		...row,
		short: Number(row.short),
		born: Number(row.born),
		at: Number(row.at),
		removed: row.removed === null ? null : (JSON.parse(row.removed) as Rec['removed']),
		fields: JSON.parse(row.fields) as Rec['fields'],
		stamps: JSON.parse(row.stamps) as Rec['stamps'],
	};
}
