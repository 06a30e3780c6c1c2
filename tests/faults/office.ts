import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueOf } from '../../src/lib/domain/access.ts';
import type { Fields, Value } from '../../src/lib/sync/value.ts';
import { QUESTION } from '../../src/lib/sync/record.ts';
import { SHOP } from './scene.ts';

export interface OfficeRecord {
	readonly kind: string;
	readonly key: string;
	readonly fields: Fields;
}

/** What the server holds of the shop, read from its files. */
export interface Office {
	/** The number of the latest change. */
	readonly counter: number;
	/** Records that are there, removed ones left out. */
	readonly records: readonly OfficeRecord[];
	/** By `kind/key/field`: values that gave way, and those that a question about the field holds or has held. */
	readonly history: ReadonlyMap<string, readonly Value[]>;
	/** The last number taken of each device. */
	readonly taken: ReadonlyMap<string, number>;
	/** Photos that are in the list, and whose bytes on the disk have the hash that names them. */
	readonly photos: ReadonlySet<string>;
}

interface Rows {
	space: { counter: number };
	record: { kind: string; key: string; fields: string; removed: string | null };
	superseded: { kind: string; key: string; field: string; value: string };
	ledger: { device: string; last: number };
	photo_file: { hash: string };
}

export function readOffice(folder: string): Office {
	const db = new Database(join(folder, 'tambon.sqlite'), { readonly: true });
	const all = <T extends keyof Rows>(table: T, where: string) =>
		db.prepare(`select * from ${table} where ${where}`).all() as Rows[T][];
	try {
		const own = `space = '${catalogueOf(SHOP)}'`;
		const records = all('record', own).map((row) => ({ ...row, fields: JSON.parse(row.fields) as Fields }));
		const hashes = all('photo_file', 'true').map(({ hash }) => hash);
		return {
			counter: all('space', `id = '${catalogueOf(SHOP)}'`)[0]?.counter ?? 0,
			records: records.filter(({ removed }) => removed === null),
			history: historyOf(records, all('superseded', own)),
			taken: new Map(all('ledger', own).map(({ device, last }) => [device, last])),
			photos: new Set(hashes.filter(wholeFiles(folder))),
		};
	} finally {
		db.close();
	}
}

type Candidates = Readonly<Record<string, { value: Value }>>;

/** A question is named by the field it is about; a closed one keeps what it held. */
function historyOf(records: readonly OfficeRecord[], superseded: Rows['superseded'][]): Map<string, Value[]> {
	const history = new Map<string, Value[]>();
	const keep = (name: string, value: Value) => history.set(name, [...(history.get(name) ?? []), value]);
	const keepAll = (name: string, candidates: Candidates) => {
		for (const { value } of Object.values(candidates)) keep(name, value);
	};
	for (const { kind, key, fields } of records) {
		if (kind === QUESTION) keepAll(key, fields['candidates'] as Candidates);
	}
	for (const { kind, key, field, value } of superseded) {
		const told = JSON.parse(value) as Value;
		if (kind === QUESTION) keepAll(key, told as Candidates);
		else keep(`${kind}/${key}/${field}`, told);
	}
	return history;
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
