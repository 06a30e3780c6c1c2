import { CONSENT_TEXT } from './consent.ts';
import { brokenRule } from './rules.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Fields that tell of the person, not of the thing, or that follow another: not brought back by themselves. */
const UNTOLD: ReadonlySet<string> = new Set([
	'shop.consent',
	'product.categoryGuess',
	// Whether two shops are one is decided where both are seen
	...['shop.mergedInto', 'shop.mergedName', 'shop.mergedTook', 'product.copyOf', 'story.copyOf'],
]);

/** True for a value that says something: emptying a field is done where the field is. */
export function isTold(kind: string, field: string, value: unknown): boolean {
	const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
	return !empty && !UNTOLD.has(`${kind}.${field}`);
}

/** What bringing an earlier value of a field back sets: what excludes it is given up, as where it is edited. */
export function restoring<V>(kind: string, field: string, value: V): Record<string, V | null | boolean> {
	const set = { [field]: value };
	if (kind !== 'product') return set;
	if (field === 'category') return { ...set, categoryGuess: false };
	if (field === 'stock') return { ...set, madeInDays: null };
	if (field === 'madeInDays') return { ...set, stock: null };
	return set;
}

/**
 * Why an earlier value cannot be used now, as a code that `messages` puts in words; null: it can. `fields`: the record as
 * it stands; `now`: ms UTC.
 */
export function whyNotRestore(kind: string, fields: Fields, set: Fields, now: number): string | null {
	const promo = set['promo'] as { until?: number } | null | undefined;
	if (kind === 'product' && promo?.until !== undefined && promo.until <= now) return 'over';
	// Showing a shop to everyone is agreed to in words first, and they are asked for where it is opened.
	const consent = fields['consent'] as { text?: string } | null | undefined;
	if (kind === 'shop' && set['state'] === 'published' && consent?.text !== CONSENT_TEXT) return 'consent';
	return brokenRule(kind, { ...fields, ...set });
}
