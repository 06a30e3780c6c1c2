import { expect, test } from 'vitest';
import { readPostcode, readText } from './typed.ts';

test('takes the blanks around a text away, and none within', () => {
	expect(readText('  กลุ่มทอผ้า บ้านนา \n', 20)).toEqual({ kind: 'ok', value: 'กลุ่มทอผ้า บ้านนา' });
});

test('refuses a text that is too long instead of cutting it', () => {
	expect(readText('ก'.repeat(321), 320)).toEqual({ kind: 'bad', reason: 'too-long' });
	expect(readText('ก'.repeat(320), 320).kind).toBe('ok');
});

test('takes a text of invisible characters for an empty one', () => {
	expect(readText(' \u200B\uFEFF ', 20)).toEqual({ kind: 'ok', value: '' });
	expect(readText(' \u200B ', 20, true)).toEqual({ kind: 'bad', reason: 'empty' });
});

test('reads a postcode in either digits, and refuses what is none', () => {
	expect(readPostcode(' ๔๐๐๐๐ ')).toEqual({ kind: 'ok', value: '40000' });
	expect(readPostcode('')).toEqual({ kind: 'ok', value: '' });
	for (const text of ['4000', '400000', '04000', 'ขอนแก่น']) expect(readPostcode(text).kind).toBe('bad');
});
