import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Principal } from '$lib/domain/access.ts';
import { memoryJournal } from '$lib/server/journal.ts';
import { makeLog } from '$lib/server/log.ts';
import { openSqlite } from '$lib/server/store/sqlite/open.ts';
import { answerSync } from '$lib/server/sync/answer.ts';
import { sqlParts } from '$lib/server/sync/sql.ts';
import { writeAs } from '$lib/server/write.ts';
import { decodeHead, decodeRequest, decodeSection, encodeRequest } from '$lib/sync/protocol.ts';
import type { SpaceRequest, SyncRequest } from '$lib/sync/wire/request.ts';

/** Somebody who follows many spaces, and the server over SQLite. */
const device = 'her-phone';
let store: Awaited<ReturnType<typeof openSqlite>>;
let principal: Principal;
beforeEach(async () => {
	store = await openSqlite(':memory:');
	principal = { person: 'malee', role: 'marketer', areas: ['40', '50'], shop: null };
	for (const [shop, area] of [
		['one', '40'],
		['two', '40'],
		['three', '50'],
		['far', '90'],
	] as const) {
		await product(shop, area, `of ${shop}`);
	}
});
afterEach(() => store.close());

async function product(shop: string, area: string, nameTh: string) {
	const edits = [{ kind: 'product', key: 'mango', set: { nameTh } }];
	await store.write((tx) => writeAs(tx, 'register', { id: `c.${shop}`, area, shop }, edits, 1));
}

async function ask(more: Partial<SyncRequest>, spaces: readonly SpaceRequest[] = []) {
	const body = encodeRequest({ version: 1, enrolment: 'any1', epoch: '', device: null, spaces, ...more });
	const env = { dataDir: '', host: '', port: 0, origin: '', logLevel: 'error' } as const;
	const app = { env, log: makeLog('error', () => undefined), store, journal: memoryJournal(), now: () => 1 };
	const who = { enrolment: 'any1', device, renamed: false, principal };
	const all: string[] = [];
	for await (const page of answerSync(sqlParts(app), who, decodeRequest(body))) all.push(...page);
	const [head = '', ...lines] = all;
	const asked = spaces.map(({ space }) => space);
	const sections = lines.map((line) => decodeSection(line, asked));
	return {
		vector: decodeHead(head).vector,
		sections,
		told: sections.map(({ space, cursor, visible, left }) => {
			return `${space} ${cursor}${visible ? '' : ' gone'}${left ? ' left' : ''}`;
		}),
	};
}

const listed = (space: string, cursor: number): SpaceRequest => ({ space, cursor, changes: [] });

test('scopes bring every space they name that the person may see, and nothing else', async () => {
	const { told } = await ask({ scopes: ['a.40', 'a.90', 'c.three', 'c.far'] });
	expect(told.sort()).toEqual(['c.one 1', 'c.three 1', 'c.two 1']);
});

test('makers by name alone come with the visits of their province, and a district with one of its own once', async () => {
	const visit = [{ kind: 'visit', key: 'v-of-two', set: { shop: 'two', on: '2026-11-26' } }];
	await store.write((tx) => writeAs(tx, 'malee', { id: 'v.40', area: '40', shop: null }, visit, 1));
	const orders = [{ kind: 'order', key: 'o-of-two', set: { lines: [] } }];
	await store.write((tx) => writeAs(tx, 'seller', { id: 'o.two', area: '40', shop: 'two' }, orders, 1));
	const { told } = await ask({ scopes: ['c.two', 'c.far', 'o.two', 'c.nobody'] });
	expect(told.sort()).toEqual(['c.two 1', 'v.40 1']);
	const { told: both } = await ask({ scopes: ['a.40', 'c.two'] });
	expect(both.sort()).toEqual(['c.one 1', 'c.two 1', 'v.40 1']);
});

test('with nothing new the vector stays good, and nothing is told', async () => {
	const { vector } = await ask({ scopes: ['a.40'] });
	const token = { id: vector ?? '', taken: 2 };
	for (let i = 0; i < 3; i++) expect(await ask({ vector: token })).toEqual({ sections: [], told: [] });
});

test('what was stored of an answer that broke off is not told again', async () => {
	const first = await ask({ scopes: ['a.40', 'a.50'] });
	const rest = await ask({ vector: { id: first.vector ?? '', taken: 1 } });
	expect(rest.told).toEqual(first.told.slice(1));
	await product('two', '40', 'newer');
	expect((await ask({ vector: { id: rest.vector ?? '', taken: 2 } })).told).toEqual(['c.two 2']);
});

