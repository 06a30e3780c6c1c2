import { MAX_PRICE, type Satang } from './money.ts';
import { arabicDigits } from './thai.ts';

export type BahtReading =
	| { kind: 'ok'; satang: Satang }
	| {
			kind: 'bad';
			reason: 'empty' | 'not-a-number' | 'grouping' | 'negative' | 'too-many-decimals' | 'too-large';
	  };

const GROUPED = /^\d{1,3}(,\d{3})+(\.\d*)?$/;
const PLAIN = /^(\d+\.?\d*|\.\d+)$/;

/**
 * Reads a price as people type it, in baht: `250`, `๒๕๐`, `1,250.50`, `฿99`, `99 บาท`.
 * A space or comma in an odd place (`1,5 00`) is refused rather than guessed: 15, 150 and 1,500 are all likely.
 */
export function readBaht(text: string): BahtReading {
	const typed = arabicDigits(text.normalize('NFKC'))
		.replace(/^\s*฿|(บาท|baht|thb|฿)\s*$/giu, '')
		.trim();
	if (typed === '') return { kind: 'bad', reason: 'empty' };
	if (/^[-−–]\s*[\d.,\s]+$/.test(typed)) return { kind: 'bad', reason: 'negative' };
	if (!/^[\d.,\s]+$/.test(typed)) return { kind: 'bad', reason: 'not-a-number' };
	if (!PLAIN.test(typed) && !GROUPED.test(typed)) return { kind: 'bad', reason: 'grouping' };
	const [whole = '', fraction = ''] = typed.replaceAll(',', '').split('.');
	if (fraction.replace(/0+$/, '').length > 2) return { kind: 'bad', reason: 'too-many-decimals' };
	const value = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
	if (!Number.isSafeInteger(value) || value > MAX_PRICE) return { kind: 'bad', reason: 'too-large' };
	return { kind: 'ok', satang: value as Satang };
}
