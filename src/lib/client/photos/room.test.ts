import { expect, test } from 'vitest';
import { EASY, FULL, readRoom, SHORT, stateOf, TOLD_FOR, wanted } from './room.ts';

const ALL = 500_000_000;
const left = (bytes: number) => ({ used: ALL - bytes, all: ALL });
const NOW = 1_800_000_000_000;
const calm = { now: NOW, madeWayAt: undefined, refusal: null };

test('room is plenty, short, full or unknown by what the browser says', () => {
	expect(stateOf(left(SHORT), calm)).toBe('plenty');
	expect(stateOf(left(SHORT - 1), calm)).toBe('short');
	expect(stateOf(left(FULL - 1), calm)).toBe('full');
	expect(stateOf({ used: ALL + 1, all: ALL }, calm)).toBe('full');
	expect(stateOf(null, calm)).toBe('unknown');
});

test('what happened lately weighs more than the round sum that a browser names', () => {
	const refused = (ms: number, helped: boolean) => ({ ...calm, refusal: { at: NOW - ms, helped } });
	expect(stateOf(left(ALL), refused(1, false))).toBe('full');
	expect(stateOf(null, refused(1, false))).toBe('full');
	expect(stateOf(left(ALL), refused(1, true))).toBe('plenty');
	expect(stateOf(left(ALL), { ...refused(1, true), madeWayAt: NOW - 1 })).toBe('short');
	expect(stateOf(left(ALL), refused(TOLD_FOR, false))).toBe('plenty');
	expect(stateOf(left(ALL), { ...calm, madeWayAt: NOW - TOLD_FOR })).toBe('plenty');
	// A clock set back since: nothing can be said of when it was.
	expect(stateOf(left(ALL), { ...calm, madeWayAt: NOW + TOLD_FOR })).toBe('plenty');
});

test('pictures make way for more than is short, so that the next one pushes none out', () => {
	expect(wanted(left(SHORT))).toBe(0);
	expect(wanted(left(SHORT - 1))).toBe(EASY - SHORT + 1);
	expect(wanted({ used: ALL + 5, all: ALL })).toBe(EASY);
	expect(wanted(null)).toBe(0);
});

test('a browser that tells nothing, or half, is known for it', async () => {
	expect(await readRoom(undefined)).toBeNull();
	expect(await readRoom({ estimate: () => Promise.resolve({ usage: 5 }) })).toBeNull();
	expect(await readRoom({ estimate: () => Promise.reject(new Error('no')) })).toBeNull();
	expect(await readRoom({ estimate: () => Promise.resolve({ usage: 5, quota: 9 }) })).toEqual({
		used: 5,
		all: 9,
	});
});
