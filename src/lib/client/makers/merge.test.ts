import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../domain/access.ts';
import { copyKey } from '../../domain/duplicates/merge.ts';
import { shown } from '../../sync/device/held.ts';
import { newFollowed } from '../../sync/device/edit.ts';
import type { Account } from '../accounts.ts';
import { openSession, type Session } from '../session.ts';
import { isApartIn, mergeHere, setApartHere, sideOf, undoHere } from './merge.ts';
import { refreshMakers } from './refresh.ts';

const A = 'weavers-a';
const B = 'weavers-b';
const hat = copyKey(B, 'palm-hat');
const wish = { stays: A, goes: B, picks: new Set(['shop/nameTh']) };
const marketer: Account = {
	...{ enrolment: 'e1', person: 'm1', role: 'marketer', name: 'สมชาย', areas: ['30'], shop: null },
};

let app: Session;
beforeEach(async () => {
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
	const nothing = () => undefined;
	app = await openSession(marketer, nothing, nothing);
	const rows = [
		[A, 'shop', A, { nameTh: 'กลุ่มทอเสื่อ', phones: ['0812345678'] }],
		[B, 'shop', B, { nameTh: 'กลุ่มทอเสื่อกก', phones: ['0898765432'] }],
		[B, 'product', 'palm-hat', { nameTh: 'หมวก' }],
	] as const;
	await app.db.records.bulkPut(
		rows.map(([shop, kind, key, fields]) => ({
			...{ space: catalogueOf(shop), kind, key, short: 1, seen: 3, fields, author: 'register' },
			...{ pending: {}, moves: [], removing: 0 },
		})) as never,
	);
	for (const shop of [A, B]) await app.db.followed.put({ ...newFollowed(catalogueOf(shop)), cursor: 3 });
});

const fieldsOf = async (shop: string, kind: string, key: string) => {
	const row = await app.db.records.get([catalogueOf(shop), kind, key]);
	return row && row.removing === 0 ? shown(row) : undefined;
};

describe('two makers on a phone with no connection', () => {
	it('become one: each change waits in the outbox of its own shop, and is there once however often it is said', async () => {
		expect(await mergeHere(app, wish)).toBe(true);
		expect(await fieldsOf(A, 'product', hat)).toMatchObject({ nameTh: 'หมวก', copyOf: { shop: B } });
		expect(await fieldsOf(A, 'shop', A)).toMatchObject({
			nameTh: 'กลุ่มทอเสื่อกก',
			phones: ['0812345678', '0898765432'],
		});
		expect((await fieldsOf(B, 'shop', B))?.['mergedInto']).toBe(A);
		const queue = await app.db.queue.toArray();
		expect(queue.map(({ space, key }) => `${space} ${key}`).sort()).toEqual(
			[`c.${A} ${A}`, `c.${A} ${hat}`, `c.${B} ${B}`].sort(),
		);
		expect(await mergeHere(app, wish)).toBe(false);
		expect(await app.db.queue.count()).toBe(3);
	});

	it('have a row each in the list, the one for which the other stands as such', async () => {
		await mergeHere(app, wish);
		await refreshMakers(app);
		const rows = await app.db.makers.toArray();
		expect(rows.map(({ shop, into, products }) => [shop, into, products])).toEqual([
			[A, '', 1],
			[B, A, 1],
		]);
	});

	it('are two again, what was worked on since stays', async () => {
		await mergeHere(app, wish);
		await app.edit({ space: catalogueOf(A), kind: 'product', key: hat, set: { size: 'ใหญ่' } });
		expect(await undoHere(app, B)).toEqual({ kept: 1, fields: 0 });
		expect(await fieldsOf(A, 'product', hat)).toMatchObject({ size: 'ใหญ่' });
		expect(await fieldsOf(A, 'shop', A)).toMatchObject({ nameTh: 'กลุ่มทอเสื่อ', phones: ['0812345678'] });
		expect((await fieldsOf(B, 'shop', B))?.['mergedInto']).toBe('');
		expect(await undoHere(app, B)).toBeNull();
	});

	it('leave nothing behind where nobody worked on it', async () => {
		await mergeHere(app, wish);
		expect(await undoHere(app, B)).toEqual({ kept: 0, fields: 0 });
		expect(await fieldsOf(A, 'product', hat)).toBeUndefined();
		expect(await fieldsOf(B, 'product', 'palm-hat')).toMatchObject({ nameTh: 'หมวก' });
	});

	it('are told apart in whichever order they are named, and that can be taken back', async () => {
		const apart = async () => {
			const [a, b] = [await sideOf(app, A), await sideOf(app, B)];
			return a !== null && b !== null && isApartIn([b, a]);
		};
		await setApartHere(app, B, A, true, 5);
		expect(await apart()).toBe(true);
		await setApartHere(app, A, B, false, 0);
		expect(await apart()).toBe(false);
	});

	it('are not both here: nothing is merged', async () => {
		expect(await mergeHere(app, { ...wish, goes: 'not-carried' })).toBe(false);
		expect(await app.db.queue.count()).toBe(0);
	});
});
