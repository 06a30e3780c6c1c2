import { expect, it } from 'vitest';
import { pinOf, readNewPin } from './pin.ts';

const reasonOf = (text: string) => {
	const read = readNewPin(text);
	return read.kind === 'ok' ? 'ok' : read.reason;
};

it.each([
	['2580', 'ok'],
	['0731', 'ok'],
	['19283746', 'ok'],
	['๒๕ ๘๐', 'ok'],
	['', 'short'],
	['258', 'short'],
	['192837465', 'long'],
	['25a0', 'not-digits'],
	['1111', 'same'],
	['00000000', 'same'],
	['1234', 'run'],
	['4321', 'run'],
	['7890', 'run'],
	['890123', 'run'],
	['2109', 'run'],
	['1212', 'common'],
	['1004', 'common'],
	['121212', 'common'],
	['๑๒๑๒', 'common'],
])('%s is %s', (text, reason) => expect(reasonOf(text)).toBe(reason));

it('refuses each of the twenty that are tried first', () => {
	const first =
		'1234 1111 0000 1212 7777 1004 2000 4444 2222 6969 9999 3333 5555 6666 1122 1313 8888 4321 2001 1010';
	expect(first.split(' ').map(reasonOf)).not.toContain('ok');
});

it('keeps the nought in front, and is the same from every keyboard', () => {
	expect(readNewPin('0731')).toEqual({ kind: 'ok', value: '0731' });
	expect(pinOf(' ๐๗31 ')).toBe('0731');
});
