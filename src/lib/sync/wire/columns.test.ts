import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromSteps, groupsBy, runsBy, squeeze, toSteps, unsqueeze } from './columns.ts';

const whole = fc.integer({ min: 0, max: 2 ** 40 });

test('steps give the numbers again', () => {
	fc.assert(
		fc.property(fc.array(whole), (numbers) => {
			expect(fromSteps(toSteps(numbers))).toEqual(numbers);
		}),
	);
	expect(toSteps([7, 8, 9, 4])).toEqual([7, 1, 1, -5]);
});

test('a squeezed column gives the column again', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: 2 })), (column) => {
			expect(unsqueeze(squeeze(column), column.length)).toEqual(column);
		}),
	);
	expect(squeeze(['a', 'a'])).toBe('a');
});

test('runs keep the order, groups gather what is alike, and neither loses any', () => {
	const even = (n: number) => String(n % 2);
	expect(runsBy([1, 3, 2, 5], even)).toEqual([[1, 3], [2], [5]]);
	expect(groupsBy([1, 3, 2, 5], even)).toEqual([[1, 3, 5], [2]]);
	fc.assert(
		fc.property(fc.array(whole), (all) => {
			expect(runsBy(all, even).flat()).toEqual(all);
		}),
	);
});
