import { DAY } from './spans.ts';

export { DAY, HOUR, MINUTE } from './spans.ts';

/** Instants are UTC milliseconds; people see them in Bangkok, in the Buddhist era (2026 CE is 2569 BE). */
export type Language = 'th' | 'en';

const ZONE = 'Asia/Bangkok';
const cache = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = language + name;
	let made = cache.get(key);
	if (!made) {
		const locale = language === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB';
		made = new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options });
		cache.set(key, made);
	}
	return made;
}

/** `23 พ.ย. 2569` / `23 Nov 2026`. */
export function showDate(at: number, language: Language): string {
	const parts = format(language, 'date', { day: 'numeric', month: 'short', year: 'numeric' }).formatToParts(
		at,
	);
	const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
	return `${of('day')} ${of('month')} ${of('year')}`;
}

/** `16:20`, in Bangkok. */
export function showTime(at: number, language: Language): string {
	return format(language, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** `23 พ.ย. 2569 16:20`. */
export function showDateTime(at: number, language: Language): string {
	return `${showDate(at, language)} ${showTime(at, language)}`;
}

/** Midnight in Bangkok of the day `YYYY-MM-DD`, as `<input type="date">` gives it; null when it is no such day. */
export function readDay(text: string): number | null {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (!match) return null;
	const at = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) - BANGKOK_OFFSET;
	return dayOf(at) === text ? at : null;
}

/** The day in Bangkok as `YYYY-MM-DD` (common era): the form of `<input type="date">`. */
export function dayOf(at: number): string {
	return new Date(at + BANGKOK_OFFSET).toISOString().slice(0, 10);
}

/** The day in Bangkok as a number that grows by one each midnight: how old something is in days is a difference. */
export function dayNumber(at: number): number {
	return Math.floor((at + BANGKOK_OFFSET) / DAY);
}

/** An instant of that day. */
export const instantOfDay = (day: number): number => day * DAY - BANGKOK_OFFSET;

/** Thailand has been at UTC+7 without summer time since 1920. Milliseconds. */
const BANGKOK_OFFSET = 7 * 3_600_000;
