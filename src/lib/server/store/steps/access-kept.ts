import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** As it was when this step was written: `access-log.ts` says why so long. Milliseconds. */
const KEPT = 365 * 86_400_000;

/** The access log lets go of rows that are older than it is kept, by the clock of the database itself, and of no others. */
export const accessKept: Migration = {
	async up(db: Kysely<unknown>) {
		await sql`drop trigger access_log_no_delete`.execute(db);
		await sql`create trigger access_log_no_delete before delete on access_log
			when old.at > unixepoch() * 1000 - ${sql.lit(KEPT)}
			begin select raise(abort, 'access_log: rows are only added'); end`.execute(db);
	},
};
