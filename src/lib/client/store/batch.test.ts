import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { isGuarded } from '../../domain/policy.ts';
import { edit, newFollowed, type Edit } from '../../sync/device/edit.ts';
import { newHeld, SELF_SINCE } from '../../sync/device/held.ts';
import { editMany } from './batch.ts';
import { openDatabase, type Database } from './database.ts';
import { deviceStore } from './device.ts';

const SPACE = 'c.shop1';
let count = 0;

async function fresh(): Promise<Database> {
	const db = openDatabase(`batch-${(count += 1)}`);
	await db.self.put({
		id: 'self',
		enrolment: 'e',
		device: 'd',
		deviceIsNew: false,
		epoch: 'x',
		runner: '',
		heardAt: null,
		clockOffset: 0,
		...SELF_SINCE,
	});
	await db.followed.put({ ...newFollowed(SPACE), cursor: 9 });
	const store = deviceStore(db);
	for (let i = 0; i < 450; i++) {
		const held = newHeld(SPACE, 'product', `prod${i}`);
		const fields = { nameTh: `ก ${i}`, price: { satang: 100 * i, unit: '' } };
		await store.transact((tx) => tx.putHeld([{ ...held, seen: i % 5 === 0 ? 0 : 4, short: i + 1, fields }]));
	}
	const one = (set: Edit['set'] & object, i: number) =>
		store.transact((tx) => edit(tx, { space: SPACE, kind: 'product', key: `prod${i}`, set }, 1, isGuarded));
	for (let i = 0; i < 450; i += 7) await one({ price: { satang: 5, unit: 'x' } }, i);
	for (let i = 0; i < 450; i += 14) await one({ size: 'M' }, i);
	// Some have left this phone, some were refused; some of both are offered again behind a restore.
	const rows = await db.queue.toArray();
	await db.queue.bulkPut(
		rows.map((row) => {
			const old = row.n % 2 === 0 ? null : { epoch: 'w', number: row.n };
			if (row.n % 5 === 0) return { ...row, state: 'parked' as const, reason: 'bad-price', old };
			return row.n % 3 === 0 ? { ...row, state: 'sent' as const, old } : row;
		}),
	);
	return db;
}

const wishes = Array.from({ length: 450 }, (_, i): Edit => {
	return { space: SPACE, kind: 'product', key: `prod${i}`, set: { price: { satang: 7, unit: 'y' } } };
});

async function everything(db: Database) {
	return {
		records: await db.records.toArray(),
		queue: await db.queue.toArray(),
		followed: await db.followed.toArray(),
		names: await db.names.toArray(),
	};
}

let together: Database;
let apart: Database;
beforeEach(async () => {
	together = await fresh();
	apart = await fresh();
});

test('many edits together leave what they leave one by one', async () => {
	const told: number[] = [];
	await together.transaction('rw', together.tables, async () => {
		await editMany(together, wishes, 99, (done) => told.push(done));
	});
	await deviceStore(apart).transact(async (tx) => {
		for (const wish of wishes) await edit(tx, wish, 99, isGuarded);
	});
	expect(await everything(together)).toEqual(await everything(apart));
	expect(told).toEqual([200, 400, 450]);
});

test('an edit that cannot be leaves none of them', async () => {
	const before = await everything(together);
	const broken = [...wishes, { ...wishes[0], key: '!' } as Edit];
	const work = together.transaction('rw', together.tables, async () => editMany(together, broken, 99));
	await expect(work).rejects.toThrow();
	expect(await everything(together)).toEqual(before);
});
