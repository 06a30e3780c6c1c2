/** What the keys of the number pad do to the text above them, in baht as typed: `''`, `12`, `12.`, `12.5`. */
export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'erase';

/** Digits before the point that a price can have (10 million baht); more are a finger resting on a key. */
export const MOST_DIGITS = 8;

/** The text after `key`. `fresh`: the number was there before, so that a digit begins a new one; erasing edits it. */
export function press(text: string, key: Key, fresh = false): string {
	if (key === 'erase') return text.slice(0, -1);
	const before = fresh ? '' : text;
	const [whole = '', satang] = before.split('.');
	if (key === '.') return before.includes('.') ? before : `${whole || '0'}.`;
	if (satang !== undefined) return satang.length >= 2 ? before : before + key;
	if (whole === '0') return key;
	return whole.length >= MOST_DIGITS ? before : before + key;
}

/** The text with `baht` (whole, may be negative) more, never below 0; counted in satang so that 0.10 stays 0.10. A text that is no number stays. */
export function add(text: string, baht: number): string {
	const [whole = '', satang = ''] = text.split('.');
	const now = Number(whole || '0') * 100 + Number(satang.padEnd(2, '0') || '0');
	if (Number.isNaN(now)) return text;
	const then = Math.max(0, now + baht * 100);
	if (String(Math.floor(then / 100)).length > MOST_DIGITS) return text;
	const rest = then % 100;
	return String(Math.floor(then / 100)) + (rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`);
}