test('an answer that was lost costs nothing but itself: the vector before it is still known', async () => {
	const first = await ask({ scopes: ['a.40'] });
	const token = { id: first.vector ?? '', taken: 2 };
	await product('one', '40', 'newer');
	const lost = await ask({ vector: token });
	const again = await ask({ vector: token });
	expect(again.told).toEqual(lost.told);
	expect((await ask({ vector: { id: lost.vector ?? '', taken: 1 } })).vector).toBe('');
	expect((await ask({ vector: { id: again.vector ?? '', taken: 1 } })).told).toEqual([]);
});

test('a vector that is not known, or was told less, is said to be so', async () => {
	expect((await ask({ vector: { id: 'nobodys', taken: 0 } })).vector).toBe('');
	const { vector } = await ask({ scopes: ['a.40'] });
	expect((await ask({ vector: { id: vector ?? '', taken: 3 } })).vector).toBe('');
	const spaces = [listed('c.one', 1), listed('c.two', 1)];
	const anew = await ask({ scopes: ['a.40'] }, spaces);
	expect(anew.told).toEqual([]);
	expect((await ask({ vector: { id: anew.vector ?? '', taken: 0 } })).told).toEqual([]);
});

test('scopes that change bring what is new and tell what leaves', async () => {
	const first = await ask({ scopes: ['a.40'] });
	const { told, vector } = await ask({
		vector: { id: first.vector ?? '', taken: 2 },
		scopes: ['c.two', 'a.50'],
	});
	expect(told).toEqual(['c.one 1 left', 'c.three 1']);
	expect((await ask({ vector: { id: vector ?? '', taken: 2 } })).told).toEqual([]);
});

test('a district brings the shops that lie in it, and one of another province none', async () => {
	const at = async (shop: string, area: string, district: string) => {
		const address = { province: area, district, subdistrict: '', postcode: '', line: '' };
		const edits = [{ kind: 'shop', key: shop, set: { nameTh: shop, address } }];
		await store.write((tx) => writeAs(tx, 'register', { id: `c.${shop}`, area, shop }, edits, 1));
	};
	await at('one', '40', '4001');
	await at('two', '40', '4002');
	await at('three', '50', '5001');
	await at('nowhere', '40', '');
	await at('far', '90', '9001');
	expect((await ask({ scopes: ['d.4001', 'd.5001', 'd.9001'] })).told.sort()).toEqual([
		'c.one 2',
		'c.three 2',
	]);
	expect((await ask({ scopes: ['d.4000', 'd.4001', 'c.one'] })).told.sort()).toEqual([
		'c.nowhere 1',
		'c.one 2',
	]);
	const first = await ask({ scopes: ['a.40'] });
	const vector = { id: first.vector ?? '', taken: first.told.length };
	const narrowed = await ask({ vector, scopes: ['d.4002'] });
	expect(narrowed.told.sort()).toEqual(['c.nowhere 1 left', 'c.one 2 left']);
});

test('a space that the person may not see any more is gone, and comes whole when it is theirs again', async () => {
	const first = await ask({ scopes: ['a.40', 'a.50'] });
	principal = { ...principal, areas: ['40'] };
	const taken = await ask({ vector: { id: first.vector ?? '', taken: 3 } });
	expect(taken.told).toEqual(['c.three 1 gone']);
	principal = { ...principal, areas: ['40', '50'] };
	const back = await ask({ vector: { id: taken.vector ?? '', taken: 1 } });
	expect(back.sections).toMatchObject([{ space: 'c.three', snapshot: true }]);
});

test('a listed space that is not carried is told its news where it has any of it, and that it leaves', async () => {
	const { told, vector } = await ask({ scopes: ['a.40'] }, [listed('c.three', 0), listed('c.one', 1)]);
	expect(told).toEqual(['c.three 0 left', 'c.two 1']);
	await product('three', '50', 'newer');
	const held = await ask({ scopes: ['a.40'] }, [listed('c.three', 1)]);
	expect(held.sections[0]).toMatchObject({ space: 'c.three', cursor: 2, left: true, news: [{ short: 1 }] });
	expect((await ask({ vector: { id: vector ?? '', taken: 2 } })).told).toEqual([]);
});
