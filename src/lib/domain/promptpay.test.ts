import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPromptPay, showPromptPay } from './promptpay.ts';

const digits = (length: number) =>
	fc
		.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
		.map((all) => all.join(''));

test('reads a mobile number, a citizen id and a wallet however they are typed', () => {
	expect(readPromptPay('081-234 5678')).toEqual({ kind: 'ok', value: '0812345678' });
	expect(readPromptPay('๐๘๑๒๓๔๕๖๗๘')).toEqual({ kind: 'ok', value: '0812345678' });
	expect(readPromptPay('+66 81 234 5678')).toEqual({ kind: 'ok', value: '0812345678' });
	expect(readPromptPay('1-2345-67890-12-1')).toEqual({ kind: 'ok', value: '1234567890121' });
	expect(readPromptPay('004-999-000-288-505')).toEqual({ kind: 'ok', value: '004999000288505' });
	expect(readPromptPay('  ')).toEqual({ kind: 'ok', value: '' });
});

test('refuses what would send money nowhere or to a stranger', () => {
	expect(readPromptPay('0812345')).toEqual({ kind: 'bad', reason: 'length' });
	expect(readPromptPay('0212345678')).toEqual({ kind: 'bad', reason: 'not-mobile' });
	expect(readPromptPay('1234567890122')).toEqual({ kind: 'bad', reason: 'check-digit' });
	expect(readPromptPay('แม่คำปัน')).toEqual({ kind: 'bad', reason: 'not-digits' });
});

test('knows exactly one check digit for any twelve digits', () => {
	fc.assert(
		fc.property(digits(12), (twelve) => {
			const right = [...'0123456789'].filter((last) => readPromptPay(twelve + last).kind === 'ok');
			expect(right).toHaveLength(1);
		}),
	);
});

test('reads back what it shows', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				digits(15),
				digits(8).map((rest) => `08${rest}`),
			),
			(target) => {
				expect(readPromptPay(showPromptPay(target))).toEqual({ kind: 'ok', value: target });
			},
		),
	);
});
