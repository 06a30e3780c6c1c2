import { beforeEach, describe, expect, it } from 'vitest';
import type { RoundEnd } from '../sync/engine.ts';
import { IDLE_WAIT, makeRunner, type Runner, OTHER_TAB_WAIT } from './runner.ts';

/** A clock that only the test moves. */
function makeClock() {
	let now = 0;
	const timers = new Map<number, { at: number; run: () => void }>();
	let ids = 0;
	return {
		now: () => now,
		waits: () => [...timers.values()].map(({ at }) => at - now),
		setTimer(run: () => void, ms: number) {
			timers.set(++ids, { at: now + ms, run });
			return ids;
		},
		clearTimer: (id: unknown) => void timers.delete(id as number),
		async pass(ms: number) {
			const end = now + ms;
			for (;;) {
				for (let i = 0; i < 20; i++) await Promise.resolve();
				const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
				if (!due) break;
				timers.delete(due[0]);
				now = due[1].at;
				due[1].run();
			}
			now = end;
		},
	};
}

describe('the runner', () => {
	let clock: ReturnType<typeof makeClock>;
	let ends: RoundEnd[];
	let rounds: number;
	let runner: Runner;
	let hold: (() => void) | null;

	beforeEach(() => {
		clock = makeClock();
		ends = [];
		rounds = 0;
		hold = null;
		runner = makeRunner({
			async round() {
				rounds++;
				if (hold !== null) await new Promise<void>((resolve) => (hold = resolve));
				return ends.shift() ?? { kind: 'done' };
			},
			told: () => {},
			random: () => 0.5,
			setTimer: clock.setTimer,
			clearTimer: clock.clearTimer,
		});
	});

	it('looks again soon after another tab was at it, which may have been closed since', async () => {
		ends.push({ kind: 'stale' });
		runner.wake();
		await clock.pass(OTHER_TAB_WAIT - 1);
		expect(rounds).toBe(1);
		await clock.pass(1);
		expect(rounds).toBe(2);
		await clock.pass(OTHER_TAB_WAIT);
		expect(rounds).toBe(2);
	});

	it('asks for news again after a while', async () => {
		runner.wake();
		await clock.pass(0);
		expect(rounds).toBe(1);
		await clock.pass(IDLE_WAIT);
		expect(rounds).toBe(2);
	});

	it('tries again with growing waits while there is no connection', async () => {
		ends = Array.from({ length: 4 }, () => ({ kind: 'offline' }) as const);
		runner.wake();
		const waits: number[] = [];
		for (let i = 0; i < 4; i++) {
			await clock.pass(waits.at(-1) ?? 0);
			waits.push(clock.waits()[0] as number);
		}
		expect(rounds).toBe(4);
		expect(waits).toEqual([...waits].sort((a, b) => a - b));
		expect(waits[3]).toBeGreaterThan((waits[0] as number) * 4);
	});

	it('makes another round for what was written during one', async () => {
		hold = () => {};
		runner.wake();
		await clock.pass(0);
		runner.wake();
		const release = hold;
		hold = null;
		release();
		await clock.pass(0);
		await clock.pass(1);
		expect(rounds).toBe(2);
	});

	it('does not knock at a door that stays shut, until something wakes it', async () => {
		ends = [{ kind: 'unauthorised' }];
		runner.wake();
		await clock.pass(24 * 3_600_000);
		expect(rounds).toBe(1);
		runner.wake();
		await clock.pass(0);
		expect(rounds).toBe(2);
	});

	it('goes on after a round that threw', async () => {
		const failing = makeRunner({
			round: () => Promise.reject(new Error('the phone is full')),
			told: () => {},
			random: () => 0,
			setTimer: clock.setTimer,
			clearTimer: clock.clearTimer,
		});
		failing.wake();
		await clock.pass(0);
		expect(clock.waits()).toHaveLength(1);
	});
});
