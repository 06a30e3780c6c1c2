import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../domain/spans.ts';
import type { SyncRequest } from '../../sync/protocol.ts';
import type { Account } from '../accounts.ts';
import { openSession, type Session } from '../session.ts';
import { makeTeller, type Teller } from './telling.ts';
import { readWaiting } from '../waiting.ts';

const boon: Account = {
	enrolment: 'e1',
	person: 'p1',
	role: 'seller',
	name: 'ยายบุญ',
	areas: ['30'],
	shop: 'shop0001',
};
const space = 'c.shop0001';

let session: Session;
let teller: Teller;
beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 });
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
	const nothing = () => undefined;
	session = await openSession(boon, nothing, nothing);
	teller = makeTeller(session, 'v1');
});
afterEach(() => vi.useRealTimers());

/** A request that carries the changes of these numbers, answered or not; what it tells. */
async function ask(numbers: readonly number[] = [], isHeard = true, by = teller) {
	const changes = numbers.map((n) => ({ change: { n } }));
	const told = await by.tells({ spaces: [{ space, cursor: 0, changes }] } as unknown as SyncRequest);
	if (!isHeard) return told;
	await by.heard();
	await session.db.self.update('self', { deviceIsNew: false });
	return told;
}

const rename = (key: string) => session.edit({ space, kind: 'product', key, set: { nameTh: key } });
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
async function picture(key: string) {
	const file = { space, photo: key, madeAt: Date.now(), refused: null } as const;
	await session.db.uploads.bulkPut([
		{ ...file, hash: `${key}f`, size: 'full' },
		{ ...file, hash: `${key}t`, size: 'thumb' },
	]);
}

it('tells its version at first contact, and then nothing while nothing changes', async () => {
	expect(await ask()).toEqual({ unsent: 0, age: 0, version: 'v1' });
	expect(await ask()).toBeNull();
	pass(9 * DAY);
	expect(await ask()).toBeNull();
});

it('says nothing of what the request itself carries', async () => {
	await ask();
	await rename('mat');
	pass(3 * DAY);
	expect(await ask([1])).toBeNull();
});

it('tells what stays behind with the age of the oldest, once, and when it has gone', async () => {
	await ask();
	await rename('mat');
	pass(HOUR);
	await rename('basket');
	pass(HOUR);
	expect(await ask([2])).toEqual({ unsent: 1, age: 120, version: '' });
	pass(DAY);
	expect(await ask([2])).toBeNull();
	expect(await ask([1, 2])).toEqual({ unsent: 0, age: 0, version: '' });
	expect(await ask([1, 2])).toBeNull();
});

it('counts as the screen does', async () => {
	await ask();
	await rename('mat');
	await picture('photo1');
	await picture('photo2');
	pass(HOUR);
	const things = await readWaiting(session);
	expect(await ask()).toMatchObject({ unsent: things.length });
	expect(things.length).toBe(3);
});

it('leaves out what is on its way, and owes another word once what it told has arrived', async () => {
	await ask();
	await picture('photo1');
	pass(9 * MINUTE);
	expect(await ask()).toBeNull();
	expect(await teller.owes()).toBe(false);
	pass(MINUTE);
	expect(await ask()).toEqual({ unsent: 1, age: 10, version: '' });
	expect(await teller.owes()).toBe(false);
	await session.db.uploads.clear();
	expect(await teller.owes()).toBe(true);
	expect(await ask()).toEqual({ unsent: 0, age: 0, version: '' });
	expect(await teller.owes()).toBe(false);
});

it('tells again what nobody answered', async () => {
	const first = await ask([], false);
	expect(await ask()).toEqual(first);
	expect(await ask()).toBeNull();
});

it('tells all of it to a server that was put back, and under a new invitation', async () => {
	await rename('mat');
	pass(HOUR);
	await ask();
	expect(await ask()).toBeNull();
	await session.db.self.update('self', { deviceIsNew: true });
	expect(await ask()).toEqual({ unsent: 1, age: 60, version: 'v1' });
	expect(await ask()).toBeNull();
	session.close();
	session = await openSession(
		{ ...boon, enrolment: 'e2' },
		() => undefined,
		() => undefined,
	);
	teller = makeTeller(session, 'v1');
	expect(await ask()).toEqual({ unsent: 1, age: 60, version: 'v1' });
});

it('tells a new version, and beside the pages, where none is known, keeps the one told', async () => {
	await ask();
	expect(await ask([], true, makeTeller(session, ''))).toBeNull();
	expect(await ask([], true, makeTeller(session, 'v2'))).toEqual({ unsent: 0, age: 0, version: 'v2' });
});
