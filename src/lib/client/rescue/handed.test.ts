import { expect, test } from 'vitest';
import { change } from '../../sync/testing/make.ts';
import { isAnyHere } from './handed.ts';

const row = { change: change({ set: { nameTh: 'ก' } }), madeAt: 5, sentAt: 6 };
const none = { queue: [], uploads: [], carried: [], taken: 0, rescuedAt: 0 };

test('what is in a file that was handed over is not here alone; what was made since is', () => {
	expect(isAnyHere(none)).toBe(false);
	expect(isAnyHere({ ...none, queue: [row] })).toBe(true);
	expect(isAnyHere({ ...none, queue: [row], rescuedAt: 7 })).toBe(false);
	expect(isAnyHere({ ...none, queue: [{ ...row, madeAt: 8 }], rescuedAt: 7 })).toBe(true);
	expect(isAnyHere({ ...none, queue: [{ ...row, sentAt: null }], rescuedAt: 7 })).toBe(true);
	expect(isAnyHere({ ...none, uploads: [{ madeAt: 8 }], rescuedAt: 7 })).toBe(true);
	expect(isAnyHere({ ...none, taken: 1, rescuedAt: 7 })).toBe(true);
});

test('what was brought for another phone stays until it has gone on', () => {
	const brought = (state: 'waiting' | 'parked' | 'done') => [{ kind: 'rescue', state }] as const;
	expect(isAnyHere({ ...none, carried: brought('waiting'), rescuedAt: 7 })).toBe(true);
	expect(isAnyHere({ ...none, carried: brought('parked'), rescuedAt: 7 })).toBe(true);
	expect(isAnyHere({ ...none, carried: brought('done') })).toBe(false);
});
