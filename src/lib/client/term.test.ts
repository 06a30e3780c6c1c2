import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoundEnd } from '../sync/engine.ts';
import { openSession, type Session } from './session.ts';
import { claim } from './store/claimed.ts';
import { beginTerm } from './term.ts';

/** A request that the test answers: by failing, as a line does that breaks. */
interface Asked {
	readonly signal: AbortSignal;
	readonly fail: () => void;
}

describe('a term of running', () => {
	let session: Session;
	let asked: Asked[];
	let told: (RoundEnd['kind'] | null)[];
	let people = 0;

	beforeEach(async () => {
		asked = [];
		told = [];
		vi.stubGlobal(
			'fetch',
			(_to: string, init: { signal: AbortSignal }) =>
				new Promise((_resolve, reject) => {
					const fail = () => reject(new TypeError('the line broke'));
					init.signal.addEventListener('abort', fail);
					asked.push({ signal: init.signal, fail });
				}),
		);
		const account = {
			enrolment: 'e',
			person: `p${people++}`,
			role: 'seller',
			name: '',
			areas: [],
			shop: 's',
		} as const;
		session = await openSession(
			account,
			() => undefined,
			() => undefined,
		);
	});
	afterEach(() => {
		session.close();
		vi.unstubAllGlobals();
	});

	const begin = (alone = true) =>
		beginTerm({ session, alone, version: '', told: (end) => void told.push(end && end.kind) });
	const runner = async () => (await session.db.self.get('self'))?.runner;
	const requests = (count: number) => expect.poll(() => asked.length).toBe(count);
	const rounds = (...kinds: (RoundEnd['kind'] | null)[]) => expect.poll(() => told).toEqual(kinds);

	it('asks for nothing once another runs, and again when it still is the one who holds the lock', async () => {
		const term = begin();
		term.wake('hand');
		await requests(1);
		await claim(session.db, 'another');
		asked[0]?.fail();
		await rounds(null, 'offline');
		term.wake('hand');
		await rounds(null, 'offline', null, 'stale');
		expect(asked).toHaveLength(1);
		expect(await runner()).toBe('another');
		term.wake('hand');
		await requests(2);
		expect(await runner()).not.toBe('another');
		term.cut();
	});

	it('claims the database for each round where several may run', async () => {
		const term = begin(false);
		term.wake('hand');
		await requests(1);
		await claim(session.db, 'another');
		asked[0]?.fail();
		await rounds(null, 'offline');
		term.wake('hand');
		await requests(2);
		term.cut();
	});

	it('cuts its request off when it ends, and tells nobody of it', async () => {
		const term = begin();
		term.wake('hand');
		await requests(1);
		term.cut();
		expect(asked[0]?.signal.aborted).toBe(true);
		await term.finish();
		expect(told).toEqual([null]);
	});

	it('is stuck when a round comes no further for minutes, and not while it waits between rounds', async () => {
		const now = vi.spyOn(performance, 'now');
		const term = begin();
		now.mockReturnValue(0);
		term.wake('hand');
		await requests(1);
		now.mockReturnValue(3 * 60_000);
		expect(term.isStuck()).toBe(false);
		now.mockReturnValue(5 * 60_000);
		expect(term.isStuck()).toBe(true);
		asked[0]?.fail();
		await rounds(null, 'offline');
		expect(term.isStuck()).toBe(false);
		term.cut();
		now.mockRestore();
	});
});
