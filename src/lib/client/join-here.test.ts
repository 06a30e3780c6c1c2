import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { accounts } from './accounts.ts';
import { joinHere, keepName } from './join-here.ts';
import { joinedHere, keptKey, typedName } from './keyring.ts';

const SECRET = 'abcdefgh_-ABCDEFGH0123';
const ANSWER = {
	...{ kind: 'ok', enrolment: 'e1234567', person: 'p1234567', role: 'seller' },
	...{ name: 'ยายบุญ', areas: ['30'], shop: 'shop0001' },
};
const bodies: Record<string, unknown>[] = [];
const answering =
	(answer: object): typeof fetch =>
	(_, init) => {
		bodies.push(JSON.parse(init?.body as string) as Record<string, unknown>);
		return Promise.resolve(Response.json(answer));
	};
const silent: typeof fetch = () => Promise.reject(new TypeError('offline'));

beforeEach(async () => {
	const kept = new Map<string, string>();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => kept.set(key, value),
	});
	vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (Linux; Android 13; SM-A127F)' });
	bodies.length = 0;
	await Dexie.delete('joined');
});
afterEach(() => void vi.unstubAllGlobals());

it('says a name only where it was asked, and keeps who joined', async () => {
	await joinHere(SECRET, null, answering(ANSWER));
	expect(bodies).toEqual([{ secret: SECRET, key: await keptKey(SECRET), phone: 'SM-A127F · Android' }]);
	expect(accounts()).toMatchObject([{ person: 'p1234567', name: 'ยายบุญ' }]);
	expect(await joinedHere()).toHaveLength(1);
});

it('with no line the name is still there, and is said with the same key at the next try', async () => {
	await keepName(SECRET, 'ยายบ');
	expect(await joinHere(SECRET, 'ยายบุญ', silent)).toEqual({ kind: 'offline' });
	expect(await typedName(SECRET)).toBe('ยายบุญ');
	expect(accounts()).toEqual([]);
	const key = await keptKey(SECRET);
	await joinHere(SECRET, 'ยายบุญ', answering(ANSWER));
	expect(bodies).toMatchObject([{ key, name: 'ยายบุญ' }]);
	expect(await typedName(SECRET)).toBeNull();
});
