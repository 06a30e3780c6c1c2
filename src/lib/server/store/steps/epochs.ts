import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Histories and where each ended, changes brought by other phones, and the number at which each change was taken. */
export const epochs: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('epoch')
			.addColumn('seq', 'integer', (c) => c.primaryKey())
			.addColumn('id', 'text', (c) => c.notNull().unique())
			// 1: `fork` says for each space where it ended; 0: nobody knows.
			.addColumn('forks_known', 'integer', (c) => c.notNull().defaultTo(1))
			.execute();
		await sql`insert into epoch (seq, id) select 1, value from meta where key = 'epoch'`.execute(db);
		await db.schema
			.createTable('fork')
			.addColumn('epoch', 'text', (c) => c.notNull())
			.addColumn('space', 'text', (c) => c.notNull())
			.addColumn('number', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('fork_name', ['epoch', 'space'])
			.execute();
		await db.schema
			.createTable('carried')
			.addColumn('device', 'text', (c) => c.notNull())
			.addColumn('space', 'text', (c) => c.notNull())
			.addColumn('n', 'bigint', (c) => c.notNull())
			.addColumn('digest', 'text', (c) => c.notNull())
			.addColumn('outcome', 'text', (c) => c.notNull())
			.addColumn('number', 'bigint', (c) => c.notNull())
			.addColumn('carrier', 'text', (c) => c.notNull())
			.addColumn('at', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('carried_name', ['device', 'space', 'n'])
			.execute();
		await db.schema
			.alterTable('outcome')
			.addColumn('number', 'bigint', (c) => c.notNull().defaultTo(0))
			.execute();
		await db.schema
			.alterTable('enrolment')
			.addColumn('renamed', 'integer', (c) => c.notNull().defaultTo(0))
			.execute();
		await db.schema.createIndex('enrolment_device').on('enrolment').column('device').execute();
	},
};
