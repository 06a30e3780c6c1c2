import Database from 'better-sqlite3';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { photoRec, writeRecords } from '../../../../../tests/support/catalogue.ts';
import { visible } from '../../access.ts';
import { migrations } from '../migrations.ts';
import { isVisiblePhoto } from '../queries/photo-files.ts';
import { openSqlite } from '../sqlite/open.ts';

const seller = (shop: string) => visible({ person: 'p', role: 'seller', areas: [], shop });
const [known, early, late] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];

it('a database from before shows its pictures where they were shown, and to nobody else', async () => {
	const file = join(mkdtempSync(join(tmpdir(), 'senders-')), 'tambon.sqlite');
	const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0009'));
	await (await openSqlite(file, before)).close();
	const db = new Database(file);
	for (const space of ['c.shop1', 'c.shop2'])
		db.prepare('insert into space (id, area, shop) values (?, ?, ?)').run(space, '50', space.slice(2));
	// One that a record names, one that is here before its record, one whose record is here before it
	for (const hash of [known, early])
		db.prepare('insert into photo_file (hash, bytes, type, created_at) values (?, 1, ?, 1)').run(
			hash,
			'image/webp',
		);
	for (const hash of [known, late])
		db.prepare(
			"insert into photo_use (hash, space, key, of_kind, of_key) values (?, 'c.shop1', ?, 'product', 'prod1')",
		).run(hash, `of-${hash[0]}`);
	db.close();

	const store = await openSqlite(file);
	const sees = (shop: string, hash: string) => store.read((tx) => isVisiblePhoto(tx, hash, seller(shop)));
	expect(await Promise.all([known, late].map((hash) => sees('shop1', hash)))).toEqual([true, true]);
	await writeRecords(store, [
		photoRec('shop1', 'of-a', 'product/prod1', { full: known }),
		photoRec('shop1', 'of-b', 'product/prod1', { full: early }),
		photoRec('shop2', 'of-a', 'product/prod1', { full: known }),
		photoRec('shop2', 'of-c', 'product/prod1', { full: late }),
	]);
	expect(await Promise.all([known, early, late].map((hash) => sees('shop1', hash)))).toEqual([
		true,
		true,
		true,
	]);
	expect(await Promise.all([known, late].map((hash) => sees('shop2', hash)))).toEqual([false, false]);
	await store.close();
});
