import { describe, expect, it } from 'vitest';
import { forgetKey, join, keptKey, keyFor, look, secretIn } from './joining.ts';

const SECRET = 'abcdefgh_-ABCDEFGH0123';
const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

function memory(): Storage {
	const kept = new Map<string, string>();
	return {
		get length() {
			return kept.size;
		},
		clear: () => kept.clear(),
		key: (n) => [...kept.keys()][n] ?? null,
		getItem: (name) => kept.get(name) ?? null,
		setItem: (name, value) => void kept.set(name, value),
		removeItem: (name) => void kept.delete(name),
	};
}

const answering =
	(body: string, status = 200): typeof fetch =>
	async () =>
		new Response(body, { status });

describe('the secret of a link', () => {
	it('is read behind #, and nothing else passes for one', () => {
		expect(secretIn(`#${SECRET}`)).toBe(SECRET);
		for (const hash of ['', '#', '#short', `#${SECRET}x`, `#${SECRET.slice(1)}/`])
			expect(secretIn(hash)).toBeNull();
	});
});

describe('the key of this phone', () => {
	it('is kept before it is used, one for each invitation, until it is forgotten', () => {
		const storage = memory();
		expect(keptKey(SECRET, storage)).toBeNull();
		const key = keyFor(SECRET, chance, storage);
		expect(key).toMatch(/^[\w-]{43}$/);
		expect(keyFor(SECRET, chance, storage)).toBe(key);
		expect(keptKey(SECRET, storage)).toBe(key);
		expect(keyFor('z'.repeat(22), chance, storage)).not.toBe(key);
		forgetKey(SECRET, storage);
		expect(keptKey(SECRET, storage)).toBeNull();
	});
});

describe('asking the office', () => {
	it('passes its answers on, refusals too', async () => {
		expect(await look(SECRET, null, answering('{"kind":"expired"}'))).toEqual({ kind: 'expired' });
		const asked = { secret: SECRET, key: 'k', phone: '' };
		expect(await join(asked, answering('{"kind":"used"}', 409))).toEqual({ kind: 'used' });
		expect(await join(asked, answering('{"kind":"ok","name":"บุญ"}'))).toMatchObject({ name: 'บุญ' });
	});
	it.each([
		['no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
		['a sign-in page of the line', answering('<html>')],
		['a broken office', answering('{"message":"Internal Error"}', 500)],
		['JSON that is nobody’s', answering('null')],
	] as [string, typeof fetch][])('takes %s for no answer at all', async (_, fetcher) => {
		expect(await look(SECRET, null, fetcher)).toEqual({ kind: 'offline' });
	});
});
