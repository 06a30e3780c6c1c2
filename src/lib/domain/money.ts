/**
 * Money is whole satang (1 baht = 100 satang), never a fraction of one and never a float of baht:
 * sums of floats lose satang, and a lost satang is somebody's.
 */
export type Satang = number & { readonly __unit: 'satang' };

/** The dearest thing the catalogue may hold, in satang: 10,000,000 baht. Above it, a typing error is likelier than a price. */
export const MAX_PRICE: Satang = 1_000_000_000 as Satang;

/** A whole number of satang as the unit type; anything else is a bug of the caller. */
export function satang(value: number): Satang {
	if (!Number.isSafeInteger(value)) throw new Error(`not whole satang: ${value}`);
	return value as Satang;
}

/** `1250050` → `12,500.50`; whole baht carry no decimals. */
export function showBaht(amount: number): string {
	const sign = amount < 0 ? '-' : '';
	const value = Math.abs(amount);
	const whole = String(Math.floor(value / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
	const rest = value % 100;
	return sign + whole + (rest === 0 ? '' : '.' + String(rest).padStart(2, '0'));
}
