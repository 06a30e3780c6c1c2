import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueOf } from '../../src/lib/domain/access.ts';
import type { Fields, Value } from '../../src/lib/sync/value.ts';
import { SHOP } from './scene.ts';

export interface OfficeRecord {
	readonly kind: string;
	readonly key: string;
	readonly fields: Fields;
}

/** What the server holds, read from its files. */
export interface Office {
	/** Records that are there, removed ones left out. */
	readonly records: readonly OfficeRecord[];
	/** Values that gave way, by `kind/key/field`. */
	readonly history: ReadonlyMap<string, readonly Value[]>;
	/** The last number taken of each device. */
	readonly taken: ReadonlyMap<string, number>;
	/** Photos that are in the list, and whose bytes on the disk have the hash that names them. */
	readonly photos: ReadonlySet<string>;
}

interface RecordRow {
	kind: string;
	key: string;
	fields: string;
}

export function readOffice(folder: string): Office {
	const db = new Database(join(folder, 'tambon.sqlite'), { readonly: true });
	try {
		const space = catalogueOf(SHOP);
		const all = (sql: string, ...bound: string[]) => db.prepare(sql).all(...bound);
		const rows = all('select kind, key, fields from record where space = ? and removed is null', space);
		const gaveWay = all('select kind, key, field, value from superseded where space = ?', space);
		const ledger = all('select device, last from ledger where space = ?', space);
		const files = all('select hash from photo_file') as { hash: string }[];
		const history = new Map<string, Value[]>();
		for (const row of gaveWay as (RecordRow & { field: string; value: string })[]) {
			const name = `${row.kind}/${row.key}/${row.field}`;
			history.set(name, [...(history.get(name) ?? []), JSON.parse(row.value) as Value]);
		}
		return {
			records: (rows as RecordRow[]).map((row) => ({ ...row, fields: JSON.parse(row.fields) as Fields })),
			history,
			taken: new Map(
				(ledger as { device: string; last: number }[]).map(({ device, last }) => [device, last]),
			),
			photos: new Set(files.map(({ hash }) => hash).filter(wholeFiles(folder))),
		};
	} finally {
		db.close();
	}
}

/** Says of a hash whether a file of that name holds just those bytes. */
function wholeFiles(folder: string): (hash: string) => boolean {
	const whole = new Set<string>();
	for (const entry of readdirSync(join(folder, 'photos'), { recursive: true, withFileTypes: true })) {
		const [hash = '', ending] = entry.name.split('.');
		if (!entry.isFile() || ending === undefined) continue;
		const bytes = readFileSync(join(entry.parentPath, entry.name));
		if (createHash('sha256').update(bytes).digest('hex') === hash) whole.add(hash);
	}
	return (hash) => whole.has(hash);
}
