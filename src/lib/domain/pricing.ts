import { DAY, readDay } from './dates.ts';
import { MAX_PRICE, type Satang } from './money.ts';
import { readBaht, type BahtReading } from './read-baht.ts';
import type { Price, Promo } from './product.ts';
import type { Typed } from './typed.ts';

export type PriceFault = Extract<BahtReading, { kind: 'bad' }>['reason'] | 'zero';

/** Reads a price to sell at. Zero is refused: a thing without a price is never shown, and a gift is not sold. */
export function readPrice(text: string): Typed<Satang, PriceFault> {
	const reading = readBaht(text);
	if (reading.kind === 'bad') return reading;
	return reading.satang === 0 ? { kind: 'bad', reason: 'zero' } : { kind: 'ok', value: reading.satang };
}

/** A price as its owner would type it: `1250.5` for 125,050 satang. `readPrice` reads it back. */
export function typedBaht(satang: number): string {
	const rest = satang % 100;
	return String(Math.floor(satang / 100)) + (rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`);
}

export type PromoFault =
	| { field: 'price'; reason: PriceFault | 'not-lower' }
	| { field: 'from'; reason: 'no-day' }
	| { field: 'until'; reason: 'no-day' | 'before-start' | 'over' };

/**
 * Reads a promotion as it is typed: a price, its first and its last day (`YYYY-MM-DD`, both included, in Bangkok).
 * `now` is ms UTC: a promotion whose last day has passed would never be seen.
 */
export function readPromo(
	typed: { price: string; from: string; until: string },
	price: Price,
	now: number,
): { kind: 'ok'; promo: Promo } | ({ kind: 'bad' } & PromoFault) {
	const reading = readPrice(typed.price);
	if (reading.kind === 'bad') return { kind: 'bad', field: 'price', reason: reading.reason };
	if (reading.value >= price.satang) return { kind: 'bad', field: 'price', reason: 'not-lower' };
	const from = readDay(typed.from);
	if (from === null) return { kind: 'bad', field: 'from', reason: 'no-day' };
	const last = readDay(typed.until);
	if (last === null) return { kind: 'bad', field: 'until', reason: 'no-day' };
	if (last < from) return { kind: 'bad', field: 'until', reason: 'before-start' };
	if (last + DAY <= now) return { kind: 'bad', field: 'until', reason: 'over' };
	return { kind: 'ok', promo: { satang: reading.value, from, until: last + DAY } };
}

/** How a promotion stands at `now`, ms UTC. One that does not lower the price (which was lowered since) is idle. */
export function promoState(
	promo: Promo | null | undefined,
	price: Price | null | undefined,
	now: number,
): 'none' | 'coming' | 'running' | 'over' | 'idle' {
	if (!promo) return 'none';
	if (promo.until <= now) return 'over';
	if (!price || promo.satang >= price.satang) return 'idle';
	return promo.from <= now ? 'running' : 'coming';
}

export interface Repricing {
	readonly key: string;
	readonly name: string;
	readonly before: Price;
	readonly after: Price;
}

/** Every price `percent` up or down, in whole baht; those that stay the same are left out. */
export function repriceAll(
	products: readonly { key: string; name: string; price: Price | null | undefined }[],
	percent: number,
): Repricing[] {
	return products.flatMap(({ key, name, price }) => {
		if (!price || price.satang <= 0) return [];
		const satang = changeByPercent(price.satang as Satang, percent);
		return satang === price.satang ? [] : [{ key, name, before: price, after: { ...price, satang } }];
	});
}

/** Percent by which all prices may be changed at once; a typing error beyond it is likelier than a wish. */
export const LEAST_PERCENT = -90;
export const MOST_PERCENT = 300;

/** Reads a whole percentage: `5`, `+5`, `-10`, `๕ %`. */
export function readPercent(text: string): Typed<number, 'not-a-number' | 'out-of-range' | 'zero'> {
	const digits = text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
	const match = /^\s*([+\-−–]?)\s*(\d{1,4})\s*%?\s*$/.exec(digits);
	if (!match) return { kind: 'bad', reason: 'not-a-number' };
	const value = Number(match[2]) * (match[1] === '' || match[1] === '+' ? 1 : -1);
	if (value === 0) return { kind: 'bad', reason: 'zero' };
	if (value < LEAST_PERCENT || value > MOST_PERCENT) return { kind: 'bad', reason: 'out-of-range' };
	return { kind: 'ok', value };
}

/** `percent` more (or less) than `price`, rounded to whole baht, never below one baht for a thing that had a price. */
export function changeByPercent(price: Satang, percent: number): Satang {
	const baht = Math.round((price * (100 + percent)) / 10_000);
	return Math.min(MAX_PRICE, Math.max(price > 0 ? 100 : 0, baht * 100)) as Satang;
}
