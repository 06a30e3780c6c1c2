import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksumOf } from './checksum.ts';

const record = fc.record({
	kind: fc.constantFrom('product', 'story'),
	key: fc.stringMatching(/^[a-z]{1,6}$/),
	fields: fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.oneof(fc.string(), fc.integer()), {
		noNullPrototype: true,
	}),
});

test('the order of records, and of their fields, says nothing', () => {
	fc.assert(
		fc.property(fc.array(record), (records) => {
			const turned = [...records].reverse().map((item) => {
				return { ...item, fields: Object.fromEntries(Object.entries(item.fields).reverse()) };
			});
			expect(checksumOf(turned)).toBe(checksumOf(records));
		}),
	);
});

test('a record more, a field more and another value each say something else', () => {
	const mat = { kind: 'product', key: 'mat', fields: { nameTh: 'เสื่อ', weightG: 5 } };
	const others = [
		[],
		[mat, { ...mat, key: 'hat' }],
		[{ ...mat, fields: { ...mat.fields, size: '' } }],
		[{ ...mat, fields: { ...mat.fields, weightG: 6 } }],
		[{ ...mat, kind: 'story' }],
	];
	expect(new Set([[mat], ...others].map(checksumOf)).size).toBe(6);
});
