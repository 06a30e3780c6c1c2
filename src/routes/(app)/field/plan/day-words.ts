import { DAY, readDay, showDate, type Language } from '$lib/domain/dates';
import { today as dayAt } from '$lib/client/visits/visits';
import type { visit } from '$lib/messages/th/visit';

type Words = Pick<(typeof visit)['day'], 'today' | 'tomorrow' | 'yesterday'>;

/** A day as a person says it: `วันนี้ 26 พ.ย. 2569`. `day` and `today`: `YYYY-MM-DD`. */
export function dayWords(day: string, today: string, t: Words, language: Language): string {
	const at = readDay(day);
	const now = readDay(today);
	if (at === null || now === null) return day;
	const near = new Map([
		[today, t.today],
		[dayAt(now + DAY), t.tomorrow],
		[dayAt(now - DAY), t.yesterday],
	]).get(day);
	return [near, showDate(at, language)].filter(Boolean).join(language === 'en' ? ', ' : ' ');
}
