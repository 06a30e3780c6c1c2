import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Codes that are read out, and the log of who did what: rows of it are added, never changed and never taken away. */
export const walls: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('invitation_code')
			.addColumn('number', 'text', (c) => c.primaryKey())
			.addColumn('invitation', 'text', (c) => c.notNull())
			.addColumn('salt', 'text', (c) => c.notNull())
			.addColumn('code_hash', 'text', (c) => c.notNull())
			.addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
			.addColumn('expires_at', 'bigint', (c) => c.notNull())
			.addColumn('key_hash', 'text')
			.addColumn('secret_hash', 'text')
			.execute();
		await db.schema
			.createIndex('invitation_code_secret')
			.on('invitation_code')
			.column('secret_hash')
			.execute();
		await db.schema
			.createTable('access_log')
			.addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
			.addColumn('at', 'bigint', (c) => c.notNull())
			.addColumn('person', 'text', (c) => c.notNull())
			.addColumn('enrolment', 'text', (c) => c.notNull())
			.addColumn('act', 'text', (c) => c.notNull())
			.addColumn('thing', 'text', (c) => c.notNull())
			.addColumn('outcome', 'text', (c) => c.notNull())
			.execute();
		await db.schema.createIndex('access_log_at').on('access_log').column('at').execute();
		await db.schema.createIndex('access_log_person').on('access_log').columns(['person', 'at']).execute();
		for (const change of ['update', 'delete'])
			await sql`create trigger ${sql.raw(`access_log_no_${change}`)} before ${sql.raw(change)} on access_log
				begin select raise(abort, 'access_log: rows are only added'); end`.execute(db);
	},
};
