import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newHeld, type Held } from '../../sync/device/held.ts';
import { openDatabase, type Database } from './database.ts';
import { deviceStore } from './device.ts';

const held = (kind: string, key: string, over: Partial<Held> = {}): Held => {
	return {
		...newHeld('c.shop', kind, key),
		fields: { nameTh: 'เสื่อกก', state: 'published' },
		seen: 1,
		...over,
	};
};

let db: Database;
const put = (...rows: Held[]) => deviceStore(db).transact(async (tx) => tx.putHeld(rows));
const texts = async () => (await db.names.toArray()).map((row) => row.text);

beforeEach(() => (db = openDatabase(`names-${crypto.randomUUID()}`)));
afterEach(() => db.delete());

it('names a product, and its story of the same key takes nothing away', async () => {
	await put(held('product', 'mat'), held('story', 'mat', { fields: { th: 'ทอมือ' } }));
	await put(held('story', 'mat', { fields: { th: 'ทอมือทุกผืน' } }));
	expect(await texts()).toEqual(['เสื่อกก']);
});

it('takes a product that is being removed off the list, and puts it back', async () => {
	await put(held('product', 'mat', { removing: 3 }));
	expect(await texts()).toEqual([]);
	await put(held('product', 'mat'));
	expect(await texts()).toEqual(['เสื่อกก']);
});

it('forgets the name of a dropped product, not that of a dropped story', async () => {
	await put(held('product', 'mat'), held('product', 'bag'));
	await deviceStore(db).transact(async (tx) => tx.dropHeld([held('product', 'bag'), held('story', 'mat')]));
	expect(await texts()).toEqual(['เสื่อกก']);
});
