import { arabicDigits } from './thai.ts';

/**
 * Money is whole satang (1 baht = 100 satang), never a fraction of one and never a float of baht:
 * sums of floats lose satang, and a lost satang is somebody's.
 */
export type Satang = number & { readonly __unit: 'satang' };

/** The dearest thing the catalogue may hold, in satang: 10,000,000 baht. Above it, a typing error is likelier than a price. */
export const MAX_PRICE: Satang = 1_000_000_000 as Satang;

export type BahtReading =
	| { kind: 'ok'; satang: Satang }
	| {
			kind: 'bad';
			reason: 'empty' | 'not-a-number' | 'grouping' | 'negative' | 'too-many-decimals' | 'too-large';
	  };

const GROUPED = /^\d{1,3}(,\d{3})+(\.\d*)?$/;
const PLAIN = /^(\d+\.?\d*|\.\d+)$/;

/** A whole number of satang as the unit type; anything else is a bug of the caller. */
export function satang(value: number): Satang {
	if (!Number.isSafeInteger(value)) throw new Error(`not whole satang: ${value}`);
	return value as Satang;
}

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

/** `1250050` → `12,500.50`; whole baht carry no decimals. */
export function showBaht(amount: number): string {
	const sign = amount < 0 ? '-' : '';
	const value = Math.abs(amount);
	const whole = String(Math.floor(value / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
	const rest = value % 100;
	return sign + whole + (rest === 0 ? '' : '.' + String(rest).padStart(2, '0'));
}

/** `percent` more (or less) than `price`, rounded to whole baht, never below one baht for a thing that had a price. */
export function changeByPercent(price: Satang, percent: number): Satang {
	const baht = Math.round((price * (100 + percent)) / 10_000);
	return Math.min(MAX_PRICE, Math.max(price > 0 ? 100 : 0, baht * 100)) as Satang;
}
