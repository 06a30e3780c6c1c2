import type { Language } from '$lib/domain/dates';
import type { Suspect } from '$lib/domain/outlier';
import { wordsIn } from '../words';

/** What a row of the queue is about, in words: the same on the page and in a file. */
export function questionWords(
	{ kind, field, product }: { kind: string; field: string; product: string },
	language: Language,
): string {
	const t = wordsIn(language);
	return t.review.of(t.status.field(kind, field), product);
}

export const refusedWords = (
	{ reason, person }: { reason: string; person: string },
	language: Language,
): string => {
	const t = wordsIn(language);
	return `${t.status.reason(reason, 'product').what} · ${t.review.by(person)}`;
};

export function priceWords(
	{ satang, unit, suspect }: { satang: number; unit: string; suspect: Suspect },
	language: Language,
): string {
	const t = wordsIn(language).review;
	const price = unit === '' ? t.baht(satang) : `${t.baht(satang)} / ${unit}`;
	return `${t.side[suspect.kind]}: ${t.odd[suspect.by](price, t.baht(suspect.expected))}`;
}
