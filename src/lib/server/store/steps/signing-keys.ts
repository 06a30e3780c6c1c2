import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The keys by which phones sign invitations that they make with no connection. */
export const signingKeys: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('signing_key')
			.addColumn('enrolment', 'text', (c) => c.notNull())
			.addColumn('public_key', 'text', (c) => c.notNull())
			.addColumn('replaced_at', 'bigint')
			.addPrimaryKeyConstraint('signing_key_name', ['enrolment', 'public_key'])
			.execute();
	},
};
