import { describe, expect, it } from 'vitest';
import {
	chosen,
	CODE_LENGTH,
	CODE_LETTERS,
	CODE_WORDS,
	inGroups,
	NUMBER_LENGTH,
	readCode,
	readNumber,
} from './spoken-code.ts';

describe('the letters of a code', () => {
	it('are told apart in handwriting: of those that look alike there is one', () => {
		const alike = ['กถภ', 'ดตคศ', 'ชซข', 'บปษ', 'พฟผฝ', 'มน', 'รธ', 'ลส', 'หท', 'จฉ', 'อฮ', 'วง'];
		for (const group of alike.slice(0, -1))
			expect(
				[...group].filter((letter) => CODE_LETTERS.includes(letter)),
				group,
			).toHaveLength(1);
	});

	it('are each said by a word of their own, no two in the same sound', () => {
		expect(new Set(Object.values(CODE_WORDS)).size).toBe(CODE_LETTERS.length);
		for (const sound of ['ยญ', 'ลฬ', 'ดฎ', 'พภ', 'ชฌฉ', 'กข'])
			expect([...sound].filter((letter) => CODE_LETTERS.includes(letter)).length, sound).toBe(1);
	});

	it('are enough for eight to be found by chance in five tries once in a hundred million', () => {
		expect(CODE_LETTERS.length ** CODE_LENGTH / 5).toBeGreaterThan(100_000_000);
	});
});

describe('a code that was typed', () => {
	it('may have gaps, and letters that look like those it has', () => {
		expect(readCode(' กงจช ดบพม ')).toBe('กงจชดบพม');
		expect(readCode('กงจช-ดบพม')).toBe('กงจชดบพม');
		expect(readCode('ถงฉซตปฟน')).toBe('กงจชดบพม');
	});

	it('is none with a letter too few or too many, or with a sign of another script', () => {
		for (const text of ['', 'กงจชดบพ', 'กงจชดบพมม', 'กงจชดบพA', 'กงจชดบพ1', 'กงจชดบพ์', 'constructor'])
			expect(readCode(text), text).toBeNull();
	});
});

it('a number may have gaps and Thai digits', () => {
	expect([readNumber('123 456'), readNumber('๑๒๓-๔๕๖')]).toEqual(['123456', '123456']);
	for (const text of ['', '12345', '1234567', '12345x']) expect(readNumber(text), text).toBeNull();
});

it('both are said in two groups', () => {
	expect([inGroups('123456'), inGroups('กงจชดบพม')]).toEqual(['123 456', 'กงจช ดบพม']);
});

describe('chance', () => {
	const digits = [...'0123456789'];
	it('gives each sign alike: what would favour the first ones is thrown again', () => {
		const bytes = [255, 250, 0, 249, 9, 10, 19];
		const chance = (length: number) => new Uint8Array(Array.from({ length }, () => bytes.shift() ?? 7));
		expect(chosen(digits, NUMBER_LENGTH, chance)).toBe('099097');
	});

	it('makes what is read again', () => {
		let seed = 1;
		const chance = (length: number) =>
			new Uint8Array(Array.from({ length }, () => (seed = (seed * 75 + 74) % 65_537) % 256));
		for (let i = 0; i < 50; i++) {
			const code = chosen(CODE_LETTERS, CODE_LENGTH, chance);
			expect(readCode(code)).toBe(code);
		}
	});
});
