import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import type { Account } from './accounts.ts';
import { keepJoined, keyFor } from './keyring.ts';
import { rejoin } from './rejoin.ts';

const SECRET = 'abcdefgh_-ABCDEFGH0123';
const account: Account = {
	enrolment: 'e1234567',
	person: 'p1234567',
	role: 'seller',
	name: 'ยายบุญ',
	areas: ['30'],
	shop: 'shop0001',
};
const answering = (body: object) => () => Promise.resolve(Response.json(body));

beforeEach(async () => {
	await Dexie.delete('joined');
	await keyFor(SECRET, (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
	await keepJoined(SECRET, account);
});

it('is back in by the invitation it joined with', async () => {
	expect(await rejoin(account, answering({ kind: 'ok', ...account }))).toBe('joined');
});

it('knows an unheard answer from a closed door: the line may break at this request as at any other', async () => {
	expect(await rejoin(account, () => Promise.reject(new TypeError('reset')))).toBe('offline');
	expect(await rejoin(account, answering({ kind: 'expired' }))).toBe('closed');
});

it('needs a new invitation where none is kept, or another enrolment came of it', async () => {
	const anew = answering({ kind: 'ok', ...account, enrolment: 'another1' });
	expect(await rejoin(account, anew)).toBe('closed');
	expect(await rejoin({ ...account, person: 'stranger' }, anew)).toBe('closed');
});
