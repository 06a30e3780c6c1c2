/**
 * Places in a list as strings that sort by plain comparison: between any two there is room for another, so that
 * moving one photo changes one record. Base 62 fractions, written without their last zeros.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
/** The longest place a photo record may carry. */
export const MAX_ORDER = 40;

/**
 * A place after `low` and before `high`; null: the end of the list on that side.
 * Null when there is none (`low` ≥ `high`, which two phones may bring about, or too long): then number all anew.
 */
export function between(low: string | null, high: string | null): string | null {
	const from = low ?? '';
	if (high !== null && from >= high) return null;
	let place = '';
	/** Once the place is below `high` at some digit, what follows in `high` no longer binds. */
	let bound = high !== null;
	for (let i = 0; i <= MAX_ORDER; i++) {
		const least = valueAt(from, i);
		const most = bound && high !== null ? valueAt(high, i) : BASE;
		if (most - least > 1) {
			const step = high === null && low !== null ? least + 1 : Math.floor((least + most) / 2);
			place += DIGITS[step];
			return place.length <= MAX_ORDER ? place : null;
		}
		if (most > least) bound = false;
		place += DIGITS[least];
	}
	return null;
}

/** `count` places in order, with room between them. */
export function spread(count: number): string[] {
	const width = count < BASE - 1 ? 1 : 1 + Math.ceil(Math.log(count + 1) / Math.log(BASE));
	const step = Math.floor(BASE ** width / (count + 1));
	return Array.from({ length: count }, (_, i) => written((i + 1) * step, width));
}

const valueAt = (place: string, i: number): number => {
	const digit = place[i];
	return digit === undefined ? 0 : DIGITS.indexOf(digit);
};

function written(value: number, width: number): string {
	let text = '';
	for (let rest = value, i = 0; i < width; i++, rest = Math.floor(rest / BASE)) {
		text = DIGITS.charAt(rest % BASE) + text;
	}
	return text.replace(/0+$/, '');
}
