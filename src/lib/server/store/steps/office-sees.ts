import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the office writes to shops is looked through by an index of its own; and which shops stand for another no more. */
export const officeSees: Migration = {
	async up(db: Kysely<unknown>) {
		await sql`create index record_comment on record (space) where kind = 'comment' and removed is null`.execute(
			db,
		);
		await sql`create index record_apart on record (area) where kind = 'apart' and removed is null`.execute(
			db,
		);
		await db.schema.alterTable('standing').addColumn('merged_into', 'text').execute();
		// What is counted of a province stands in one index, and whether another stands for it is asked of each
		await sql`drop index standing_area`.execute(db);
		await sql`create index standing_area on standing (area, rows, begun, listed, pictured, merged_into)`.execute(
			db,
		);
		await sql`create index standing_merged on standing (merged_into) where merged_into is not null`.execute(
			db,
		);
	},
};
