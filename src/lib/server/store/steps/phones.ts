import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What each phone tells of itself. Of phones from before nothing is known, which is not the same as nothing waiting. */
export const phones: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.alterTable('enrolment')
			.addColumn('version', 'text', (c) => c.notNull().defaultTo(''))
			.execute();
		await db.schema.alterTable('enrolment').addColumn('unsent', 'integer').execute();
		await db.schema.alterTable('enrolment').addColumn('unsent_since', 'bigint').execute();
		// Whose invitations were used lately is asked for each time somebody waits for whom they invited
		await db.schema
			.createIndex('invitation_inviter')
			.on('invitation')
			.columns(['inviter', 'used_at'])
			.execute();
	},
};
