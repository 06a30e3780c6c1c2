import { beforeEach, expect, test } from 'vitest';
import { makeBetweenRounds, type BetweenRounds } from './between-rounds.ts';
import type { ThumbsEnd } from './thumbs.ts';

interface Run {
	readonly isRound: boolean;
	readonly stop: AbortSignal;
	readonly end: (end: ThumbsEnd) => void;
}
let runs: Run[];
let between: BetweenRounds;

beforeEach(() => {
	runs = [];
	between = makeBetweenRounds(
		(stop, isRound) => new Promise((end) => void runs.push({ isRound, stop, end })),
	);
});

const begun = () => expect.poll(() => runs.map(({ isRound }) => isRound));

test('fetches after a round, and for a wish only over a line that has just worked', async () => {
	between.wished();
	between.free();
	await begun().toEqual([true]);
	runs[0]?.end('done');
	await between.ended();
	between.wished();
	await begun().toEqual([true, false]);
});

test('stops at once when a round begins, and does nothing until one is done', async () => {
	between.free();
	await begun().toEqual([true]);
	between.taken();
	expect(runs[0]?.stop.aborted).toBe(true);
	between.wished();
	runs[0]?.end('stopped');
	await between.ended();
	expect(runs).toHaveLength(1);
	between.free();
	await begun().toEqual([true, true]);
	expect(runs[1]?.stop.aborted).toBe(false);
});

test('runs once at a time, and once more for what was wished meanwhile', async () => {
	between.free();
	await begun().toEqual([true]);
	between.wished();
	between.wished();
	expect(runs).toHaveLength(1);
	runs[0]?.end('done');
	await begun().toEqual([true, false]);
	runs[1]?.end('done');
	await between.ended();
	expect(runs).toHaveLength(2);
});

test('leaves a line alone that gave nothing, until the next round', async () => {
	between.free();
	await begun().toEqual([true]);
	between.wished();
	runs[0]?.end('later');
	await between.ended();
	between.wished();
	await between.ended();
	expect(runs).toHaveLength(1);
});
