/** Whom to visit and why, computed of what is on the phone. */
import { WHYS } from '../../domain/choices.ts';
import { readDay } from '../../domain/dates.ts';
import { DAY } from '../../domain/spans.ts';
import type { Why } from '../../domain/visit.ts';
import { metres, type Here } from '../makers/find.ts';
import { ENOUGH_PHOTOS, OLD_PRICE, oldestPrice } from '../makers/row.ts';
import type { MakerRow } from '../store/database.ts';
import type { VisitedShop } from './visits.ts';

/** Whoever was visited so lately is left alone, unless the next visit was agreed on, milliseconds. */
const LATELY = 14 * DAY;

export interface Asking {
	/** `YYYY-MM-DD`, the day that is planned. */
	readonly day: string;
	/** ms UTC */
	readonly now: number;
}

/** Why a maker is to be visited, the weightiest first; none: all is well. */
export function whysOf(row: MakerRow, visited: VisitedShop | undefined, { day, now }: Asking): Why[] {
	const nextOn = visited?.last?.fields.nextOn;
	const due = nextOn ? ((readDay(day) ?? 0) - (readDay(nextOn) ?? 0)) / DAY : -1;
	const age = Math.floor((now - oldestPrice(row)) / DAY);
	const holds: Readonly<Record<Why['kind'], number | null | false>> = {
		due: due >= 0 && due,
		'old-price': age >= OLD_PRICE / DAY && age,
		'no-price': Object.keys(row.prices).length < Math.max(1, row.products) && null,
		'no-photo': row.photos === 0 && null,
		'few-photos': row.photos > 0 && row.photos < ENOUGH_PHOTOS && null,
		'not-published': row.state !== 'published' && null,
	};
	return WHYS.flatMap((kind) => (holds[kind] === false ? [] : [{ kind, days: holds[kind] }]));
}

export interface Suggestion {
	readonly row: MakerRow;
	readonly why: readonly Why[];
	/** What was agreed on at the last visit; '' nothing. */
	readonly task: string;
	/** From where the person is; null: not known. */
	readonly far: number | null;
}

/**
 * Those who wait for a visit and are in no plan yet: what was agreed on first, then by the weight of the reason; among
 * alike ones the nearest, else the one that waits longest.
 */
export function suggest(
	rows: readonly MakerRow[],
	visited: ReadonlyMap<string, VisitedShop>,
	asking: Asking,
	here: Here | null,
): Suggestion[] {
	const found = rows.flatMap((row): Suggestion[] => {
		const known = visited.get(row.shop);
		const why = whysOf(row, known, asking);
		const isLately = asking.now - (known?.last?.fields.endedAt ?? -Infinity) < LATELY;
		if (why.length === 0 || known?.plannedFor || (isLately && why[0]?.kind !== 'due')) return [];
		const task = why[0]?.kind === 'due' ? (known?.last?.fields.nextTask ?? '') : '';
		return [{ row, why, task, far: here && row.place ? metres(here, row.place) : null }];
	});
	const weight = ({ why }: Suggestion) => WHYS.indexOf(why[0]?.kind ?? 'not-published');
	const far = ({ far: away }: Suggestion) => away ?? Infinity;
	const days = ({ why }: Suggestion) => why[0]?.days ?? 0;
	const near = (a: Suggestion, b: Suggestion) => (here ? far(a) - far(b) || 0 : 0);
	return found.sort(
		(a, b) =>
			weight(a) - weight(b) ||
			near(a, b) ||
			days(b) - days(a) ||
			b.why.length - a.why.length ||
			(a.row.sort < b.row.sort ? -1 : 1),
	);
}
