import { showDate, type Language } from '$lib/domain/dates';
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

/** What became of a comment, about what, and by whom it was written. */
export function commentWords(
	{ product, by, done }: { product: string; by: string; done: { at: number; by: string } | null },
	language: Language,
): string {
	const t = wordsIn(language).review;
	const became = done === null ? t.write.waits : t.write.done(showDate(done.at, language), done.by);
	return [became, product, t.by(by)].filter((part) => part !== '').join(' · ');
}

export function priceWords(
	{ satang, unit, suspect }: { satang: number; unit: string; suspect: Suspect },
	language: Language,
): string {
	const t = wordsIn(language).review;
	const price = unit === '' ? t.baht(satang) : `${t.baht(satang)} / ${unit}`;
	return `${t.side[suspect.kind]}: ${t.odd[suspect.by](price, t.baht(suspect.expected))}`;
}
