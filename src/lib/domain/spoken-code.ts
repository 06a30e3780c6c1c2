import { MINUTE } from './dates.ts';
import { arabicDigits } from './thai.ts';

/**
 * An invitation that is read out over the phone: its number in digits, and a code of eight letters. Each letter is said by
 * the word that everybody learnt with it at school. Left out is whatever looks like another in a hurry or in handwriting
 * (ก ถ ภ, ด ต ค, ช ซ ข, บ ป ษ, พ ฟ ผ ฝ, ม น, ร ธ, ล ส, ห ท, จ ฉ, อ ฮ), what shares its sound and so its first syllable
 * (ย ญ, ล ฬ, ถ ท ธ ฐ), and Latin letters and digits, which on a bad line are English or a number. 14 of eight are 1.5
 * billion: five tries find one in three hundred million.
 */
export const CODE_WORDS: Readonly<Record<string, string>> = {
	ก: 'ไก่',
	ง: 'งู',
	จ: 'จาน',
	ช: 'ช้าง',
	ด: 'เด็ก',
	บ: 'ใบไม้',
	พ: 'พาน',
	ม: 'ม้า',
	ย: 'ยักษ์',
	ร: 'เรือ',
	ล: 'ลิง',
	ว: 'แหวน',
	ห: 'หีบ',
	อ: 'อ่าง',
};

export const CODE_LETTERS: readonly string[] = Object.keys(CODE_WORDS);
export const CODE_LENGTH = 8;
/** Digits of the number; most of them belong to no open invitation. */
export const NUMBER_LENGTH = 6;
/** Wrong codes for one number, after which it opens nothing any more. */
export const CODE_TRIES = 5;
/** As long as a phone call, or two people beside each other. */
export const CODE_VALID = 10 * MINUTE;

/** What is written for a letter that it looks like: no code has it, so that only one can be meant. */
const MEANT: Readonly<Record<string, string>> = {
	...{ ถ: 'ก', ภ: 'ก', ต: 'ด', ค: 'ด', ซ: 'ช', ข: 'ช', ป: 'บ', ษ: 'บ', ฟ: 'พ', ผ: 'พ', ฝ: 'พ' },
	...{ น: 'ม', ธ: 'ร', ส: 'ล', ท: 'ห', ฉ: 'จ', ฮ: 'อ', ญ: 'ย' },
};

/** A code as it was typed, in its own letters; null when it is none. */
export function readCode(text: string): string | null {
	const letters = [...text.replace(/[\s.·-]/g, '')].map((letter) => MEANT[letter] ?? letter);
	const isCode = letters.length === CODE_LENGTH && letters.every((letter) => letter in CODE_WORDS);
	return isCode ? letters.join('') : null;
}

/** An invitation's number as it was typed, in Thai digits too; null when it is none. */
export function readNumber(text: string): string | null {
	const digits = arabicDigits(text).replace(/[\s.-]/g, '');
	return new RegExp(`^\\d{${NUMBER_LENGTH}}$`).test(digits) ? digits : null;
}

/** In groups as people say them: `123 456`, `กงจช ดบพม`. */
export function inGroups(text: string): string {
	const half = text.length / 2;
	return `${text.slice(0, half)} ${text.slice(half)}`;
}

/** `length` of some signs by chance, each as likely as the others: what would favour the first of them is thrown again. */
export function chosen(
	signs: readonly string[],
	length: number,
	chance: (bytes: number) => Uint8Array,
): string {
	const fair = 256 - (256 % signs.length);
	let text = '';
	let count = 0;
	while (count < length)
		for (const byte of chance(length)) {
			if (byte >= fair || count === length) continue;
			text += signs[byte % signs.length];
			count += 1;
		}
	return text;
}
