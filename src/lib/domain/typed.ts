import { arabicDigits, fold } from './thai.ts';

/** What a typed text means: a value, or the reason it means none. The text itself is never changed by a refusal. */
export type Typed<V, R extends string> = { kind: 'ok'; value: V } | { kind: 'bad'; reason: R };

/**
 * Reads a plain text of at most `max` UTF-16 units, without the blanks around it. `needed`: an empty one is refused.
 * A text of nothing but invisible characters is empty: a name that nobody can see is no name.
 */
export function readText(text: string, max: number, needed = false): Typed<string, 'empty' | 'too-long'> {
	const value = fold(text) === '' ? '' : text.trim();
	if (value === '' && needed) return { kind: 'bad', reason: 'empty' };
	return value.length > max ? { kind: 'bad', reason: 'too-long' } : { kind: 'ok', value };
}

/** A postcode: five digits, or nothing. */
export function readPostcode(text: string): Typed<string, 'not-a-postcode'> {
	const value = arabicDigits(text).replace(/\s/g, '');
	return value === '' || /^[1-9]\d{4}$/.test(value)
		? { kind: 'ok', value }
		: { kind: 'bad', reason: 'not-a-postcode' };
}
