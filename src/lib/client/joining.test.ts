import { describe, expect, it } from 'vitest';
import { join, look, secretIn, trade } from './joining.ts';

const SECRET = 'abcdefgh_-ABCDEFGH0123';

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

describe('asking the office', () => {
	it('passes its answers on, refusals too', async () => {
		expect(await look(SECRET, null, answering('{"kind":"expired"}'))).toEqual({ kind: 'expired' });
		const asked = { secret: SECRET, key: 'k', phone: '' };
		expect(await join(asked, answering('{"kind":"used"}', 409))).toEqual({ kind: 'used' });
		expect(await join(asked, answering('{"kind":"nameless"}', 422))).toEqual({ kind: 'nameless' });
		expect(await join(asked, answering('{"kind":"ok","name":"บุญ"}'))).toMatchObject({ name: 'บุญ' });
	});
	it('trades a code for a secret, and learns no more where it gets none', async () => {
		const asked = { number: '123456', code: 'กงจชดบพม', key: 'k' };
		expect(await trade(asked, answering(`{"kind":"ok","secret":"${SECRET}"}`))).toMatchObject({
			secret: SECRET,
		});
		expect(await trade(asked, answering('{"kind":"unknown"}', 404))).toEqual({ kind: 'unknown' });
		expect(await trade(asked, answering('<html>'))).toEqual({ kind: 'offline' });
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
