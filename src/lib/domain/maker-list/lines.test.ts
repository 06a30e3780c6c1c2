import { expect, it } from 'vitest';
import { isTooLong, linesOf, withoutLines } from './lines.ts';

it('reads the lines that say something, however they came', () => {
	expect(linesOf('ก\r\n\n  ข \u200b\n\u200b\n\t\nค\u2028ง')).toEqual(['ก', 'ข \u200b', 'ค', 'ง']);
	expect(linesOf('')).toEqual([]);
});

it('takes lines out and leaves the others as they were', () => {
	expect(withoutLines('ก\n ข \n\nค', new Set(['ข']))).toBe('ก\n\nค');
	expect(withoutLines('ก', new Set(['ก']))).toBe('');
});

it('tells lines that have run together', () => {
	expect(isTooLong('ก'.repeat(400))).toBe(true);
	expect(isTooLong('ก'.repeat(154))).toBe(false);
});
