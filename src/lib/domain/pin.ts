import { arabicDigits } from './thai.ts';
import type { Typed } from './typed.ts';

/** Digits of a PIN: what a thumb remembers, and what it can do without writing it down. */
export const PIN_LENGTH = { least: 4, most: 8 } as const;

/** Why a PIN is none, or would be the first one tried. `same`: one digit alone; `run`: one after the other. */
export type PinReason = 'not-digits' | 'short' | 'long' | 'same' | 'run' | 'common';

/** The twenty that people choose most, a quarter of all of four digits (DataGenetics, 2012), and such of six. */
const COMMON = new Set([
	...'1234 1111 0000 1212 7777 1004 2000 4444 2222 6969 9999 3333 5555 6666 1122 1313 8888 4321 2001 1010'.split(
		' ',
	),
	...'121212 123123 112233 101010 131313 696969 123321 789456 159753 147258'.split(' '),
]);

/** Reads a PIN that somebody chooses. Spaces between digits are nothing, Thai digits are digits. */
export function readNewPin(text: string): Typed<string, PinReason> {
	const value = pinOf(text);
	const bad = (reason: PinReason) => ({ kind: 'bad', reason }) as const;
	if (!/^\d*$/.test(value)) return bad('not-digits');
	if (value.length < PIN_LENGTH.least) return bad('short');
	if (value.length > PIN_LENGTH.most) return bad('long');
	if (/^(\d)\1*$/.test(value)) return bad('same');
	if (isRun(value, 1) || isRun(value, 9)) return bad('run');
	return COMMON.has(value) ? bad('common') : { kind: 'ok', value };
}

/** A PIN as it is compared, whatever keyboard it came from. */
export const pinOf = (text: string): string => arabicDigits(text).replace(/\s/g, '');

/** `step` 1: up, 9: down; over the end too, as keys lie: 7890, 2109. */
function isRun(digits: string, step: number): boolean {
	return [...digits].every((digit, i) => i === 0 || (Number(digits[i - 1]) + step) % 10 === Number(digit));
}
