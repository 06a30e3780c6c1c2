import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPhone, showPhone } from '../phone.ts';
import { repairPhones } from './phones.ts';

const phones = (cell: string) => repairPhones(cell).phones;
const reasons = (cell: string) => repairPhones(cell).unread.map(({ reason }) => reason);

const digits = (count: number) =>
	fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
const mobile = fc.tuple(fc.constantFrom('06', '08', '09'), digits(8)).map((parts) => parts.join(''));
const land = fc
	.tuple(fc.constantFrom('02', '03', '04', '05', '07'), digits(7))
	.map((parts) => parts.join(''));

describe('repairPhones', () => {
	it('puts back the 0 that a spreadsheet ate, for every number', () => {
		fc.assert(
			fc.property(fc.oneof(mobile, land), (phone) => {
				expect(repairPhones(phone.slice(1))).toEqual({ phones: [phone], unread: [], contact: '' });
				expect(phones(showPhone(phone))).toEqual([phone]);
			}),
		);
	});

	it('reads several in a cell, however they are parted', () => {
		fc.assert(
			fc.property(
				mobile,
				land,
				fc.constantFrom(', ', '/', ' / ', ' หรือ ', 'และ', '\n', ' , ', ';'),
				(a, b, gap) => {
					fc.pre(a !== b);
					expect(phones(a + gap + b)).toEqual([a, b]);
					expect(phones(showPhone(a) + gap + showPhone(b))).toEqual([a, b]);
				},
			),
		);
	});

	it('takes two mobile numbers apart that ran together, with and without their 0', () => {
		fc.assert(
			fc.property(mobile, mobile, (a, b) => {
				fc.pre(a !== b && !/0$/.test(b));
				expect(phones(a + b)).toEqual([a, b]);
				expect(phones(a.slice(1) + b.slice(1))).toEqual([a, b]);
			}),
		);
	});

	it('keeps both numbers that only a space parts', () => {
		expect(phones('044 123456 081 2345678')).toEqual(['044123456', '0812345678']);
		expect(phones('081-2345678 0898765432')).toEqual(['0812345678', '0898765432']);
		expect(phones('0 8123 4567 8')).toEqual(['0812345678']);
	});

	it('takes an empty cell for empty in all the ways it is left so', () => {
		for (const cell of ['', ' ', '-', ' - ', '0', '--', 'ไม่มี', '\n'])
			expect(repairPhones(cell), cell).toEqual({ phones: [], unread: [], contact: '' });
	});

	it('never guesses at a number that a spreadsheet has rounded', () => {
		expect(repairPhones('8.3E+18')).toEqual({
			phones: [],
			unread: [{ text: '8.3E+18', reason: 'exponent' }],
			contact: '',
		});
		expect(repairPhones('8.31234567890123E+17, 0812345678').phones).toEqual(['0812345678']);
		expect(repairPhones('812345678898765000')).toMatchObject({
			phones: [],
			unread: [{ reason: 'exponent' }],
		});
	});

	it('reports numbers of before 2006, with or without their 0', () => {
		for (const cell of ['01-234-5678', '1234567 8', '09-2345678', '06 234 5678', '11234567'])
			expect(reasons(cell), cell).toEqual(['before-2006']);
	});

	it('says what is too short, too long or no number', () => {
		expect(reasons('081-234567')).toEqual(['too-short']);
		expect(reasons('81234567')).toEqual(['too-short']);
		expect(reasons('081-23456789')).toEqual(['too-long']);
		expect(reasons('8123456789')).toEqual(['too-long']);
		expect(reasons('ตลาดนัด')).toEqual(['not-a-phone']);
	});

	it('reads a land line and reports the extension it cannot keep', () => {
		expect(repairPhones('044-123456-7')).toMatchObject({
			phones: ['044123456'],
			unread: [{ reason: 'extension' }],
		});
		expect(repairPhones('044-123456 ต่อ 20')).toMatchObject({
			phones: ['044123456'],
			unread: [{ reason: 'extension' }],
		});
	});

	it('knows labels, village numbers, list numbers and whose number it is', () => {
		expect(phones('โทร : ๐๘๑-๒๓๔๕๖๗๘')).toEqual(['0812345678']);
		expect(repairPhones('ติดต่อ 0812345678')).toEqual({ phones: ['0812345678'], unread: [], contact: '' });
		expect(phones('หมู่ที่ 1 081 234 5678 , หมู่ที่ 3 044 123 456')).toEqual(['0812345678', '044123456']);
		expect(phones('1. 044-123456 2. 081-2345678')).toEqual(['044123456', '0812345678']);
		expect(repairPhones('นางใจดี รักไทย (081-2345678)').contact).toBe('นางใจดี รักไทย');
	});

	it('ends in numbers that can be called, for any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 -/,.()หมู่ต่อE+\n') }), (cell) => {
				for (const phone of repairPhones(cell).phones) expect(isPhone(phone)).toBe(true);
			}),
		);
	});

	it('loses no digit run silently: each cell with digits gives a number or a report', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'123456789 -/,'), minLength: 1 }), (cell) => {
				fc.pre(/\d/.test(cell));
				const { phones: read, unread } = repairPhones(cell);
				expect(read.length + unread.length).toBeGreaterThan(0);
			}),
		);
	});
});
