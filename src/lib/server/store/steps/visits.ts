import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the desk counts of visits (`desk/visits.ts`). There are none from before: no app has written one. */
export const visits: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('visit')
			.addColumn('space', 'text', (c) => c.notNull())
			.addColumn('key', 'text', (c) => c.notNull())
			.addColumn('area', 'text', (c) => c.notNull())
			.addColumn('shop', 'text', (c) => c.notNull())
			.addColumn('marketer', 'text', (c) => c.notNull())
			.addColumn('standing', 'text', (c) => c.notNull())
			.addColumn('made_at', 'bigint')
			.addColumn('came_at', 'bigint')
			.addPrimaryKeyConstraint('visit_name', ['space', 'key'])
			.execute();
		for (const made of [
			'visit_counted on visit (area, marketer, standing, made_at, came_at)',
			'visit_shop on visit (shop)',
		])
			await sql`create index ${sql.raw(made)}`.execute(db);
	},
};
