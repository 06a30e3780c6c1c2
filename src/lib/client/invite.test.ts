import { expect, test } from 'vitest';
import type { Account } from './accounts.ts';
import { inviteToShop, lookAfter, takeBack } from './invite.ts';
import { endPhone, phonesOfShop } from './phones.ts';

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
	const fetcher: typeof fetch = (url, init) => {
		asked.push([url, JSON.parse(String(init?.body))]);
		return Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
	};
	return { asked, fetcher };
}
const cut: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));

test('asks for a further phone of this person, or for a helper of the shop, by where they are', async () => {
	const made = { kind: 'ok', id: 'i1', link: 'https://x/join#s', left: 5 };
	const { asked, fetcher } = answering(200, { ...made, expiresAt: 9 });
	expect(await inviteToShop(account, null, 'near', fetcher)).toEqual({ ...made, spoken: null });
	await inviteToShop(account, 'ฝ้าย', 'far', fetcher);
	await inviteToShop(account, 'ฝ้าย', 'spoken', fetcher);
	const helper = { enrolment: 'e1', role: 'seller', shop: 's1', name: 'ฝ้าย' };
	expect(asked).toEqual([
		['/api/invitations', { enrolment: 'e1', self: true, near: true, spoken: false }],
		['/api/invitations', { ...helper, near: false, spoken: false }],
		['/api/invitations', { ...helper, near: true, spoken: true }],
	]);
});

test('tells the office that refuses from one that was not reached', async () => {
	const kind = async (fetcher: typeof fetch) => (await inviteToShop(account, null, 'far', fetcher)).kind;
	expect(await kind(answering(403, { kind: 'not-allowed' }).fetcher)).toBe('not-allowed');
	expect(await kind(answering(401, { kind: 'unknown-enrolment' }).fetcher)).toBe('unknown-account');
	expect(await kind(answering(200, '<html>sign in').fetcher)).toBe('offline');
	expect(await kind(cut)).toBe('offline');
});

test('asks what became of an invitation, and takes it back, by bodies alone', async () => {
	const state = { kind: 'ok', standing: 'open', left: 5, isCodeShut: false, joined: null };
	const { asked, fetcher } = answering(200, state);
	expect(await lookAfter(account, 'i1', fetcher)).toEqual(state);
	expect(await takeBack(account, 'i1', fetcher)).toBe(true);
	await endPhone(account, 'e9', fetcher);
	expect(asked).toEqual([
		['/api/invitations/state', { enrolment: 'e1', id: 'i1' }],
		['/api/invitations/end', { enrolment: 'e1', id: 'i1' }],
		['/api/phones/end', { enrolment: 'e1', id: 'e9' }],
	]);
});

test('takes no answer for an end that was not said', async () => {
	for (const fetcher of [cut, answering(404, { kind: 'not-found' }).fetcher]) {
		expect(await takeBack(account, 'i1', fetcher)).toBe(false);
		expect(await endPhone(account, 'e9', fetcher)).toBe(false);
		expect(await lookAfter(account, 'i1', fetcher)).toEqual({ kind: 'offline' });
		expect(await phonesOfShop(account, fetcher)).toEqual({ kind: 'offline' });
	}
});
