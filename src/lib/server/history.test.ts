import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { joined, testApp, type Joined } from '../../../tests/support/joined.ts';
import { catalogueOf } from '../domain/access.ts';
import type { Change } from '../sync/change.ts';
import { HISTORY_LENGTH } from '../sync/history.ts';
import { change } from '../sync/testing/make.ts';
import { decodeSection, encodeRequest } from '../sync/protocol.ts';
import type { Value } from '../sync/value.ts';
import { decodeRequest } from '../sync/wire/request.ts';
import { historyOf } from './history.ts';
import type { Enrolled } from './principal.ts';
import { migrations } from './store/migrations.ts';
import { supersededOf } from './store/queries/history.ts';
import { openSqlite } from './store/sqlite/open.ts';
import type { Tables } from './store/tables.ts';
import { answerSync } from './sync/answer.ts';
import { sqlParts } from './sync/sql.ts';
import { writeAs } from './write.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let mother: Person;
let daughter: Person;
let space = '';

interface Person extends Enrolled {
	n: number;
}

const enrolled = ({ enrolment, person: { person, role, areas, shop } }: Joined, device: string): Person => ({
	enrolment,
	device,
	renamed: false,
	principal: { person, role, areas, shop },
	n: 0,
});
/** A person of no phone that the test follows. */
const asking = (role: 'staff' | 'marketer' | 'seller', areas: string[], shop: string | null): Enrolled => ({
	enrolment: 'any',
	device: 'any',
	renamed: false,
	principal: { person: 'any', role, areas, shop },
});

beforeEach(async () => {
	app = await testApp();
	const first = await joined(app, null);
	mother = enrolled(first, 'hers');
	space = catalogueOf(first.person.shop ?? '');
	await send(mother, { kind: 'shop', key: first.person.shop ?? '', set: { nameTh: 'กลุ่มทอผ้า' } });
	const wish = { role: 'seller', areas: [], shop: first.person.shop, name: 'หลาน 081-234-5678' } as const;
	daughter = enrolled(await joined(app, mother.principal, wish), 'mine');
});
afterEach(() => app.store.close());

/** One change of one person, sent at once; `seen`: up to which number the person had seen the space. */
async function send(who: Person, more: Partial<Change>, seen = 0): Promise<number> {
	who.n++;
	const { epoch } = app.store;
	const said = change({
		key: 'mat1',
		kind: 'product',
		...more,
		n: who.n,
		base: { epoch, number: seen },
		space,
	});
	const spaces = [{ space, cursor: 0, changes: [{ change: said, short: 0, age: 0 }] }];
	const body = encodeRequest({ version: 1, enrolment: who.enrolment, epoch, device: null, spaces });
	const lines: string[] = [];
	for await (const page of answerSync(sqlParts(app), who, decodeRequest(body))) lines.push(...page);
	app.pass(60_000);
	return decodeSection(lines[1] ?? '', [space]).cursor;
}
type Told = readonly (string | Value)[];
const told = async (
	who: Enrolled = mother,
	key = 'mat1',
	kind = 'product',
	of = space,
): Promise<Told[] | undefined> =>
	(await historyOf(app, who, of, kind, key))?.map(({ field, value, way, by }) => [
		field,
		value,
		way,
		by?.name ?? null,
	]);

describe('the history of a record', () => {
	test('tells what gave way, the newest first, with who had set it and when it gave way', async () => {
		const seen = await send(mother, { set: { nameTh: 'เสื่อ' } });
		await send(mother, { set: { nameTh: 'เสื่อกก' } }, seen);
		const at = app.now();
		await send(daughter, { set: { nameTh: 'เสื่อลายขิด' } }, seen);
		const history = await historyOf(app, mother, space, 'product', 'mat1');
		expect(history).toMatchObject([
			{ field: 'nameTh', value: 'เสื่อกก', way: 'used', at, by: { you: true, name: 'ยายบุญ', role: 'seller' } },
			{ value: 'เสื่อ', at: at - 60_000 },
		]);
	});

	test('tells nobody a number that was typed beside a name, nor what identifies a person', async () => {
		await send(daughter, { set: { nameTh: 'ก' } });
		await send(mother, { set: { nameTh: 'ข' } });
		const history = await historyOf(app, mother, space, 'product', 'mat1');
		expect(history?.[0]?.by).toEqual({ you: false, name: 'หลาน', role: 'seller' });
	});

	test('tells of what was offered and not chosen, and of what its author offered before', async () => {
		const price = (baht: number): Value => ({ satang: baht * 100, unit: 'ผืน' });
		const seen = await send(mother, { set: { price: price(250) } });
		await send(mother, { set: { price: price(280) } }, seen);
		await send(daughter, { set: { price: price(300) } }, seen);
		const asked = await send(daughter, { set: { price: price(310) } }, seen);
		expect(await told()).toEqual([
			['price', price(300), 'offered', 'หลาน'],
			['price', price(250), 'used', 'ยายบุญ'],
		]);
		await send(mother, { set: { price: price(280) } }, asked);
		const history = await told();
		for (const baht of [310, 300]) expect(history).toContainEqual(['price', price(baht), 'offered', 'หลาน']);
	});

	test('names nobody where the office itself had written it', async () => {
		await send(mother, { set: { nameTh: 'ก' } });
		const edits = [{ kind: 'product', key: 'mat1', set: { materials: 'กก' } }];
		const facts = { id: space, area: '30', shop: mother.principal.shop };
		await app.store.write((tx) => writeAs(tx, 'register', facts, edits, app.now()));
		await send(mother, { set: { materials: 'ต้นกก' } });
		expect(await told()).toEqual([['materials', 'กก', 'used', null]]);
	});

	test('tells at most so many', async () => {
		for (let i = 0; i <= HISTORY_LENGTH + 1; i++) await send(mother, { set: { nameTh: `ชื่อ ${i}` } });
		const history = await told();
		expect(history).toHaveLength(HISTORY_LENGTH);
		expect(history?.[0]?.[1]).toBe(`ชื่อ ${HISTORY_LENGTH}`);
	});
});

