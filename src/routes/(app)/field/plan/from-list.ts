import type { MakerRow } from '$lib/client/store/database';
import { planVisit } from '$lib/client/visits/acts';
import { whysOf } from '$lib/client/visits/suggest';
import { serverNow, today as dayAt, visitedShops } from '$lib/client/visits/visits';
import { visit as en } from '$lib/messages/en/visit';
import { language, pick } from '$lib/messages/locale.svelte';
import { visit as th } from '$lib/messages/th/visit';
import type { Field } from '../field.svelte.ts';
import { place } from '../place.svelte.ts';
import { dayWords } from './day-words.ts';

/** Puts a maker into the day that is shown, with what speaks for it. Answers what was done in words. */
export async function planFromList({ app }: Field, row: MakerRow): Promise<string> {
	const now = await serverNow(app);
	const today = dayAt(now);
	const day = place.day || today;
	const known = (await visitedShops(app)).get(row.shop);
	const why = whysOf(row, known, { day, now });
	const task = why[0]?.kind === 'due' ? (known?.last?.fields.nextTask ?? '') : '';
	await planVisit(app, { row, day, why, task });
	const t = pick(th, en).day;
	return t.added(row.name, dayWords(day, today, t, language()));
}
