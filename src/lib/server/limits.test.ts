import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { doerOf, memoryLimits, tooMany, type Doer, type Limited, type Limits } from './limits.ts';

let limits: Limits;
beforeEach(() => {
	vi.useFakeTimers();
	limits = memoryLimits();
});
afterEach(() => vi.useRealTimers());

/** How many of so many are let through. */
async function passed(times: number, doer: (i: number) => Doer, what: Limited = 'sync'): Promise<number> {
	let count = 0;
	for (let i = 0; i < times; i++) if ((await limits.take(what, doer(i))) === null) count += 1;
	return count;
}

describe('a limit', () => {
	it('holds one phone, and begins anew after its time', async () => {
		const one = () => ({ device: 'e1', account: 'p1', area: '30' });
		expect(await passed(1_300, one)).toBe(1_200);
		const wait = await limits.take('sync', one());
		expect(wait).toBeGreaterThan(0);
		expect(wait).toBeLessThanOrEqual(60);
		vi.advanceTimersByTime(60_000);
		expect(await limits.take('sync', one())).toBeNull();
	});

	it('holds one person on many phones, and a province of many people', async () => {
		expect(await passed(2_500, (i) => ({ device: `e${i}`, account: 'p1' }))).toBe(2_400);
		expect(await passed(12_100, (i) => ({ device: `x${i}`, account: `x${i}`, area: '30' }))).toBe(12_000);
	});

	it('of one phone leaves every other alone, of the same village too', async () => {
		await passed(1_300, () => ({ device: 'e1', account: 'p1', area: '30' }));
		expect(await limits.take('sync', { device: 'e2', account: 'p2', area: '30' })).toBeNull();
	});

	it('of one thing leaves other things alone', async () => {
		const one = () => ({ device: 'e1', account: 'p1', area: '30' });
		await passed(1_300, one);
		expect(await limits.take('upload', one())).toBeNull();
	});

	it('lets a thousand join within a minute', async () => {
		expect(await passed(1_000, () => ({ area: '30' }), 'join')).toBe(1_000);
		expect(await passed(2_500, () => ({ area: '30' }), 'join')).toBe(2_000);
	});

	it('counts whoever has no province by phone and person', async () => {
		const staff = { person: 'p1', role: 'staff', areas: [], shop: null } as const;
		expect(await passed(400, () => doerOf('e1', staff), 'invite')).toBe(300);
	});
});

it('says when to ask again, and nothing else', async () => {
	const answer = tooMany(7, { 'content-type': 'application/tambon' });
	expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([429, '7', '']);
});
