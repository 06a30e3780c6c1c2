import type { Language } from '../domain/dates.ts';
import { cut } from '../domain/thai.ts';
import { duplicates as en } from './en/duplicates.ts';
import { question as enQuestion } from './en/question.ts';
import { duplicates as th } from './th/duplicates.ts';
import { question as thQuestion } from './th/question.ts';
import { worded, type PlaceName } from './worded.ts';

/** Letters of a story that tell it from another. */
const LONGEST = 160;
const WORDED: readonly string[] = ['address', 'phones', 'promptpay'];

/** A value of a shop in words, to be told from another. */
export function said(field: string, value: unknown, language: Language, placeName: PlaceName): string {
	const t = language === 'th' ? th : en;
	if (WORDED.includes(field)) {
		const { value: words } = language === 'th' ? thQuestion : enQuestion;
		const { big, small } = worded('shop', field, value, words, language, placeName);
		return [big, small].filter(Boolean).join(' ');
	}
	if (field === 'producerType') return t.types[value as keyof typeof t.types] ?? '';
	if (field === 'place') {
		const { lat = 0, lng = 0 } = (value ?? {}) as { lat?: number; lng?: number };
		return `${lat.toFixed(4)}, ${lng.toFixed(4)}`;
	}
	return cut(typeof value === 'string' ? value : '', LONGEST);
}