describe('who may see it', () => {
	test('whoever may read the space; to others it looks as if there were none', async () => {
		await send(mother, { set: { nameTh: 'ก' } });
		for (const who of [daughter, asking('staff', [], null), asking('marketer', ['30'], null)])
			expect(await told(who)).toEqual([]);
		for (const who of [asking('marketer', ['31'], null), asking('seller', ['30'], 'another')])
			expect(await told(who)).toBeUndefined();
		expect(await told(mother, 'basket')).toBeUndefined();
		expect(await told(mother, 'mat1', 'product', 'c.nowhere')).toBeUndefined();
	});

	test('nobody sees what is no one’s words: photos and the merge’s own records', async () => {
		await send(mother, { kind: 'photo', key: 'one1', set: { order: 'a' } });
		expect(await told(mother, 'one1', 'photo')).toBeUndefined();
	});
});

const edits = fc.array(
	fc.record({
		by: fc.boolean(),
		field: fc.constantFrom('nameTh', 'materials', 'size'),
		value: fc.constantFrom('ก', 'ข', 'ค'),
		fresh: fc.boolean(),
	}),
	{ minLength: 1, maxLength: 25 },
);

test('every value that a merge superseded is told, of each field the newest first', async () => {
	let run = 0;
	await fc.assert(
		fc.asyncProperty(edits, async (steps) => {
			const key = `mat-${run++}`;
			const now: Record<string, string> = {};
			const gone: [string, string][] = [];
			let seen = 0;
			for (const { by, field, value, fresh } of steps) {
				const number = await send(by ? mother : daughter, { key, set: { [field]: value } }, seen);
				if (fresh) seen = number;
				const before = now[field];
				if (before !== undefined && before !== value) gone.unshift([field, before]);
				now[field] = value;
			}
			expect((await told(mother, key))?.map(([field, value]) => [field, value])).toEqual(gone);
		}),
		{ numRuns: 40 },
	);
});

test('a database of before keeps what gave way in it, with no time', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'history-'));
	const file = join(folder, 'tambon.sqlite');
	const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0004'));
	const old = new Kysely<Tables>({ dialect: new SqliteDialect({ database: new Database(file) }) });
	await new Migrator({
		db: old,
		provider: { getMigrations: () => Promise.resolve(before) },
	}).migrateToLatest();
	await old.insertInto('meta').values({ key: 'epoch', value: 'first' }).execute();
	const stamp = JSON.stringify({ number: 1, author: 'malee', device: 'hers', n: 1 });
	const row = {
		space: 'c.shop',
		kind: 'product',
		key: 'mat1',
		field: 'nameTh',
		number: 2,
		area: '30',
		stamp,
	};
	await sql`insert into superseded (space, kind, key, field, number, area, value, stamp)
			values (${row.space}, ${row.kind}, ${row.key}, ${row.field}, ${row.number}, ${row.area}, '"ก"', ${row.stamp})`.execute(
		old,
	);
	await old.destroy();
	const now = await openSqlite(file);
	const found = await now.read((tx) => supersededOf(tx, 'c.shop', 'product', ['mat1'], 10));
	expect(found).toMatchObject([{ field: 'nameTh', value: 'ก', number: 2, at: null }]);
	expect(now.epoch).toBe('first');
	await now.close();
	rmSync(folder, { recursive: true });
});
