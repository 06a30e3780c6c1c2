import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it, vi } from 'vitest';
import { catalogueOf } from '../domain/access.ts';
import { accounts, currentAccount, databaseName, remember, type Account } from './accounts.ts';
import { joinedHere, keepJoined, keyFor } from './keyring.ts';
import { removeAccount, useAccount } from './removal.ts';
import { openSession } from './session.ts';
import { lookInto, NOTHING } from './unsent.ts';

vi.stubGlobal('navigator', {});
vi.stubGlobal('document', undefined);

const boon: Account = {
	enrolment: 'e1',
	person: 'p1',
	role: 'seller',
	name: 'ยายบุญ',
	areas: ['30'],
	shop: 'shop0001',
};
const suk: Account = { ...boon, enrolment: 'e2', person: 'p2', name: 'ตาสุข', shop: 'shop0002' };
const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

let storage: Storage;
beforeEach(async () => {
	for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
	const held = new Map<string, string>();
	storage = {
		getItem: (name: string) => held.get(name) ?? null,
		setItem: (name: string, value: string) => void held.set(name, value),
		removeItem: (name: string) => void held.delete(name),
	} as Storage;
	for (const account of [boon, suk]) {
		await remember(account, storage);
		await keyFor(account.person.padEnd(22, 'x'), chance);
		await keepJoined(account.person.padEnd(22, 'x'), account);
	}
});

/** The account's app with one product named on it. */
async function withProduct(account: Account) {
	const session = await openSession(
		account,
		() => {},
		() => {},
	);
	const space = catalogueOf(account.shop ?? '');
	await session.edit({ space, kind: 'product', key: 'mat', set: { nameTh: 'เสื่อ' } });
	return session;
}

it('refuses while something is unsent, and leaves all of it where it was', async () => {
	const session = await withProduct(boon);
	session.close();
	expect(await removeAccount(boon, storage)).toEqual({ kind: 'unsent' });
	expect((await lookInto(boon)).unsent).toEqual({ ...NOTHING, waiting: 1 });
	expect(accounts(storage)).toHaveLength(2);
});

it.each([
	['refused by the office', (row: object) => ({ ...row, state: 'parked', reason: 'bad-price' })],
	['sent, with the answer lost', (row: object) => ({ ...row, state: 'sent', sentAt: 1 })],
])('refuses for a change that is %s', async (_what, to) => {
	const session = await withProduct(boon);
	await session.db.queue.toCollection().modify((row, ref) => void (ref.value = to(row) as typeof row));
	session.close();
	expect(await removeAccount(boon, storage)).toEqual({ kind: 'unsent' });
});

it('refuses for a picture whose file has not gone, and for words that are typed and not saved', async () => {
	const session = await withProduct(boon);
	await session.db.queue.clear();
	const upload = {
		hash: 'h',
		space: session.space,
		photo: 'f',
		size: 'full',
		madeAt: 1,
		refused: null,
	} as const;
	await session.db.uploads.put(upload);
	expect(await removeAccount(boon, storage)).toEqual({ kind: 'unsent' });
	await session.db.open();
	await session.db.uploads.clear();
	await session.db.drafts.put({ id: 'shop/shop0001/line', text: '@boon', at: 1 });
	session.close();
	expect(await removeAccount(boon, storage)).toEqual({ kind: 'unsent' });
	expect((await lookInto(boon)).unsent).toEqual({ ...NOTHING, drafts: 1 });
});

it('refuses while a picture taken in the page is no photo yet', async () => {
	const session = await withProduct(boon);
	await session.db.queue.clear();
	await session.db.taken.put({ key: 'k', of: 'product/mat', bytes: new Blob(['x']), at: 1 });
	session.close();
	expect((await lookInto(boon)).unsent).toEqual({ ...NOTHING, waiting: 1, photos: 1 });
	expect(await removeAccount(boon, storage)).toEqual({ kind: 'unsent' });
});

it('removes an account that has nothing unsent, from the list and the keyring too, and touches no other', async () => {
	const other = await withProduct(suk);
	other.close();
	const session = await withProduct(boon);
	await session.db.queue.clear();
	await session.db.drafts.put({ id: 'camera', text: 'mat', at: 1 });
	await useAccount(boon, storage);
	expect(await removeAccount(boon, storage)).toEqual({ kind: 'removed' });
	expect(accounts(storage)).toEqual([suk]);
	expect(currentAccount(storage)).toEqual(suk);
	expect(await joinedHere()).toEqual([suk]);
	expect(await Dexie.exists(databaseName(boon))).toBe(false);
	expect((await lookInto(suk)).unsent).toEqual({ ...NOTHING, waiting: 1 });
});

it('forgets with an account those it took over from, or the next start would bring them back', async () => {
	const again: Account = { ...boon, enrolment: 'e9', person: 'p9' };
	await remember(again, storage);
	expect(await removeAccount(currentAccount(storage) as Account, storage)).toEqual({ kind: 'removed' });
	expect(await joinedHere()).toEqual([suk]);
});

it('looks into an account that has no database yet without making one', async () => {
	expect(await lookInto(boon)).toEqual({ account: boon, shopName: '', unsent: NOTHING });
	expect(await Dexie.exists(databaseName(boon))).toBe(false);
});

it('tells the shop by its name', async () => {
	const session = await withProduct(boon);
	await session.edit({ space: session.space, kind: 'shop', key: 'shop0001', set: { nameTh: 'ทอผ้าบ้านนา' } });
	session.close();
	expect((await lookInto(boon)).shopName).toBe('ทอผ้าบ้านนา');
});
