import 'fake-indexeddb/auto';
import { isEmpty } from '../sync/change.ts';
import { beforeEach, expect, test } from 'vitest';
import { isGuarded } from '../domain/policy.ts';
import { countAnew } from '../sync/device/anew.ts';
import { edit, newFollowed } from '../sync/device/edit.ts';
import { newHeld, SELF_SINCE, shown } from '../sync/device/held.ts';
import { discard, tryAgain } from './parked.ts';
import { openDatabase, type Database, type QueueRow } from './store/database.ts';
import { deviceStore } from './store/device.ts';

let db: Database;
let count = 0;
const SPACE = 'c.shop1';
const wish = { space: SPACE, kind: 'product', key: 'prod1' };

beforeEach(async () => {
	db = openDatabase(`parked-${(count += 1)}`);
	const self = {
		enrolment: 'e',
		device: 'd',
		deviceIsNew: false,
		epoch: 'x',
		runner: '',
		heardAt: null,
		clockOffset: 0,
		...SELF_SINCE,
	};
	await db.self.put({ ...self, id: 'self' });
	await db.followed.put(newFollowed(SPACE));
});

const make = (set: Record<string, string | number>) =>
	deviceStore(db).transact((tx) => edit(tx, { ...wish, set }, 1_000, isGuarded));

async function park(n: number): Promise<QueueRow> {
	await db.queue.update([SPACE, n], { state: 'parked', reason: 'bad-nameTh' });
	return (await db.queue.get([SPACE, n])) as QueueRow;
}

const fields = async () => {
	const row = await db.records.get([SPACE, 'product', 'prod1']);
	return row && shown(row);
};

test('tries a refused change again under a new number', async () => {
	await make({ nameTh: 'ก' });
	await tryAgain({ db }, await park(1));
	expect(await db.queue.toArray()).toMatchObject([
		{ n: 2, state: 'waiting', change: { set: { nameTh: 'ก' } } },
	]);
	expect(await fields()).toEqual({ nameTh: 'ก' });
});

test('does not bring an old value back over one set since', async () => {
	await make({ nameTh: 'ก', size: '1' });
	const refused = await park(1);
	await make({ nameTh: 'ข' });
	await tryAgain({ db }, refused);
	expect(await fields()).toEqual({ nameTh: 'ข', size: '1' });
});

test('a refused first change thrown away takes the record with it, and undo brings both back', async () => {
	await make({ nameTh: 'ก' });
	const undo = await discard({ db }, [await park(1)]);
	expect(await fields()).toBeUndefined();
	expect(await db.queue.count()).toBe(0);
	await undo();
	expect(await fields()).toEqual({ nameTh: 'ก' });
	expect(await db.queue.toArray()).toMatchObject([{ n: 1, state: 'parked' }]);
});

test('throwing one change away leaves a later one alone', async () => {
	const known = { ...newHeld(SPACE, 'product', 'prod1'), seen: 3, short: 1, fields: { nameTh: 'เดิม' } };
	await db.records.put(known);
	await make({ nameTh: 'ก', size: '1' });
	const refused = await park(1);
	await make({ nameTh: 'ข' });
	const undo = await discard({ db }, [refused]);
	expect(await fields()).toEqual({ nameTh: 'ข' });
	await undo();
	expect(await fields()).toEqual({ nameTh: 'ข', size: '1' });
});

const everything = async () => ({
	records: await db.records.toArray(),
	queue: await db.queue.toArray(),
	names: await db.names.toArray(),
	uploads: await db.uploads.toArray(),
	files: (await db.files.toArray()).map(({ hash }) => hash),
});

test('what was thrown away comes back to the letter: several changes, movements of stock and a removal', async () => {
	const known = {
		...newHeld(SPACE, 'product', 'prod1'),
		seen: 3,
		short: 1,
		fields: { nameTh: 'เดิม', stock: 4 },
	};
	await db.records.put(known);
	await make({ nameTh: 'ก', size: '1' });
	const first = await park(1);
	await deviceStore(db).transact((tx) => edit(tx, { ...wish, add: { stock: -1 } }, 1_000, isGuarded));
	await deviceStore(db).transact((tx) => edit(tx, { ...wish, remove: true }, 1_000, isGuarded));
	await db.queue.toCollection().modify({ state: 'parked', reason: 'no-longer-yours' });
	const before = await everything();
	const rows = await db.queue.toArray();
	const undo = await discard({ db }, rows);
	expect(await fields()).toEqual({ nameTh: 'เดิม', stock: 4 });
	// Their numbers are still to come: what is offered under them says nothing.
	expect((await db.queue.toArray()).every(({ change }) => isEmpty(change))).toBe(true);
	await undo();
	expect(await everything()).toEqual(before);
	expect(rows).toHaveLength(3);
	expect(first.n).toBe(1);
});

test('a picture thrown away comes back with its files, though a round forgot them meanwhile', async () => {
	const photo = { space: SPACE, kind: 'photo', key: 'pic1' };
	await deviceStore(db).transact((tx) =>
		edit(tx, { ...photo, set: { of: 'product/prod1' } }, 1_000, isGuarded),
	);
	await db.files.put({ hash: 'h', blob: new Blob(['x']) });
	await db.uploads.put({ hash: 'h', space: SPACE, photo: 'pic1', size: 'full', madeAt: 1, refused: null });
	const row = await park(1);
	const before = await everything();
	const undo = await discard({ db }, [row]);
	expect(await db.records.count()).toBe(0);
	await db.uploads.clear();
	await db.files.clear();
	await undo();
	expect(await everything()).toEqual(before);
});

test("a change that comes back after the phone counted anew takes nobody else's number", async () => {
	await make({ nameTh: 'ก' });
	const undo = await discard({ db }, [await park(1)]);
	await deviceStore(db).transact((tx) => countAnew(tx, 'another'));
	await deviceStore(db).transact((tx) =>
		edit(tx, { ...wish, key: 'prod2', set: { nameTh: 'ข' } }, 1_000, isGuarded),
	);
	await undo();
	expect(await db.queue.toArray()).toMatchObject([
		{ n: -1, state: 'parked', key: 'prod1' },
		{ n: 1, state: 'waiting', key: 'prod2' },
	]);
	expect(await fields()).toEqual({ nameTh: 'ก' });
});
