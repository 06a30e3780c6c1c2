import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { isGuarded } from '../../domain/policy.ts';
import { edit, newFollowed } from '../../sync/device/edit.ts';
import { round } from '../../sync/engine.ts';
import { newSelf } from '../../sync/testing/memory.ts';
import { claim, claimedStore, Relieved } from './claimed.ts';
import { openDatabase, type Database } from './database.ts';
import { deviceStore } from './device.ts';
import { somethingUnsent, unsentChanges } from './unsent.ts';

const SPACE = 'c.shop';
let opened = 0;
let db: Database;

beforeEach(async () => {
	db = openDatabase(`claimed-${opened++}`);
	await db.self.put({ ...newSelf('boon'), id: 'self' });
	await db.followed.put(newFollowed(SPACE));
	const wish = { space: SPACE, kind: 'product', key: 'mat', set: { nameTh: 'เสื่อ' } };
	await deviceStore(db).transact((tx) => edit(tx, wish, 1, isGuarded));
});

/** A phone that runs as `runner`; the line does whatever the test says. */
const parts = (runner: string, post: () => Promise<{ kind: 'offline' }>) => ({
	store: claimedStore(deviceStore(db), runner, () => undefined),
	transport: { post },
	now: () => 2,
	newDeviceId: () => 'device-2',
});

describe('a store that is claimed', () => {
	it('lets whoever claimed it last work, and tells when something was stored', async () => {
		let moved = 0;
		await claim(db, 'first');
		await claimedStore(deviceStore(db), 'first', () => (moved += 1)).transact((tx) => tx.clearQueue());
		expect([await unsentChanges(db), moved]).toEqual([0, 1]);
	});

	it('takes nothing from one who was relieved, not even the beginning of a round', async () => {
		await claim(db, 'first');
		await claim(db, 'second');
		let asked = 0;
		const late = round(parts('first', () => Promise.resolve({ kind: 'offline', asked: (asked += 1) })));
		await expect(late).rejects.toBeInstanceOf(Relieved);
		expect(asked).toBe(0);
		expect((await db.queue.toArray()).map(({ state }) => state)).toEqual(['waiting']);
	});

	it('stores nothing of what one began who was relieved within', async () => {
		await claim(db, 'first');
		const store = claimedStore(deviceStore(db), 'first', () => undefined);
		await claim(db, 'second');
		await expect(store.transact((tx) => tx.clearQueue())).rejects.toBeInstanceOf(Relieved);
		expect(await unsentChanges(db)).toBe(1);
	});
});

it('what waits for a hand is not unsent; a picture that waits is', async () => {
	await db.queue.toCollection().modify({ state: 'parked' });
	expect([await unsentChanges(db), await somethingUnsent(db)]).toEqual([0, false]);
	const file = { hash: 'h', space: SPACE, photo: 'p', size: 'full', madeAt: 1, refused: null } as const;
	await db.uploads.put(file);
	expect([await unsentChanges(db), await somethingUnsent(db)]).toEqual([0, true]);
});
