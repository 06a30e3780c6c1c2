import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which orders still tell who bought, and since when they are closed. */
export const orders: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('buyer_kept')
			.addColumn('space', 'text', (c) => c.notNull())
			.addColumn('key', 'text', (c) => c.notNull())
			.addColumn('changed_at', 'bigint', (c) => c.notNull())
			.addColumn('closed_at', 'bigint')
			.addPrimaryKeyConstraint('buyer_kept_name', ['space', 'key'])
			.execute();
		for (const column of ['closed_at', 'changed_at'])
			await db.schema.createIndex(`buyer_kept_${column}`).on('buyer_kept').column(column).execute();
	},
};
