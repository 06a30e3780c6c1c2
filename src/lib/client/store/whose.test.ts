import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import { newFollowed } from '../../sync/device/edit.ts';
import type { Account } from '../accounts.ts';
import { inShop } from '../in-shop.ts';
import { keepTaken, takenRow } from '../photos/taken.ts';
import { openSession, type Session } from '../session.ts';
import { readWaiting } from '../waiting.ts';
import { whoseIs } from './whose.ts';

const boon: Account = {
	enrolment: 'e1',
	person: 'p1',
	role: 'seller',
	name: 'ยายบุญ',
	areas: ['30'],
	shop: 'shop0001',
};
const marketer: Account = { ...boon, person: 'p2', role: 'marketer', name: 'มาลี', shop: null };

beforeEach(async () => {
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
});

const open = (account: Account) =>
	openSession(
		account,
		() => undefined,
		() => undefined,
	);

/** What waits, as the page and as the worker count it. */
async function counted(session: Session) {
	const [page, worker] = [await readWaiting(session), await readWaiting(await whoseIs(session.db))];
	expect(worker).toEqual(page);
	return worker.map(({ id }) => id);
}

it("knows a seller's phone, with its orders beside and a shop of before", async () => {
	const session = await open(boon);
	await session.db.followed.put(newFollowed('o.shop0001'));
	await session.db.followed.put({ ...newFollowed('c.before'), visible: false });
	expect(await whoseIs(session.db)).toMatchObject({
		space: 'c.shop0001',
		account: { role: 'seller', shop: 'shop0001' },
	});
	await session.edit({ space: session.space, kind: 'story', key: 'shop0001', set: { th: 'เรื่อง' } });
	await keepTaken(session, takenRow(session, 'product/mat', new Blob(['one'])));
	expect((await counted(session)).sort()).toEqual(['product/mat', 'shop/shop0001']);
});

it('counts what waits in all shops that are carried, one or several', async () => {
	const session = await open(marketer);
	await session.db.self.update('self', { scopes: ['d.3001'] });
	const shop = inShop(session, 'shop0001');
	await shop.edit({ space: shop.space, kind: 'product', key: 'mat', set: { nameTh: 'เสื่อ' } });
	await keepTaken(shop, takenRow(shop, 'product/mat', new Blob(['one'])));
	expect(await counted(session)).toEqual(['product/mat']);
	await session.db.self.update('self', { scopes: null });
	const other = inShop(session, 'shop0002');
	await other.edit({ space: other.space, kind: 'product', key: 'hat', set: { nameTh: 'หมวก' } });
	expect((await counted(session)).sort()).toEqual(['product/hat', 'product/mat']);
});
