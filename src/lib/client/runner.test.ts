import { beforeEach, describe, expect, it } from 'vitest';
import { makeClock } from '../../../tests/support/clock.ts';
import type { RoundEnd } from '../sync/engine.ts';
import { GATHER_WAIT, IDLE_WAIT, KNOCK_WAIT, makeRunner, type Runner } from './runner.ts';

describe('the runner', () => {
	let clock: ReturnType<typeof makeClock>;
	let ends: RoundEnd[];
	let rounds: number;
	let runner: Runner;
	let hold: (() => void) | null;
	const parts = () => ({
		told: () => {},
		random: () => 0.5,
		now: clock.now,
		setTimer: clock.setTimer,
		clearTimer: clock.clearTimer,
	});

	beforeEach(() => {
		clock = makeClock();
		ends = [];
		rounds = 0;
		hold = null;
		runner = makeRunner({
			...parts(),
			async round() {
				rounds++;
				if (hold !== null) await new Promise<void>((resolve) => (hold = resolve));
				return ends.shift() ?? { kind: 'done' };
			},
		});
	});

	it('asks for news again after a while', async () => {
		runner.wake('began');
		await clock.pass(0);
		expect(rounds).toBe(1);
		await clock.pass(IDLE_WAIT);
		expect(rounds).toBe(2);
	});

	it('gathers what is written for a moment, without putting off what the person asks for', async () => {
		runner.wake('written');
		await clock.pass(GATHER_WAIT / 2);
		runner.wake('written');
		expect(rounds).toBe(0);
		await clock.pass(GATHER_WAIT / 2);
		expect(rounds).toBe(1);
		runner.wake('hand');
		runner.wake('written');
		await clock.pass(0);
		expect(rounds).toBe(2);
	});

	it('tries again with growing waits while there is no connection', async () => {
		ends = Array.from({ length: 4 }, () => ({ kind: 'offline' }) as const);
		runner.wake('began');
		const waits: number[] = [];
		for (let i = 0; i < 4; i++) {
			await clock.pass(waits.at(-1) ?? 0);
			waits.push(clock.waits()[0] as number);
		}
		expect(rounds).toBe(4);
		expect(waits).toEqual([...waits].sort((a, b) => a - b));
		expect(waits[3]).toBeGreaterThan((waits[0] as number) * 4);
	});

	it('begins with short waits again on another line', async () => {
		ends = Array.from({ length: 8 }, () => ({ kind: 'offline' }) as const);
		runner.wake('began');
		await clock.pass(0);
		const first = clock.waits()[0] as number;
		for (let i = 0; i < 5; i++) await clock.pass(clock.waits()[0] as number);
		runner.wake('online');
		await clock.pass(0);
		expect(clock.waits()).toEqual([first]);
	});

	it('tries at once after a round that failed, when the person asked or the line changed during it', async () => {
		for (const why of ['hand', 'online'] as const) {
			ends = [{ kind: 'offline' }, { kind: 'offline' }];
			hold = () => {};
			runner.wake('hand');
			await clock.pass(0);
			const before = rounds;
			runner.wake(why);
			const release = hold;
			hold = null;
			release();
			await clock.pass(0);
			await clock.pass(0);
			expect(rounds).toBe(before + 1);
			expect(clock.waits()[0]).toBeGreaterThan(0);
		}
	});

	it('takes one that was relieved for trouble that passes', async () => {
		ends = [{ kind: 'stale' }];
		runner.wake('began');
		await clock.pass(0);
		expect(clock.waits()[0]).toBeLessThan(IDLE_WAIT);
	});

	it('makes another round for what was written during one', async () => {
		hold = () => {};
		runner.wake('began');
		await clock.pass(0);
		runner.wake('written');
		runner.wake('seen');
		const release = hold;
		hold = null;
		release();
		await clock.pass(1);
		expect(rounds).toBe(2);
		await clock.pass(GATHER_WAIT);
		expect(rounds).toBe(2);
	});

	it('makes no round more for the worker where one is about to begin', async () => {
		runner.wake('written');
		runner.wake('nudge');
		await clock.pass(0);
		expect(rounds).toBe(0);
		await clock.pass(GATHER_WAIT);
		runner.wake('nudge');
		await clock.pass(0);
		expect(rounds).toBe(2);
	});

	it.each(['unauthorised', 'too-old'] as const)(
		'does not knock at a door that stays shut (%s), until the person is back or asks',
		async (kind) => {
			ends = [{ kind }, { kind }, { kind }];
			runner.wake('began');
			await clock.pass(24 * 3_600_000);
			expect(rounds).toBe(1);
			for (const why of ['written', 'online', 'nudge'] as const) runner.wake(why);
			await clock.pass(KNOCK_WAIT);
			expect(rounds).toBe(1);
			runner.wake('seen');
			await clock.pass(0);
			expect(rounds).toBe(2);
			runner.wake('seen');
			await clock.pass(KNOCK_WAIT - 1);
			expect(rounds).toBe(2);
			runner.wake('hand');
			await clock.pass(0);
			expect(rounds).toBe(3);
		},
	);

	it('goes on after a round that threw', async () => {
		const failing = makeRunner({
			...parts(),
			round: () => Promise.reject(new Error('the phone is full')),
		});
		failing.wake('began');
		await clock.pass(0);
		expect(clock.waits()).toHaveLength(1);
	});
});
