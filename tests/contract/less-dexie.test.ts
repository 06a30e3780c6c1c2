import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { openDatabase } from '$lib/client/store/database.ts';
import { deviceStore } from '$lib/client/store/device.ts';
import { watchCount } from '$lib/client/products.ts';
import type { Session } from '$lib/client/session.ts';
import { lessDexie } from '../../scripts/less-dexie.ts';
import { deviceStoreContract } from './device-store.ts';

const whole = readFileSync('node_modules/dexie/dist/modern/dexie.mjs', 'utf8');

// What a build gives to phones: all that is opened below stands on it. Hoisted above the imports, so it asks for its own.
vi.mock('dexie', async () => {
	const { lessDexie, namesAsked } = await import('../../scripts/less-dexie.ts');
	const { readFileSync } = await import('node:fs');
	const code = lessDexie(readFileSync('node_modules/dexie/dist/modern/dexie.mjs', 'utf8'), namesAsked());
	return import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
});

let opened = 0;
const open = () => openDatabase(`less-${opened++}`);

deviceStoreContract({ name: 'IndexedDB, as phones have it', open: async () => deviceStore(open()) });

it('tells whoever watches of what was written, and of nothing before', async () => {
	const db = open();
	const seen: number[] = [];
	const watching = watchCount({ db, space: 'c.shop' } as Session).subscribe((count) => seen.push(count));
	await expect.poll(() => seen).toEqual([0]);
	const row = { space: 'c.shop', text: '', state: 'draft', category: '', soldOut: false };
	await db.names.put({ ...row, key: 'mango' });
	await expect.poll(() => seen).toEqual([0, 1]);
	await db.transaction('rw', db.names, async () => {
		await db.names.bulkPut([
			{ ...row, key: 'rice' },
			{ ...row, key: 'salt' },
		]);
		await db.names.where('[space+key]').equals(['c.shop', 'mango']).delete();
	});
	await expect.poll(() => seen).toEqual([0, 1, 2]);
	watching.unsubscribe();
});

it('finds by the first part of an index, backwards and in order', async () => {
	const db = open();
	const row = { bytes: new Blob(['x']), of: 'product/mango' };
	await db.taken.bulkPut([
		{ ...row, key: 'b', at: 1 },
		{ ...row, key: 'a', at: 2 },
		{ ...row, key: 'c', at: 3, of: 'product/rice' },
	]);
	expect(await db.taken.where('of').equals('product/mango').primaryKeys()).toEqual(['b', 'a']);
	expect((await db.taken.where('of').equals('product/mango').sortBy('key')).map(({ key }) => key)).toEqual([
		'a',
		'b',
	]);
	expect(await db.taken.orderBy('[of+at]').reverse().primaryKeys()).toEqual(['c', 'a', 'b']);
	expect(await db.taken.where('of').equals('product/rice').count()).toBe(1);
});

it('keeps a method that is asked for, and what Dexie itself needs for it', () => {
	expect(whole).toContain('startsWithAnyOfIgnoreCase(');
	expect(lessDexie(whole, new Set())).not.toContain('startsWithAnyOfIgnoreCase(');
	expect(lessDexie(whole, new Set(['startsWithAnyOfIgnoreCase']))).toContain('startsWithAnyOfIgnoreCase(');
});

it('says so where Dexie is written otherwise', () => {
	expect(() => lessDexie(whole, new Set(['hook']))).toThrow('hooks are cut');
	expect(() => lessDexie(whole.replace('this.use(hooksMiddleware);', ''), new Set())).toThrow(
		'hooksMiddleware',
	);
});
