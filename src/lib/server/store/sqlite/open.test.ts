import Database from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../migrations.ts';
import { openSqlite } from './open.ts';

let file: string;
beforeEach(() => {
	file = join(mkdtempSync(join(tmpdir(), 'tambon-store-')), 'tambon.sqlite');
});

const tables = () => {
	const db = new Database(file, { readonly: true });
	const rows = db.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
	db.close();
	return rows.map(({ name }) => name).sort();
};

describe('a database', () => {
	it('keeps its epoch from one start to the next', async () => {
		const first = await openSqlite(file);
		await first.close();
		const second = await openSqlite(file);
		expect(second.epoch).toBe(first.epoch);
		await second.close();
	});

	it('waits for the disk at every commit', async () => {
		const store = await openSqlite(file);
		const [row] = await store.read(async ({ db }) => {
			const { sql } = await import('kysely');
			return (await sql<{ synchronous: number }>`pragma synchronous`.execute(db)).rows;
		});
		expect(row?.synchronous).toBe(2);
		await store.close();
	});

	it('is as it was when a later migration fails half-way', async () => {
		await (await openSqlite(file)).close();
		const before = tables();
		const broken = {
			...migrations,
			'9998-good': {
				up: async (db: Kysely<unknown>) => db.schema.createTable('new_one').addColumn('a', 'text').execute(),
			},
			'9999-bad': {
				up: async (db: Kysely<unknown>) => {
					await db.schema.createTable('half').addColumn('a', 'text').execute();
					throw new Error('the power went');
				},
			},
		};
		await expect(openSqlite(file, broken)).rejects.toThrow('the power went');
		expect(tables()).toEqual(before);
		await (await openSqlite(file)).close();
	});
});

describe('a transaction', () => {
	it('leaves nothing behind when it throws, and lets the next one in', async () => {
		const store = await openSqlite(file);
		const put = (key: string) =>
			store.write(({ db }) => db.insertInto('meta').values({ key, value: '1' }).execute());
		const failing = store.write(async ({ db }) => {
			await db.insertInto('meta').values({ key: 'a', value: '1' }).execute();
			throw new Error('no');
		});
		await expect(failing).rejects.toThrow('no');
		await put('b');
		const keys = await store.read(({ db }) => db.selectFrom('meta').select('key').execute());
		expect(keys.map(({ key }) => key)).toContain('b');
		expect(keys.map(({ key }) => key)).not.toContain('a');
		await store.close();
	});
});
