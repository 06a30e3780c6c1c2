import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Smaller copies of pictures, the work that makes them, and since when nothing names a file. */
export const variants: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('photo_variant')
			.addColumn('hash', 'text', (c) => c.notNull())
			.addColumn('width', 'integer', (c) => c.notNull())
			.addColumn('format', 'text', (c) => c.notNull())
			.addColumn('bytes', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('photo_variant_name', ['hash', 'width', 'format'])
			.execute();
		await db.schema
			.createTable('photo_job')
			.addColumn('hash', 'text', (c) => c.primaryKey())
			.addColumn('work', 'text', (c) => c.notNull())
			.addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
			.addColumn('due_at', 'bigint')
			.addColumn('broken', 'text')
			.execute();
		await db.schema.createIndex('photo_job_due').on('photo_job').column('due_at').execute();
		await db.schema.alterTable('photo_file').addColumn('orphan_since', 'bigint').execute();
		// What came before there were variants gets them too, after whatever comes now
		await sql`insert into photo_job (hash, work, due_at) select hash, 'make', 0 from photo_file`.execute(db);
	},
};
