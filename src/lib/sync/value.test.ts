import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, sameValue, type Value } from './value.ts';

const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Value>;

function shuffled(item: Value): Value {
	if (item === null || typeof item !== 'object') return item;
	if (Array.isArray(item)) return item.map(shuffled);
	return Object.fromEntries(
		Object.entries(item)
			.reverse()
			.map(([key, inner]) => [key, shuffled(inner as Value)]),
	);
}

test('one value has one text, whatever the order of its keys', () => {
	fc.assert(
		fc.property(value, (item) => {
			expect(canonical(shuffled(item))).toBe(canonical(item));
			expect(sameValue(shuffled(item), item)).toBe(true);
		}),
	);
});

test('the text says the value again', () => {
	fc.assert(fc.property(value, (item) => sameValue(JSON.parse(canonical(item)) as Value, item)));
});

test('different values have different texts', () => {
	fc.assert(fc.property(value, value, (a, b) => (canonical(a) === canonical(b)) === sameValue(a, b)));
	expect(sameValue(1, '1')).toBe(false);
	expect(sameValue([1, 2], [2, 1])).toBe(false);
	expect(sameValue({ a: 1 }, { a: 1, b: null })).toBe(false);
	expect(sameValue({ a: null }, { b: null })).toBe(false);
	expect(sameValue({ 0: 1 }, [1])).toBe(false);
	expect(sameValue({}, null)).toBe(false);
});

test('no value is the same as none', () => {
	expect(sameValue(undefined, null)).toBe(false);
	expect(sameValue(undefined, undefined)).toBe(true);
});
