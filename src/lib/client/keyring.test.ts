import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import type { Account } from './accounts.ts';
import { howJoined, joinedHere, keepJoined, keptKey, keyFor } from './keyring.ts';

const SECRET = 'abcdefgh_-ABCDEFGH0123';
const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const account: Account = {
	enrolment: 'e1234567',
	person: 'p1234567',
	role: 'seller',
	name: 'ยายบุญ',
	areas: ['30'],
	shop: 'shop0001',
};

beforeEach(() => Dexie.delete('joined'));

it('keeps the key before it is used, one for each invitation', async () => {
	expect(await keptKey(SECRET)).toBeNull();
	const key = await keyFor(SECRET, chance);
	expect(key).toMatch(/^[\w-]{43}$/);
	expect(await keyFor(SECRET, chance)).toBe(key);
	expect(await keptKey(SECRET)).toBe(key);
	expect(await keyFor('z'.repeat(22), chance)).not.toBe(key);
});

it('remembers who joined and how, and takes an unanswered asking for nobody', async () => {
	const key = await keyFor(SECRET, chance);
	expect(await joinedHere()).toEqual([]);
	expect(await howJoined(account.person)).toBeNull();
	await keepJoined(SECRET, account);
	expect(await joinedHere()).toEqual([account]);
	expect(await howJoined(account.person)).toEqual({ secret: SECRET, key });
});
