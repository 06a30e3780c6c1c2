import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { newHeld } from '../../sync/device/held.ts';
import { openDatabase } from './database.ts';
import { deviceStore } from './device.ts';

test('a phone of the first version keeps all it has, and remembers what gives way from then on', async () => {
	const old = new Dexie('grown');
	old.version(1).stores({
		records: '[space+kind+key], [space+kind+sort], [space+short], [space+seen], [space+unsent]',
		queue: '[space+n], [space+kind+key]',
		followed: 'space',
		self: 'id',
		names: '[space+key]',
		drafts: 'id',
		files: 'hash',
		uploads: 'hash, [space+photo]',
		journal: '++id',
	});
	const mat = { ...newHeld('c.shop', 'product', 'mat1'), fields: { nameTh: 'เสื่อ' }, seen: 3 };
	await old.table('records').put(mat);
	await old.table('drafts').put({ id: 'product/mat1/nameTh', text: 'เสื่อก', at: 1 });
	old.close();

	const db = openDatabase('grown');
	const store = deviceStore(db);
	expect(await store.transact((tx) => tx.held('c.shop', [['product', 'mat1']]))).toEqual([mat]);
	expect(await db.drafts.count()).toBe(1);
	const value = { ...{ space: 'c.shop', kind: 'product', key: 'mat1', field: 'nameTh' }, value: 'ก' };
	await store.transact((tx) => tx.remember([{ ...value, author: null, at: 1 }]));
	expect(await db.past.count()).toBe(1);
	db.close();
});
