import { isPhone, type PhoneFault } from '../phone.ts';
import { arabicDigits } from '../thai.ts';

/** `extension`: the number was read, the line or range behind it (`-2`, `ต่อ 20`) has no place to be kept. */
export type PhoneReason = Exclude<PhoneFault, 'empty'> | 'extension' | 'ambiguous';
export type PhoneCell = {
	/** National digits, each once, in the order of the cell. */
	phones: string[];
	/** What could not be read, with the text as it stands in the cell. */
	unread: { text: string; reason: PhoneReason }[];
	/** Whom the number is of, where the cell says so: "นางใจดี (081-…)". */
	contact: string;
};
type Reading = Omit<PhoneCell, 'contact'>;

/** An empty cell in the ways people leave one empty. */
const NONE = /^[\s\-–—._0]*$|^(?:ไม่มี|ไม่ระบุ|ไม่ทราบ|n\/?a)$/iu;
const EXPONENT = /\d(?:[.,]\d+)?\s*e\s*\+?\s*\d+/giu;
/** A village number or the number of an item in a list, which is no part of a phone number. */
const ORDINAL = /(?:หมู่ที่|หมู่|ม\.|คนที่)\s*\d{1,2}(?=\s)|(?:^|[\s,])\d{1,2}\.\s/gu;
const EXTENSION_WORD = /(?:(?<!ติด)ต่อ|ext\.?|#)\s*\d{1,5}(?!\d)/giu;
/** What surely stands between two numbers; a space or hyphen may also stand inside one. */
const BETWEEN = /[^\d\s().\-–—+]+/u;
const MAX_FUSED = 3;
/** Zeros from the 16th digit on: a spreadsheet has rounded the number and then written it out. */
const ROUNDED = /^\d{15}0+$/u;

/**
 * The numbers of one cell of a register. A 0 that a spreadsheet has eaten is put back, numbers that ran together are taken
 * apart when there is one way to do so. Whatever can be read in two ways or only by guessing is reported.
 */
export function repairPhones(cell: string): PhoneCell {
	const result: PhoneCell = { phones: [], unread: [], contact: '' };
	const text = arabicDigits(cell).replace(/[\u200B-\u200D\uFEFF]/gu, '');
	if (NONE.test(text.trim())) return result;

	const report = (piece: string, reason: PhoneReason) =>
		result.unread.push({ text: piece.trim().slice(0, 80), reason });
	const keep = (phone: string) => {
		if (!result.phones.includes(phone)) result.phones.push(phone);
	};

	const plain = text
		.replace(EXPONENT, (number) => {
			report(number, 'exponent');
			return ',';
		})
		.replace(ORDINAL, ',')
		.replace(EXTENSION_WORD, (word) => {
			report(word, 'extension');
			return ',';
		});
	result.contact = contactIn(plain);
	const chunks = plain.split(BETWEEN).filter((chunk) => /\d/u.test(chunk));
	for (const chunk of chunks) {
		const reading = readChunk(chunk);
		reading.phones.forEach(keep);
		for (const { text: piece, reason } of reading.unread) report(piece, reason);
	}
	if (result.phones.length === 0 && result.unread.length === 0) report(cell, 'not-a-phone');
	return result;
}

const NO_NAME = /เบอร์|โทรศัพท์|โทรสาร|โทร|มือถือ|ติดต่อ|หรือ|และ|tel|fax|[^ก-๎a-z. ]+/giu;

function contactIn(text: string): string {
	const words = text
		.replace(NO_NAME, ' ')
		.replace(/\s+/gu, ' ')
		.replace(/^[ .]+|[ .]+$/gu, '');
	return words.replace(/[^ก-ฮa-z]/giu, '').length >= 2 ? words : '';
}

/** No land line begins with 06: nine such digits are a mobile of before 2006, or lack one. */
const isAlive = (digits: string) => isPhone(digits) && !/^06\d{7}$/u.test(digits);

/** The number that digits stand for, with its lost 0 put back, or null. */
function withZero(digits: string): string | null {
	if (isAlive(digits)) return digits;
	const international = digits.replace(/^(?:0066|66(?=\d{8,9}$))0?/u, '0');
	if (isAlive(international)) return international;
	return !digits.startsWith('0') && isAlive(`0${digits}`) ? `0${digits}` : null;
}

/** Groups of digits with nothing but spaces, hyphens, points and brackets between them. */
function readChunk(chunk: string): Reading {
	const groups = [...chunk.matchAll(/\d+/gu)].map(([digits]) => digits);
	const whole = withZero(groups.join(''));
	if (whole) return { phones: [whole], unread: [] };

	const ways = partitions(groups);
	const [only] = ways;
	if (only && ways.length === 1) return { phones: only, unread: [] };
	if (ways.length > 1) return { phones: [], unread: [{ text: chunk, reason: 'ambiguous' }] };

	const extended = withExtension(groups, chunk);
	if (extended) return extended;

	// Not one whole reading: lines of their own or wide gaps still part a good number from a bad one.
	const parts = chunk.split(/\s{2,}|\n/u).filter((part) => /\d/u.test(part));
	if (parts.length > 1) {
		const readings = parts.map(readChunk);
		return {
			phones: readings.flatMap(({ phones }) => phones),
			unread: readings.flatMap(({ unread }) => unread),
		};
	}
	return { phones: [], unread: [{ text: chunk, reason: faultOf(groups.join('')) }] };
}

/** Every way to read all groups as two or more numbers: each made of whole groups, or one group of fused numbers. */
function partitions(groups: readonly string[]): string[][] {
	if (groups.length === 1) return fused(groups[0] ?? '');
	const ways: string[][] = [];
	const walk = (from: number, sofar: string[]) => {
		if (from === groups.length) {
			ways.push(sofar);
			return;
		}
		for (let to = from + 1; to <= Math.min(from + 4, groups.length); to++) {
			const digits = groups.slice(from, to).join('');
			const phone = withZero(digits);
			if (phone) walk(to, [...sofar, phone]);
			if (to === from + 1) for (const pair of fused(digits)) walk(to, [...sofar, ...pair]);
		}
	};
	walk(0, []);
	return ways;
}

/** Every way to take one run of digits apart into two or three numbers, each with or without its 0. */
function fused(digits: string): string[][] {
	const ways: string[][] = [];
	const walk = (rest: string, sofar: string[]) => {
		if (rest === '') {
			if (sofar.length > 1) ways.push(sofar);
			return;
		}
		if (sofar.length === MAX_FUSED) return;
		for (const length of [8, 9, 10]) {
			const head = rest.slice(0, length);
			if (head.length < length) continue;
			const phone = isAlive(head) ? head : !head.startsWith('0') && isAlive(`0${head}`) ? `0${head}` : null;
			if (phone) walk(rest.slice(length), [...sofar, phone]);
		}
	};
	if (digits.length >= 16 && digits.length <= 30 && !ROUNDED.test(digits)) walk(digits, []);
	return ways;
}

/** 02-123-4567-9 and 044-123456-12: a line or a range of lines behind a land line. */
function withExtension(groups: readonly string[], chunk: string): Reading | null {
	const tail = groups.at(-1) ?? '';
	const phone = withZero(groups.slice(0, -1).join(''));
	if (groups.length < 2 || tail.length > 3 || !phone || phone.length !== 9) return null;
	return { phones: [phone], unread: [{ text: chunk, reason: 'extension' }] };
}

function faultOf(digits: string): PhoneReason {
	if (ROUNDED.test(digits)) return 'exponent';
	if (/^0[169]\d{7}$|^1\d{7}$/u.test(digits)) return 'before-2006';
	const national = digits.startsWith('0') ? digits : `0${digits}`;
	const expected = /^0[689]/u.test(national) ? 10 : 9;
	return national.length < expected ? 'too-short' : 'too-long';
}
