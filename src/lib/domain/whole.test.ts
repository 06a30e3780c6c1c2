import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_WHOLE, readWhole } from './whole.ts';

test('reads what it wrote, in both kinds of digits', () => {
	const thai = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
	fc.assert(
		fc.property(fc.integer({ min: 0, max: MAX_WHOLE }), (value) => {
			expect(readWhole(String(value))).toEqual({ kind: 'ok', value });
			expect(readWhole(thai(String(value)))).toEqual({ kind: 'ok', value });
			expect(readWhole(value.toLocaleString('en'))).toEqual({ kind: 'ok', value });
		}),
	);
});

test('takes an empty field for nothing set', () => {
	expect(readWhole('  ')).toEqual({ kind: 'ok', value: null });
	expect(readWhole(' 30 วัน', 'วัน')).toEqual({ kind: 'ok', value: 30 });
});

test('refuses rather than guesses', () => {
	for (const text of ['-1', '1.5', '1,5 00', '1 000', 'สิบ', '1e3', '12ชิ้น']) {
		expect(readWhole(text), text).toEqual({ kind: 'bad', reason: 'not-whole' });
	}
	expect(readWhole('10000001')).toEqual({ kind: 'bad', reason: 'too-large' });
});
