import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catalogueOf, ordersOf } from '$lib/domain/access.ts';
import { openDatabase, type Database } from '$lib/client/store/database.ts';
import { deviceStore } from '$lib/client/store/device.ts';
import type { App } from '$lib/server/app.ts';
import { fileJournal } from '$lib/server/journal.ts';
import { eraseBuyer, replayErasures } from '$lib/server/privacy/erase.ts';
import { writeAs } from '$lib/server/write.ts';
import { openSqlite } from '$lib/server/store/sqlite/open.ts';
import { memoryStore, newSelf, type MemoryStore } from '$lib/sync/testing/memory.ts';
import { testApp } from '../support/joined.ts';
import { phoneOf, type TalkingPhone } from '../support/talking.ts';

const SHOP = 'shop-mats';
const SPACE = ordersOf(SHOP);
const PHONE = '0899999901';
/** Stands in everything that tells of the buyer. */
const SECRETS = ['สมหญิงคนลับ', PHONE, 'บ้านเลขที่ลับ'];
const home = (line: string) => ({ province: '30', district: '', subdistrict: '', postcode: '', line });
const buyer = (mark: number) => ({
	name: `สมหญิงคนลับ ${mark}`,
	phone: PHONE,
	address: home(`บ้านเลขที่ลับ ${mark}`),
});
const notes = (mark: number) => `โทร ${PHONE} ฝากสมหญิงคนลับ ${mark}`;
const OTHER = { name: 'ลูกค้าคนอื่น', phone: '0811111111', address: null };
const lines = [{ product: 'mat-of-reed', name: 'เสื่อกก', satang: 45_000, quantity: 2 }];

interface Scene {
	readonly app: App & { pass: (ms: number) => void };
	readonly folder: string;
	readonly first: TalkingPhone;
	readonly second: TalkingPhone;
	readonly db: Database;
	readonly memory: () => MemoryStore;
}

/** In memory where there is such a folder: nothing here is about waiting for a disk. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let opened = 0;
async function scene(): Promise<Scene> {
	const folder = mkdtempSync(join(FOLDER, 'erasure-'));
	const base = await testApp();
	await base.store.close();
	const app = {
		...base,
		store: await openSqlite(join(folder, 'tambon.sqlite')),
		journal: fileJournal(join(folder, 'revocations.jsonl')),
	};
	const shop = { id: catalogueOf(SHOP), area: '30', shop: SHOP };
	const edits = [{ kind: 'shop', key: SHOP, set: { nameTh: 'ร้านเสื่อ' } }];
	await app.store.write((tx) => writeAs(tx, 'register', shop, edits, app.now()));
	const db = openDatabase(`erasure-${opened++}`);
	let memory: MemoryStore | null = null;
	const first = await phoneOf(app, null, { areas: [], shop: SHOP }, (device) => {
		void db.self.put({ ...newSelf(device), id: 'self' });
		return deviceStore(db);
	});
	const second = await phoneOf(app, null, { areas: [], shop: SHOP }, (device) => {
		memory = memoryStore(newSelf(device));
		return memory;
	});
	return { app, folder, first, second, db, memory: () => memory as unknown as MemoryStore };
}

async function end({ app, folder, db }: Scene): Promise<void> {
	await app.store.close();
	db.close();
	rmSync(folder, { recursive: true });
}

/** Every byte that is kept anywhere: all files of the server's folder, and both phones' databases, one of them the real one. */
async function everything({ folder, db, memory, first, second }: Scene): Promise<Record<string, Buffer>> {
	const kept: Record<string, Buffer> = {};
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		if (statSync(path).isFile()) kept[name] = readFileSync(path);
	}
	for (const table of db.tables)
		kept[`phone ${table.name}`] = Buffer.from(JSON.stringify(await table.toArray()));
	kept['answers'] = Buffer.from([...first.told, ...second.told].join('\n'));
	kept['other phone'] = Buffer.from(JSON.stringify(memory().look()));
	return kept;
}

const holding = (kept: Record<string, Buffer>, secret: string): string[] =>
	Object.keys(kept).filter((name) => kept[name]?.includes(secret));

