import type Database from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** Statements that stay compiled. Their shapes are few: a list's length is part of one, and lists go in chunks. */
const MOST = 500;

/**
 * The same database for Kysely, which asks for a statement to be compiled at every query: one it has asked for before is
 * at hand. Nothing here reads a statement's rows one by one, so that none is asked for while it runs.
 */
export function keepStatements(raw: Database.Database): SqliteDatabase {
	const kept = new Map<string, Database.Statement<unknown[], unknown>>();
	return {
		close: () => raw.close(),
		prepare(sql) {
			const known = kept.get(sql);
			if (known) return known;
			const made = raw.prepare<unknown[], unknown>(sql);
			const [oldest] = kept.keys();
			if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
			kept.set(sql, made);
			return made;
		},
	};
}
