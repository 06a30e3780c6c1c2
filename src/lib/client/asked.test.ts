import 'fake-indexeddb/auto';
import type { Observable } from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isGuarded } from '../domain/policy.ts';
import { edit, newFollowed, type Edit } from '../sync/device/edit.ts';
import { newHeld, SELF_SINCE } from '../sync/device/held.ts';
import { watchAsked } from './asked.ts';
import { openDatabase, type Database } from './store/database.ts';
import { deviceStore } from './store/device.ts';

const SPACE = 'c.shop1';
const QUESTION = 'product/mat/price';
let db: Database;

beforeEach(async () => {
	db = openDatabase(`asked-${crypto.randomUUID()}`);
	const self = { enrolment: 'e', device: 'd', deviceIsNew: false, epoch: 'x', runner: '', heardAt: null };
	await db.self.put({ ...self, clockOffset: 0, ...SELF_SINCE, id: 'self' });
	await db.followed.put({ ...newFollowed(SPACE), cursor: 7 });
	await db.records.bulkPut([
		{ ...newHeld(SPACE, 'product', 'mat'), short: 1, seen: 7, fields: { nameTh: 'เสื่อ' } },
		{ ...newHeld(SPACE, 'question', QUESTION), short: 2, seen: 7, fields: { of: QUESTION.split('/') } },
	]);
});
afterEach(() => db.delete());

const make = (more: Partial<Edit>) =>
	deviceStore(db).transact((tx) =>
		edit(tx, { space: SPACE, kind: 'product', key: 'mat', ...more }, 1, isGuarded),
	);
const asked = () =>
	new Promise<unknown>((resolve, reject) => {
		const following = (watchAsked({ db, space: SPACE }) as Observable<unknown>).subscribe((value) => {
			resolve(value);
			queueMicrotask(() => following.unsubscribe());
		}, reject);
	});
const OPEN = [{ id: 'product/mat', field: 'price' }];

test('a question waits for the person until they set its field', async () => {
	expect(await asked()).toEqual(OPEN);
	await make({ set: { size: '1 เมตร' } });
	expect(await asked()).toEqual(OPEN);
	await make({ set: { price: null }, force: true });
	expect(await asked()).toEqual([]);
});

test('what was set before the question came is no answer', async () => {
	await make({ set: { price: null }, base: { epoch: 'x', number: 6 }, force: true });
	expect(await asked()).toEqual(OPEN);
});

test('an answer of an earlier history of the server is none in this one', async () => {
	await make({ set: { price: null }, base: { epoch: 'w', number: 9 }, force: true });
	expect(await asked()).toEqual(OPEN);
});

test('a refused answer leaves the question to the person', async () => {
	await make({ set: { price: null }, force: true });
	await db.queue.update([SPACE, 1], { state: 'parked', reason: 'product-needs-price' });
	expect(await asked()).toEqual(OPEN);
});

test('nobody is asked about a thing that is being removed', async () => {
	await make({ remove: true });
	expect(await asked()).toEqual([]);
});

test('a comment of the office waits for the person until it is done, and again when that is taken back', async () => {
	await db.records.put({
		...newHeld(SPACE, 'comment', 'note-1'),
		short: 3,
		seen: 7,
		fields: { text: 'ช่วยดู', about: 'product/mat', at: 1 },
	});
	const told = { id: 'product/mat', field: '', comment: 'note-1' };
	expect(await asked()).toEqual([...OPEN, told]);
	await make({ kind: 'comment', key: 'note-1', set: { done: 5 } });
	expect(await asked()).toEqual(OPEN);
	await make({ kind: 'comment', key: 'note-1', set: { done: null } });
	expect(await asked()).toEqual([...OPEN, told]);
});
