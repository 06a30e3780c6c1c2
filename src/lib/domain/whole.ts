import { arabicDigits } from './thai.ts';
import type { Typed } from './typed.ts';

/** The most that a counted field holds: see `whole` in fields.ts. */
export const MAX_WHOLE = 10_000_000;

export type WholeFault = 'not-whole' | 'too-large';

/** Reads a whole number of something as typed: `๑๒`, `1,200`, `30 วัน` without the unit. Empty: null, nothing is set. */
export function readWhole(text: string, unit = ''): Typed<number | null, WholeFault> {
	const plain = arabicDigits(text.normalize('NFKC')).replace(unit, '').trim();
	if (plain === '') return { kind: 'ok', value: null };
	if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(plain)) return { kind: 'bad', reason: 'not-whole' };
	const value = Number(plain.replaceAll(',', ''));
	return value > MAX_WHOLE ? { kind: 'bad', reason: 'too-large' } : { kind: 'ok', value };
}
