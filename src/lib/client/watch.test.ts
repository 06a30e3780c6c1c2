import { expect, it } from 'vitest';
import { makeClock } from '../../../tests/support/clock.ts';
import { makeWatch, OFTEN, SELDOM } from './watch.ts';

function scene() {
	const clock = makeClock();
	const at: number[] = [];
	const says = { isOver: false, isSeen: true, isBroken: false };
	const watch = makeWatch({
		ask: () => {
			at.push(clock.now());
			return says.isBroken ? Promise.reject(new Error('no line')) : Promise.resolve(says.isOver);
		},
		isSeen: () => says.isSeen,
		now: clock.now,
		setTimer: clock.setTimer,
		clearTimer: clock.clearTimer,
	});
	return { clock, at, says, watch };
}

it('asks every few seconds, and later more seldom', async () => {
	const { clock, at } = scene();
	await clock.pass(4 * 60_000);
	expect(at.slice(0, 3)).toEqual([OFTEN, 2 * OFTEN, 3 * OFTEN]);
	expect((at.at(-1) ?? 0) - (at.at(-2) ?? 0)).toBe(SELDOM);
	expect(at.length).toBeLessThan(60);
});

it('ends with the answer that says all', async () => {
	const { clock, at, says } = scene();
	await clock.pass(OFTEN);
	says.isOver = true;
	await clock.pass(60_000);
	expect(at).toEqual([OFTEN, 2 * OFTEN]);
	expect(clock.waits()).toEqual([]);
});

it('asks nothing while nobody looks, and at once when somebody does again', async () => {
	const { clock, at, says, watch } = scene();
	await clock.pass(OFTEN);
	says.isSeen = false;
	await clock.pass(60_000);
	expect(at).toEqual([OFTEN]);
	expect(clock.waits()).toEqual([]);
	says.isSeen = true;
	watch.seen();
	expect(at).toEqual([OFTEN, 60_000 + OFTEN]);
	await clock.pass(OFTEN);
	expect(at).toHaveLength(3);
});

it('asks no more often for being looked at again and again', async () => {
	const { clock, at, watch } = scene();
	for (let i = 0; i < 5; i++) {
		await clock.pass(OFTEN / 2);
		watch.seen();
	}
	await clock.pass(0);
	expect(clock.waits()).toHaveLength(1);
	const before = at.length;
	await clock.pass(3 * OFTEN);
	expect(at.length - before).toBe(3);
});

it('goes on where there was no answer, and stops when it is told to', async () => {
	const { clock, at, says, watch } = scene();
	says.isBroken = true;
	await clock.pass(2 * OFTEN);
	expect(at).toHaveLength(2);
	watch.stop();
	watch.seen();
	await clock.pass(60_000);
	expect(at).toHaveLength(2);
	expect(clock.waits()).toEqual([]);
});