/** Of what is kept after the buyer was erased; what was answered before that was theirs to hear. */
const leaks = async (made: Scene): Promise<string[]> => {
	const kept = await everything(made);
	return SECRETS.flatMap((secret) => holding(kept, secret).map((name) => `${secret} in ${name}`));
};

type Step =
	| {
			readonly kind: 'orders' | 'readdresses' | 'notes' | 'removes' | 'pays';
			readonly phone: 0 | 1;
			readonly key: string;
	  }
	| { readonly kind: 'talks'; readonly phone: 0 | 1; readonly line: 'good' | 'lost-request' | 'lost-answer' };

const phone = fc.constantFrom(0 as const, 1 as const);
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{
			weight: 3,
			arbitrary: fc.record({
				kind: fc.constantFrom(
					'orders' as const,
					'readdresses' as const,
					'notes' as const,
					'removes' as const,
					'pays' as const,
				),
				phone,
				key: fc.constantFrom('order-a', 'order-b'),
			}),
		},
		{
			weight: 2,
			arbitrary: fc.record({
				kind: fc.constant('talks' as const),
				phone,
				line: fc.constantFrom('good' as const, 'lost-request' as const, 'lost-answer' as const),
			}),
		},
	),
	{ minLength: 3, maxLength: 16 },
);

async function live({ first, second }: Scene, all: readonly Step[]): Promise<void> {
	let mark = 0;
	for (const step of all) {
		const who = [first, second][step.phone] as TalkingPhone;
		if (step.kind === 'talks') {
			await who.sync(step.line);
			continue;
		}
		const name = { space: SPACE, kind: 'order', key: step.key };
		const isThere = (await who.see(SPACE, 'order', step.key)) !== null;
		mark += 1;
		if (!isThere && step.kind !== 'removes') {
			await who.edit({ ...name, set: { lines, buyer: buyer(mark), notes: notes(mark), fulfilment: 'new' } });
		} else if (step.kind === 'readdresses') await who.edit({ ...name, set: { buyer: buyer(mark) } });
		else if (step.kind === 'notes') await who.edit({ ...name, set: { notes: notes(mark) } });
		else if (step.kind === 'pays') {
			await who.edit({ ...name, set: { payment: 'paid', lines: [...lines, ...lines], notes: notes(mark) } });
		} else if (step.kind === 'removes') await who.edit({ ...name, remove: true });
	}
}

/** Erases the buyer; what is answered from here on counts. */
async function erase({ app, first, second }: Scene) {
	const count = await eraseBuyer(app, PHONE, NOBODY);
	for (const who of [first, second]) who.told.length = 0;
	return count;
}

const NOBODY = { person: '', enrolment: '' };
const settle = async ({ first, second }: Scene) => {
	for (const who of [first, second, first, second]) await who.settle();
};

