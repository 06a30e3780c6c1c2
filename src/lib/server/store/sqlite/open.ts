import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations, type Steps } from '../migrations.ts';
import { besideFile, openHistory } from '../history.ts';
import type { Store, Tx } from '../port.ts';
import type { Tables } from '../tables.ts';
import { noSkips, shortSkips } from '../shorts.ts';
import { keepStatements } from './statements.ts';
import { transactions } from './transactions.ts';

/** How long a writer waits for another process (a command-line tool beside the server), milliseconds. */
const BUSY_TIMEOUT = 10_000;

/**
 * Opens (and makes, and migrates) a SQLite database. `file` may be ':memory:'. Every commit is on the disk before it
 * is answered: write-ahead log, synchronous FULL. Throws when a migration fails, leaving the database as it was.
 */
export async function openSqlite(file: string, steps: Steps = migrations): Promise<Store> {
	const raw = new Database(file);
	raw.pragma('journal_mode = WAL');
	raw.pragma('synchronous = FULL');
	raw.pragma('foreign_keys = ON');
	// What is removed is overwritten: else it would lie in free pages until they are used again.
	raw.pragma('secure_delete = ON');
	raw.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
	const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: keepStatements(raw) }) });
	try {
		await migrate(db, steps);
	} catch (error) {
		await db.destroy();
		throw error;
	}
	const skips: { of: Tx['skipShorts'] } = { of: noSkips };
	const { write, read } = transactions(db, (space) => skips.of(space));
	const marks = file === ':memory:' ? null : besideFile(`${file}.mark`);
	const history = await openHistory(write, marks);
	if (!history.isNew) skips.of = shortSkips(Math.random);
	return {
		get epoch() {
			return history.epoch();
		},
		wasTurnedBack: history.wasTurnedBack,
		doubt: () => history.doubt(),
		mark: () => history.mark(),
		write,
		read,
		// The log holds pages as they were before: into the file with it, and away.
		tidy: () =>
			db.connection().execute(async (connection) => {
				await sql`pragma wal_checkpoint(truncate)`.execute(connection);
			}),
		close: () => db.destroy(),
	};
}

/** All steps in one transaction: Kysely runs each alone on SQLite, and one that fails would leave its first half. */
async function migrate(db: Kysely<Tables>, steps: Steps): Promise<void> {
	await db.connection().execute(async (connection) => {
		await sql`begin immediate`.execute(connection);
		const provider = { getMigrations: () => Promise.resolve(steps) };
		const { error } = await new Migrator({ db: connection, provider }).migrateToLatest();
		await (error ? sql`rollback` : sql`commit`).execute(connection);
		if (error) throw error instanceof Error ? error : new Error(String(error));
	});
}
