import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who sent a picture's bytes. What is here already stays visible where a record names it, and nowhere else. */
export const senders: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('photo_sender')
			.addColumn('hash', 'text', (c) => c.notNull())
			.addColumn('person', 'text', (c) => c.notNull())
			.addColumn('space', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('photo_sender_name', ['hash', 'person', 'space'])
			.execute();
		await db.schema
			.alterTable('photo_use')
			.addColumn('proven', 'integer', (c) => c.notNull().defaultTo(0))
			.execute();
		await sql`update photo_use set proven = 1`.execute(db);
		await sql`insert into photo_sender (hash, person, space)
			select distinct photo_use.hash, '', photo_use.space from photo_use
			inner join photo_file on photo_file.hash = photo_use.hash`.execute(db);
		// A picture that came before its record
		await sql`insert into photo_sender (hash, person, space)
			select hash, '', '' from photo_file
			where not exists (select 1 from photo_use where photo_use.hash = photo_file.hash)`.execute(db);
	},
};
