import { isPersonal } from '../../domain/policy.ts';
import type { News } from '../news.ts';
import { QUESTION } from '../record.ts';
import { sameValue, type Fields } from '../value.ts';
import type { Held } from './held.ts';
import type { DeviceTx, PastValue } from './port.ts';

/** Values of a space that a device remembers; the newest are kept. */
export const PAST_LENGTH = 500;

/** What no person would bring back: the merge's own records, and a photo's place among others. */
const UNTOLD: ReadonlySet<string> = new Set([QUESTION, 'photo']);

/**
 * Keeps what news takes the place of. Answers the records that the news is of, each with whoever set what comes, in the
 * order of `before`.
 */
export async function rememberNews(
	tx: DeviceTx,
	before: ReadonlyMap<News, Held | undefined>,
	snapshot: boolean,
	now: number,
): Promise<ReadonlyMap<News, Held | undefined>> {
	const past = [...before].flatMap(([{ fields }, held]) => (held ? gaveWay(held, fields, now) : []));
	if (past.length > 0) await tx.remember(past);
	return new Map(
		[...before].map(([news, held]) => [
			news,
			held && { ...held, ...setBy(held, news.fields, news.author, snapshot) },
		]),
	);
}

/**
 * The confirmed values of a record that `fields`, some of its confirmed values from now on, take the place of. Those that tell
 * who somebody is are not kept: they would outlive their removal.
 */
export function gaveWay(held: Held, fields: Fields, now: number): PastValue[] {
	const { space, kind, key } = held;
	if (UNTOLD.has(kind)) return [];
	return Object.entries(held.fields)
		.filter(([field, old]) => !sameValue(old, fields[field] ?? old) && !isPersonal(kind, field))
		.map(([field, value]) => ({
			space,
			kind,
			key,
			field,
			value,
			author: held.by?.[field] ?? null,
			at: now,
		}));
}

/**
 * Who set the confirmed values, as far as this device was told. `snapshot`: what comes for the first time comes without
 * its history, so that a first sync stores nobody's name two thousand times.
 */
export function setBy(held: Held, fields: Fields, author: string, snapshot = false): Pick<Held, 'by'> {
	if (UNTOLD.has(held.kind)) return {};
	const told = Object.keys(fields).filter(
		(field) =>
			!sameValue(held.fields[field], fields[field]) && !(snapshot && held.fields[field] === undefined),
	);
	if (told.length === 0) return held.by ? { by: held.by } : {};
	return { by: { ...held.by, ...Object.fromEntries(told.map((field) => [field, author])) } };
}