describe('once a buyer is erased', () => {
	test('no file of the server and no phone that has synced holds a byte of them, whatever went before', async () => {
		await fc.assert(
			fc.asyncProperty(steps, fc.boolean(), async (all, meanwhile) => {
				const made = await scene();
				try {
					await made.first.edit({
						...{ space: SPACE, kind: 'order', key: 'order-c' },
						set: { lines, buyer: OTHER, fulfilment: 'new' },
					});
					await made.first.settle();
					await live(made, all);
					await erase(made);
					// What was typed before the phone hears of it
					if (meanwhile) {
						const known = await made.first.see(SPACE, 'order', 'order-a');
						if (known?.['lines']) {
							await made.first.edit({
								space: SPACE,
								kind: 'order',
								key: 'order-a',
								set: { notes: notes(99) },
							});
						}
					}
					await settle(made);
					await made.app.store.tidy();
					expect(await leaks(made)).toEqual([]);
					expect((await made.first.see(SPACE, 'order', 'order-c'))?.['buyer']).toEqual(OTHER);
				} finally {
					await end(made);
				}
			}),
			{ numRuns: 12 },
		);
	}, 120_000);

	let made: Scene;
	beforeEach(async () => {
		made = await scene();
	});
	afterEach(() => end(made));
	const sell = (who: TalkingPhone, key: string, more: object = {}) =>
		who.edit({
			...{ space: SPACE, kind: 'order', key },
			set: { lines, buyer: buyer(1), notes: notes(1), fulfilment: 'new', ...more } as never,
		});

	test('they are there before, so that the law can be broken', async () => {
		await sell(made.first, 'order-a');
		await settle(made);
		const kept = await everything(made);
		expect(holding(kept, PHONE)).toEqual(expect.arrayContaining(['phone records', 'other phone']));
		expect(holding(kept, PHONE).some((name) => name.startsWith('tambon.sqlite'))).toBe(true);
	});

	test('what was sold stays, with its total, and says when the buyer went', async () => {
		await sell(made.first, 'order-a');
		await settle(made);
		expect(await erase(made)).toEqual({ orders: 1, shops: 1 });
		await settle(made);
		for (const who of [made.first, made.second]) {
			expect(await who.see(SPACE, 'order', 'order-a')).toEqual({
				lines,
				buyer: null,
				notes: '',
				fulfilment: 'new',
				erasedAt: made.app.now(),
			});
		}
	});

	test('an unsent edit goes on without them, and brings nobody back', async () => {
		await sell(made.first, 'order-a');
		await settle(made);
		await made.second.edit({
			...{ space: SPACE, kind: 'order', key: 'order-a' },
			set: { buyer: buyer(2), notes: notes(2), fulfilment: 'shipped' },
		});
		await erase(made);
		await settle(made);
		for (const who of [made.first, made.second]) {
			const order = await who.see(SPACE, 'order', 'order-a');
			expect(order).toMatchObject({ buyer: null, notes: '', fulfilment: 'shipped' });
			expect(await who.parked()).toEqual([]);
		}
		expect(await leaks(made)).toEqual([]);
	});

	test('an order taken before, that the office had never seen, arrives without them', async () => {
		await sell(made.first, 'order-a');
		made.app.pass(3 * 60_000);
		await erase(made);
		await settle(made);
		await made.app.store.tidy();
		expect(await made.second.see(SPACE, 'order', 'order-a')).toMatchObject({ lines, fulfilment: 'new' });
		expect(await leaks(made)).toEqual([]);
	});

	test('who orders again is a buyer like any other', async () => {
		await sell(made.first, 'order-a');
		await settle(made);
		await erase(made);
		await settle(made);
		made.app.pass(60_000);
		await sell(made.first, 'order-b');
		await settle(made);
		expect(await made.second.see(SPACE, 'order', 'order-b')).toMatchObject({ buyer: buyer(1) });
	});

	test('they stay erased where the server is put back to before, also by phones that offer again what it lost', async () => {
		await sell(made.first, 'order-a');
		await settle(made);
		const { app, folder } = made;
		await app.store.tidy();
		const backup = join(folder, 'backup');
		cpSync(join(folder, 'tambon.sqlite'), backup);
		await app.store.mark();
		await sell(made.second, 'order-b');
		await settle(made);
		await erase(made);
		await app.store.close();
		cpSync(backup, join(folder, 'tambon.sqlite'));
		rmSync(backup);
		const store = await openSqlite(join(folder, 'tambon.sqlite'));
		expect(store.wasTurnedBack).toBe(true);
		Object.assign(app, { store });
		await replayErasures(app);
		await settle(made);
		await settle(made);
		await store.tidy();
		expect(await made.second.see(SPACE, 'order', 'order-b')).toMatchObject({ lines });
		expect(await leaks(made)).toEqual([]);
	});

	test('who leaves the shop keeps no buyer on the phone', async () => {
		await sell(made.first, 'order-a');
		await settle(made);
		const left = made.second.person as { shop: string | null };
		left.shop = null;
		await made.second.settle();
		expect(holding({ phone: Buffer.from(JSON.stringify(made.memory().look())) }, PHONE)).toEqual([]);
		expect(await made.first.see(SPACE, 'order', 'order-a')).toMatchObject({ buyer: buyer(1) });
	});
});
