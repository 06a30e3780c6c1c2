import { expect, test } from 'vitest';
import { heldAfter, type Vector } from './vector.ts';

const vector: Vector = {
	id: 'v1',
	scopes: ['a.40'],
	base: new Map([
		['c.one', 3],
		['c.two', 5],
	]),
	plan: [
		['c.one', 4],
		['c.three', 9],
		['c.two', 0],
	],
};

test('a device that stored nothing of an answer holds what it held before', () => {
	expect(heldAfter(vector, 0)).toEqual(vector.base);
});

test('each space stored moves the device on, in the order told', () => {
	expect([...(heldAfter(vector, 2) ?? [])]).toEqual([
		['c.one', 4],
		['c.two', 5],
		['c.three', 9],
	]);
	expect(heldAfter(vector, 3)?.has('c.two')).toBe(false);
});

test('a device that says it stored more than it was told is not believed', () => {
	expect(heldAfter(vector, 4)).toBeNull();
});
