import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { isGuarded } from '../domain/policy.ts';
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
	const undo = await discard({ db }, await park(1));
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
	const undo = await discard({ db }, refused);
	expect(await fields()).toEqual({ nameTh: 'ข' });
	await undo();
	expect(await fields()).toEqual({ nameTh: 'ข', size: '1' });
});
