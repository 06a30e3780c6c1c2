import { showDate, type Language } from '../domain/dates.ts';
import { showBaht } from '../domain/money.ts';
import { showPhone } from '../domain/phone.ts';
import type { Price, Product, Promo } from '../domain/product.ts';
import { showPromptPay } from '../domain/promptpay.ts';
import { BANGKOK, provinceOf } from '../domain/provinces.ts';
import type { Address } from '../domain/shop.ts';
import type { question } from './th/question.ts';

/** A value as a card shows it: `big` is what tells it from the others. */
export interface Worded {
	readonly big: string;
	readonly small: string;
	/** `one`, `two`: so many letters fit beside each other; `line`: it needs the whole width; `text`: and small letters. */
	readonly size: 'one' | 'two' | 'line' | 'text';
}

/** Names by official code, where the table of places is loaded. */
export type PlaceName = (code: string) => string | null;

function short(big: string, small = ''): Worded {
	// Marks above and below a Thai letter take no width.
	const letters = big.replace(/\p{M}/gu, '').length;
	return { big, small, size: letters <= 7 ? 'one' : letters <= 10 ? 'two' : 'line' };
}
const long = (big: string): Worded => ({ big, small: '', size: 'text' });

/** The words of a guarded field's value. */
export function worded(
	kind: string,
	field: string,
	value: unknown,
	t: (typeof question)['value'],
	language: Language,
	placeName: PlaceName,
): Worded {
	switch (`${kind}.${field}`) {
		case 'product.price':
			return price(value as Price | null, t);
		case 'product.promo':
			return promo(value as Promo | null, t, language);
		case 'product.stock':
			return typeof value === 'number' ? short(String(value), t.pieces) : short(t.uncounted);
		case 'product.state':
			return short(t.product[(value ?? 'draft') as NonNullable<Product['state']>] ?? t.unknown);
		case 'shop.state':
			return short(t.shop[(value ?? 'draft') as NonNullable<Product['state']>] ?? t.unknown);
		case 'shop.address':
			return long(address(value as Address | null, t, language, placeName) || t.noAddress);
		case 'shop.phones':
			return long(((value ?? []) as string[]).map(showPhone).join(' · ') || t.noPhones);
		case 'shop.promptpay':
			return long(value ? showPromptPay(String(value)) : t.noPromptpay);
		// Names of shops are not at hand everywhere: its key tells one from another
		case 'shop.mergedInto':
			return long(value ? String(value) : '–');
		default:
			return long(t.unknown);
	}
}

function price(value: Price | null, t: (typeof question)['value']): Worded {
	if (!value) return short(t.noPrice);
	return short(`฿${showBaht(value.satang)}`, value.unit && t.per(value.unit));
}

function promo(value: Promo | null, t: (typeof question)['value'], language: Language): Worded {
	if (!value) return short(t.noPromo);
	// The last day of a promotion is the one before its end.
	const days = t.days(showDate(value.from, language), showDate(value.until - 1, language));
	return short(`฿${showBaht(value.satang)}`, days);
}

/** In one line, as it is written on a parcel. */
function address(
	value: Address | null,
	t: (typeof question)['value'],
	language: Language,
	placeName: PlaceName,
): string {
	if (!value) return '';
	const named = (before: string, code: string) => {
		const name = code && placeName(code);
		return name ? before + name : '';
	};
	const bangkok = value.province === BANGKOK && language === 'th';
	const province = provinceOf(value.province)?.[language];
	return [
		value.line,
		named(bangkok ? 'แขวง' : t.subdistrict, value.subdistrict),
		named(bangkok ? 'เขต' : t.district, value.district),
		province && (bangkok ? province : t.province + province),
		value.postcode,
	]
		.filter(Boolean)
		.join(' ');
}
