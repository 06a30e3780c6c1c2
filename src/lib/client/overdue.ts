import { DAY, MINUTE } from '../domain/dates.ts';
import type { Status } from './status.ts';

/** How long the office may hear nothing of a phone on which something waits before its person is told, milliseconds. */
export const NO_NEWS_LIMIT = DAY;
/** How far the phone's clock may be off before its person is told, milliseconds: less than this nobody sees. */
export const CLOCK_TOLERANCE = 5 * MINUTE;

/** What the office does not know of this phone. `since`: when it last heard of it, ms UTC by the phone's clock; null: never. */
export type NoNews = { kind: 'fine' } | { kind: 'no-news'; since: number | null };

export function noNews({ heardAt, oldestAt }: Pick<Status, 'heardAt' | 'oldestAt'>, now: number): NoNews {
	if (oldestAt === null) return { kind: 'fine' };
	return now - (heardAt ?? oldestAt) > NO_NEWS_LIMIT ? { kind: 'no-news', since: heardAt } : { kind: 'fine' };
}

/** By how much the phone's clock is off, milliseconds (above zero: slow); 0 where nobody would see it. */
export function clockFault({ clockOffset }: Pick<Status, 'clockOffset'>): number {
	return Math.abs(clockOffset) > CLOCK_TOLERANCE ? clockOffset : 0;
}
