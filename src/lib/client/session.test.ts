import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { catalogueOf } from '../domain/access.ts';
import { shown } from '../sync/device/held.ts';
import type { Fields } from '../sync/value.ts';
import { inShop } from './in-shop.ts';
import { openSession, type Session } from './session.ts';

vi.stubGlobal('navigator', {});
vi.stubGlobal('document', undefined);

const SPACE = catalogueOf('shop0001');
const MAT = { space: SPACE, kind: 'product', key: 'mat' } as const;
const month =
	(one: number) =>
	({ season }: Fields): Fields => ({ season: [...((season ?? []) as number[]), one] });

let session: Session;
beforeEach(async () => {
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
	const account = {
		enrolment: 'e1',
		person: 'p1',
		role: 'seller',
		name: 'ยายบุญ',
		areas: [],
		shop: 'shop0001',
	};
	session = await openSession(
		account as Parameters<typeof openSession>[0],
		() => undefined,
		() => undefined,
	);
});
afterEach(() => session.close());

const mat = async () => {
	const row = await session.db.records.get([SPACE, 'product', 'mat']);
	return row && shown(row);
};

it('makes a list of what is stored then: of edits made at once none undoes another', async () => {
	await Promise.all([3, 1, 12].map((one) => session.edit({ ...MAT, set: month(one) })));
	expect(await mat()).toEqual({ season: [3, 1, 12] });
	const queue = await session.db.queue.toArray();
	expect(queue.map(({ change }) => change.set)).toEqual([{ season: [3, 1, 12] }]);
});

it('does the same beside other work of one transaction, and in a shop that is carried', async () => {
	await session.store(async (edit) => {
		await edit({ ...MAT, set: month(5) });
		await edit({ ...MAT, set: month(6) });
	});
	await inShop(session, 'shop0001').edit({ ...MAT, set: month(7) });
	expect(await mat()).toEqual({ season: [5, 6, 7] });
});

it('makes no change of what changes nothing', async () => {
	await session.edit({ ...MAT, set: { nameTh: 'เสื่อ' } });
	const rows = await session.db.queue.toArray();
	await session.edit({ ...MAT, set: ({ nameTh = '' }) => ({ nameTh }) }, { ...MAT, set: () => ({}) });
	expect(await session.db.queue.toArray()).toEqual(rows);
});

it('is told nothing of a record that is on its way out', async () => {
	await session.edit({ ...MAT, set: month(1) });
	await session.edit({ ...MAT, remove: true });
	let told: Fields | null = null;
	await session.edit({ ...MAT, set: (stored) => ({ season: Object.keys((told = stored)) }) });
	expect(told).toEqual({});
});
