import { expect, test } from '@playwright/test';
import { openOffice, type Office } from '../support/access/office.ts';
import { codeFor, secretFor, type Tried } from '../support/access/probe.ts';
import type { Asker } from '../support/access/world.ts';

/** Ten thousand guesses, and a thousand joins within a minute, are in `src/lib/server/codes.test.ts`: here over HTTP. */
let office: Office;
let tried: Tried;
test.beforeAll(async () => {
	office = await openOffice();
	({ tried } = office);
});
test.afterAll(() => office.close());

/** A few at a time, as a machine that guesses does. */
async function many<T>(count: number, ask: (i: number) => Promise<T>): Promise<T[]> {
	const told: T[] = [];
	let next = 0;
	const worker = async () => {
		for (let i = next++; i < count; i = next++) told.push(await ask(i));
	};
	await Promise.all(Array.from({ length: 32 }, worker));
	return told;
}
const post = async (path: string, body: unknown, cookie = '') => {
	const headers = { 'content-type': 'application/json', ...(cookie && { cookie }) };
	const response = await fetch(tried.origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
	await response.arrayBuffer();
	return response.status;
};

test('guesses from one address open nothing, while many people join from it', async () => {
	const secrets = await many(300, () => secretFor(tried, 'mine'));
	const spoken = await Promise.all(Array.from({ length: 20 }, () => codeFor(tried, 'mine')));
	const key = 'k'.repeat(43);
	const [joins, codes, links] = await Promise.all([
		many(300, (i) => post('/api/join', { secret: secrets[i], key })),
		many(1_000, (i) => {
			const { number } = spoken[i % spoken.length] ?? { number: '' };
			const code = [...i.toString(8).padStart(8, '0')].map((digit) => 'กงจชดบพม'[Number(digit)]).join('');
			return post('/api/join/code', { number, code, key });
		}),
		many(1_000, (i) => post('/api/join', { secret: String(i).padStart(22, 'x'), key })),
	]);
	expect(new Set(joins)).toEqual(new Set([200]));
	expect(new Set(codes)).toEqual(new Set([404]));
	expect(new Set(links)).toEqual(new Set([404]));
	// Five wrong ones, and the right one opens nothing either
	const right = await many(spoken.length, (i) => post('/api/join/code', { ...spoken[i], key }));
	expect(new Set(right)).toEqual(new Set([404]));
});

test('one phone that asks without end is told to wait, and its neighbours are not', async () => {
	const ask = ({ enrolment, cookie }: Asker) => post('/api/invitations', { enrolment, self: true }, cookie);
	const [helper, seller] = ['helper', 'seller'].map((name) => tried.askers.find((one) => one.name === name));
	if (!helper || !seller) throw new Error('nobody');
	const told = await many(310, () => ask(helper));
	expect(told.filter((status) => status === 429).length).toBeGreaterThan(9);
	expect(await ask(seller)).toBe(200);
	const asker = { 'content-type': 'application/json', cookie: helper.cookie };
	const body = JSON.stringify({ enrolment: helper.enrolment, self: true });
	const last = await fetch(`${tried.origin}/api/invitations`, { method: 'POST', headers: asker, body });
	expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
});
