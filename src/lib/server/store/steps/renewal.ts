import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A session's secret that is renewed while it is used: the one offered, beside the one that is good until it has come. */
export const renewal: Migration = {
	async up(db: Kysely<unknown>) {
		for (const [name, type] of [
			['secret_at', 'bigint'],
			['offered_hash', 'text'],
			['offered_at', 'bigint'],
			['offered_seen_at', 'bigint'],
			['spent_hash', 'text'],
		] as const)
			await db.schema.alterTable('enrolment').addColumn(name, type).execute();
	},
};
