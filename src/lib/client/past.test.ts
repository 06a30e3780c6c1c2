import { describe, expect, test } from 'vitest';
import type { Former } from '../sync/history.ts';
import { officePast, pastOf, type Earlier, type LocalPast } from './past.ts';

const MAT = ['product', 'mat1'] as const;
const earlier = (value: string, at: number | null, more: Partial<Earlier> = {}) =>
	({ value, at, way: 'used', by: { kind: 'me' }, ...more }) as const;
const local = (shown: LocalPast['shown'], ...items: (readonly [string, Earlier])[]): LocalPast => ({
	shown,
	earlier: items,
});
const former = (value: string, at: number | null, more: Partial<Former> = {}): Former => ({
	field: 'nameTh',
	value,
	way: 'used',
	at,
	by: { you: false, name: 'ยายบุญ', role: 'seller' },
	...more,
});
const values = (...args: Parameters<typeof pastOf>) =>
	pastOf(...args).map(({ field, earlier }) => [field, earlier.map(({ value }) => value)]);

describe('what a field held before', () => {
	test('is told once, the newest first, and never what it holds now', () => {
		const mine = local(
			{ nameTh: 'ค' },
			['nameTh', earlier('ข', 30)],
			['nameTh', earlier('ค', 20)],
			['nameTh', earlier('ก', 10)],
		);
		expect(values(MAT, mine, [former('ข', 31), former('ง', 5)])).toEqual([['nameTh', ['ข', 'ก', 'ง']]]);
	});

	test('is told with a name where the office knows one', () => {
		const mine = local({ nameTh: 'ค' }, ['nameTh', earlier('ข', 30, { by: { kind: 'other' } })]);
		expect(pastOf(MAT, mine, [former('ข', 31)])[0]?.earlier).toEqual([
			earlier('ข', 31, { by: { kind: 'named', name: 'ยายบุญ', role: 'seller' } }),
		]);
		expect(pastOf(MAT, mine, [former('ข', 31, { by: null })])[0]?.earlier[0]?.by).toEqual({ kind: 'office' });
	});

	test('begins with what the office still has beneath what waits here', () => {
		const mine = local(
			{ nameTh: 'ค' },
			['nameTh', earlier('ข', null, { way: 'beneath' })],
			['nameTh', earlier('ก', 99)],
		);
		expect(values(MAT, mine, [])).toEqual([['nameTh', ['ข', 'ก']]]);
	});

	test('that was offered first and used later was used', () => {
		const [name] = pastOf(MAT, local({ nameTh: 'ค' }), [former('ข', 5, { way: 'offered' }), former('ข', 9)]);
		expect(name?.earlier).toMatchObject([{ value: 'ข', way: 'used', at: 9 }]);
	});

	test('comes by field, what changed last first; nothing is no value', () => {
		const mine = local(
			{ nameTh: 'ค', size: '1 เมตร' },
			['nameTh', earlier('ข', 30)],
			['size', earlier('2 เมตร', 40)],
			['materials', earlier('', 50)],
		);
		expect(values(MAT, mine, [])).toEqual([
			['size', ['2 เมตร']],
			['nameTh', ['ข']],
		]);
	});
});

describe('asking the office', () => {
	const account = { enrolment: 'e1' } as Parameters<typeof officePast>[0];
	const asked = (response: () => Response | Promise<never>) =>
		officePast(account, 'c.shop', MAT, () => Promise.resolve(response()));

	test('takes its answer, leaving out what this app cannot read', async () => {
		const answer = { former: [former('ก', 1), { field: 7 }] };
		expect(await asked(() => Response.json(answer))).toEqual({ kind: 'ok', former: [former('ก', 1)] });
	});

	test('finds no past of what the office has never heard of', async () => {
		expect(await asked(() => Response.json({ kind: 'none' }, { status: 404 }))).toEqual({
			kind: 'ok',
			former: [],
		});
	});

	test.each([
		['a portal’s page', () => new Response('<html>')],
		['an ended session', () => Response.json({ kind: 'unknown-enrolment' }, { status: 401 })],
		['no line', () => Promise.reject(new TypeError('Failed to fetch'))],
	])('takes %s for no answer', async (_, response) => {
		expect(await asked(response)).toEqual({ kind: 'offline' });
	});
});
