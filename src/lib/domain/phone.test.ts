import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPhone, maskPhone, readPhone, showPhone, telLink } from './phone.ts';

const digits = (count: number) =>
	fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
const mobile = fc.tuple(fc.constantFrom('06', '08', '09'), digits(8)).map((parts) => parts.join(''));
const land = fc
	.tuple(fc.constantFrom('02', '03', '04', '05', '07'), digits(7))
	.map((parts) => parts.join(''));
const phone = fc.oneof(mobile, land);

describe('readPhone', () => {
	it('reads back what showPhone and telLink write', () => {
		fc.assert(
			fc.property(phone, (number) => {
				expect(isPhone(number)).toBe(true);
				expect(readPhone(showPhone(number))).toEqual({ kind: 'ok', phone: number });
				expect(readPhone(telLink(number).slice('tel:'.length))).toEqual({ kind: 'ok', phone: number });
			}),
		);
	});

	it('reads Thai digits, separators, labels and the country code', () => {
		const ok = { kind: 'ok', phone: '0812345678' };
		for (const text of [
			'๐๘๑-๒๓๔-๕๖๗๘',
			' 081 - 2345678 ',
			'(081) 234.5678',
			'โทร.081-2345678',
			'Tel: 081/2345678',
			'+66812345678',
			'+66 (0) 81 234 5678',
			'66812345678',
			'0066812345678',
		])
			expect(readPhone(text), text).toEqual(ok);
		expect(readPhone('044-123456')).toEqual({ kind: 'ok', phone: '044123456' });
	});

	it('says why it cannot read the rest', () => {
		const reasons: [string, string][] = [
			['', 'empty'],
			['   ', 'empty'],
			['-', 'not-a-phone'],
			['ไม่มี', 'not-a-phone'],
			['8.3E+18', 'exponent'],
			['8.31234E+08', 'exponent'],
			['01-234-5678', 'before-2006'],
			['09-234-5678', 'before-2006'],
			['081-234-567', 'too-short'],
			['02-123-456', 'too-short'],
			['081-234-56789', 'too-long'],
			['02-123-45678', 'too-long'],
			['0812345678 0898765432', 'too-long'],
			['812345678', 'not-a-phone'],
			['000', 'not-a-phone'],
			['081-234-567x', 'not-a-phone'],
		];
		for (const [text, reason] of reasons) expect(readPhone(text), text).toEqual({ kind: 'bad', reason });
	});

	it('ends in a number that can be called or in a reason, for any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const reading = readPhone(text);
				if (reading.kind === 'ok') expect(isPhone(reading.phone)).toBe(true);
			}),
		);
	});
});

describe('showPhone', () => {
	it('groups digits the way they are read aloud', () => {
		expect(showPhone('0812345678')).toBe('081-234-5678');
		expect(showPhone('021234567')).toBe('02-123-4567');
		expect(showPhone('044123456')).toBe('044-123-456');
	});

	it('leaves alone what is no phone', () => {
		expect(showPhone('1669')).toBe('1669');
	});
});

describe('telLink', () => {
	it('is international', () => {
		expect(telLink('0812345678')).toBe('tel:+66812345678');
		expect(telLink('021234567')).toBe('tel:+6621234567');
	});
});

it.each([
	['0812345678', '081-xxx-5678'],
	['0612345678', '061-xxx-5678'],
	['021234567', '02-xxx-4567'],
	['044123456', '044-xxx-456'],
	['', ''],
	['not a number', 'xxx'],
	['12345', 'xxx'],
])('shows of %s in lists %s', (phone, shown) => {
	expect(maskPhone(phone)).toBe(shown);
});

it('shows too little of a number to ring it', () => {
	fc.assert(
		fc.property(fc.oneof(mobile, land), (phone) => !maskPhone(phone).replace(/\D/g, '').includes(phone)),
	);
});
