import { describe, expect, it } from 'vitest';
import { ANSWER_WAIT, type Signal } from '../src/lib/client/signals.ts';
import { makeClock } from '../tests/support/clock.ts';
import { sendOutboxes, WORD_WAIT, type Outcome } from './outbox.ts';

/** A phone with accounts, of which some have a tab that holds the lock and answers with `answers`. */
function phone(held: Readonly<Record<string, readonly Signal[] | null>>, outcomes: readonly Outcome[] = []) {
	const clock = makeClock();
	const runs: string[] = [];
	const left = [...outcomes];
	const lines = new Set<string>();
	const holders = new Set(Object.keys(held).filter((name) => held[name]));
	const over = sendOutboxes({
		accounts: () => Promise.resolve(Object.keys(held)),
		held: () => Promise.resolve(holders),
		listen(account, hear) {
			lines.add(account);
			return {
				say: () => held[account]?.forEach((signal) => void Promise.resolve().then(() => hear(signal))),
				close: () => lines.delete(account),
			};
		},
		run(account, steal) {
			runs.push(steal ? `${account} steals` : account);
			return Promise.resolve(left.shift() ?? 'over');
		},
		setTimer: clock.setTimer,
		clearTimer: clock.clearTimer,
	});
	return { clock, runs, over, lines };
}

const ends = (...kinds: ('done' | 'again' | 'offline' | 'unauthorised' | null)[]): Signal[] =>
	kinds.map((kind) => ({ kind: 'round', end: kind === null ? null : { kind } }));

describe('what waits, when the browser says there is a connection', () => {
	it('goes up by the worker where no tab is open', async () => {
		const { over, runs } = phone({ a: null, b: null });
		expect(await over).toBe(true);
		expect(runs).toEqual(['a', 'b']);
	});

	it('is tried again when something of one account still waits', async () => {
		const { over, runs } = phone({ a: null, b: null }, ['not-yet', 'over']);
		expect(await over).toBe(false);
		expect(runs).toEqual(['a', 'b']);
	});

	it('is left to an open tab, whose word counts', async () => {
		const heard: Signal = { kind: 'heard' };
		for (const [answers, word] of [
			[[heard, ...ends(null, 'done')], true],
			[[heard, { kind: 'nothing-waits' }], true],
			[ends('again', null, 'offline'), false],
			[ends('unauthorised'), true],
		] as const) {
			const { over, runs, lines, clock } = phone({ a: answers });
			expect(await over).toBe(word);
			expect([runs, [...lines], clock.waits()]).toEqual([[], [], []]);
		}
	});

	it('goes up by the worker where the tab sleeps with the lock', async () => {
		const { over, runs, clock } = phone({ a: [] });
		await clock.pass(ANSWER_WAIT);
		expect(await over).toBe(true);
		expect(runs).toEqual(['a steals']);
	});

	it('goes up by the worker where the tab is closed before it came to it', async () => {
		const { over, runs } = phone({ a: [{ kind: 'heard' }, { kind: 'gone' }] });
		expect(await over).toBe(true);
		expect(runs).toEqual(['a']);
	});

	it('is tried again when a tab that is awake does not come to an end', async () => {
		const { over, runs, clock } = phone({ a: [{ kind: 'heard' }] });
		await clock.pass(WORD_WAIT);
		expect(await over).toBe(false);
		expect(runs).toEqual([]);
	});

	it('is handed to a tab that took the lock in between', async () => {
		const { over, runs, clock } = phone({ a: null }, ['held', 'over']);
		await clock.pass(ANSWER_WAIT);
		expect(await over).toBe(true);
		expect(runs).toEqual(['a', 'a steals']);
	});
});
