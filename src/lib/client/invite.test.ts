import { expect, test } from 'vitest';
import type { Account } from './accounts.ts';
import { inviteToShop } from './invite.ts';

const account: Account = {
	enrolment: 'e1',
	person: 'p1',
	role: 'seller',
	name: 'แม่คำปัน',
	areas: [],
	shop: 's1',
};

function answering(status: number, body: unknown) {
	const asked: unknown[] = [];
	const fetcher: typeof fetch = (_url, init) => {
		asked.push(JSON.parse(String(init?.body)));
		return Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
	};
	return { asked, fetcher };
}

test('asks for a further phone of this person, or for a helper of the shop', async () => {
	const { asked, fetcher } = answering(200, { kind: 'ok', link: 'https://x/join#s', expiresAt: 5 });
	expect(await inviteToShop(account, null, fetcher)).toEqual({
		kind: 'ok',
		link: 'https://x/join#s',
		expiresAt: 5,
	});
	await inviteToShop(account, 'ฝ้าย', fetcher);
	expect(asked).toEqual([
		{ enrolment: 'e1', self: true },
		{ enrolment: 'e1', role: 'seller', shop: 's1', name: 'ฝ้าย' },
	]);
});

test('tells the office that refuses from one that was not reached', async () => {
	expect((await inviteToShop(account, 'ก', answering(403, { kind: 'not-allowed' }).fetcher)).kind).toBe(
		'not-allowed',
	);
	const gone = answering(401, { kind: 'unknown-enrolment' });
	expect((await inviteToShop(account, null, gone.fetcher)).kind).toBe('unknown-account');
	expect((await inviteToShop(account, null, answering(200, '<html>sign in').fetcher)).kind).toBe('offline');
	const cut: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
	expect((await inviteToShop(account, null, cut)).kind).toBe('offline');
});
