import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digest, isEmpty } from './change.ts';
import { change } from './testing/make.ts';

test('a digest does not depend on the order of the fields', () => {
	const fields = fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true });
	fc.assert(
		fc.property(fields, (set) => {
			const reversed = Object.fromEntries(Object.entries(set).reverse());
			expect(digest(change({ set: reversed }))).toBe(digest(change({ set })));
		}),
	);
});

test('a digest tells apart whatever the change says', () => {
	const said = [
		change(),
		change({ set: { a: 1 } }),
		change({ set: { a: '1' } }),
		change({ add: { a: 1 } }),
		change({ remove: true }),
		change({ key: 'basket' }),
		change({ kind: 'story' }),
		change({ space: 'c.else' }),
		change({ base: 1 }),
		change({ base: { epoch: 'before', number: 0 } }),
	];
	expect(new Set(said.map(digest)).size).toBe(said.length);
});

test('a digest leaves out what need not travel: the number, and what was', () => {
	expect(digest(change({ n: 7, was: { price: 3 } }))).toBe(digest(change()));
});

test('a change is empty when it sets, moves and removes nothing', () => {
	expect(isEmpty(change())).toBe(true);
	expect(isEmpty(change({ set: { a: null } }))).toBe(false);
	expect(isEmpty(change({ add: { a: 0 } }))).toBe(false);
	expect(isEmpty(change({ remove: true }))).toBe(false);
});
