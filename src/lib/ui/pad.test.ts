import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, MOST_DIGITS, press, type Key } from './pad.ts';

const type = (keys: string, from = '') =>
	[...keys].reduce((text, key) => press(text, key === '<' ? 'erase' : (key as Key)), from);

describe('the number pad', () => {
	it.each([
		['250', '250'],
		['007', '7'],
		['.5', '0.5'],
		['12.50', '12.50'],
		['12.505', '12.50'],
		['1.2.3', '1.23'],
		['0.05', '0.05'],
		['12<<', ''],
		['<', ''],
		['1.<5', '15'],
		['1234567890', '12345678'],
	])('turns the keys %s into %s', (keys, text) => {
		expect(type(keys)).toBe(text);
	});

	it('begins a new number over one that was there before', () => {
		expect(press('250', '9', true)).toBe('9');
		expect(press('250', '.', true)).toBe('0.');
	});

	it('edits the number that was there before when erasing', () => {
		expect(press('250', 'erase', true)).toBe('25');
	});

	it.each([
		['250', 5, '255'],
		['', 10, '10'],
		['12.5', 5, '17.50'],
		['12.05', -5, '7.05'],
		['3', -5, '0'],
		['7.', 5, '12'],
		['99999999', 5, '99999999'],
	])('steps %s by %i to %s', (text, baht, then) => {
		expect(add(text, baht)).toBe(then);
	});

	const keys = fc.array(fc.constantFrom(...'0123456789.<'), { maxLength: 40 }).map((all) => all.join(''));

	it('always holds nothing or a price as people write it', () => {
		fc.assert(
			fc.property(keys, fc.array(fc.constantFrom(5, 10, -5)), (typed, steps) => {
				const text = steps.reduce(add, type(typed));
				expect(text).toMatch(new RegExp(`^$|^\\d{1,${MOST_DIGITS}}(\\.\\d{0,2})?$`));
			}),
		);
	});

	it('loses no satang in a step there and back', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.constantFrom(5, 10), (satang, step) => {
				const text = add((satang / 100).toFixed(2), 0);
				expect(add(add(text, step), -step)).toBe(text);
			}),
		);
	});
});

it('leaves a pasted text that is no number as it is', () => {
	expect(add('1,5 00', 5)).toBe('1,5 00');
});
