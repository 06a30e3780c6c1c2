import { WATCHABLE } from '../laws.ts';
import { heardByLaw } from '../laws/hearing.ts';
import type { News } from '../news.ts';
import { recordId } from '../record.ts';
import type { Fields } from '../value.ts';
import type { Section } from '../wire/answer.ts';
import { honourErasures } from './erased.ts';
import { confirmedOf, hasUnsent, newHeld, type Followed, type Held } from './held.ts';
import { rememberNews } from './past.ts';
import type { DeviceTx, JournalEntry } from './port.ts';
import { testify } from './restored.ts';

/** `isAll`: no own value is left out of what comes whole. Answers false when news came of a record that this device does not hold. */
export async function takeNews(
	tx: DeviceTx,
	section: Section,
	follow: Followed,
	isAll: boolean,
	now: number,
): Promise<boolean> {
	const { space, news } = section;
	const fresh = news.filter((item) => item.fresh);
	const known = news.filter((item) => !item.fresh);
	const byName = await tx.held(
		space,
		fresh.map((item) => [item.kind, item.key] as const),
	);
	const byShort = await tx.heldByShort(
		space,
		known.map((item) => item.short),
	);
	const before = new Map<News, Held | undefined>([
		...fresh.map((item, i) => [item, byName[i] ?? newHeld(space, item.kind, item.key)] as const),
		...known.map((item, i) => [item, byShort[i]] as const),
	]);
	const holds = await rememberNews(tx, before, section.snapshot, now);
	const put: Held[] = [];
	const gone: Held[] = [];
	const notes: JournalEntry[] = [];
	for (const item of news) {
		const held = holds.get(item);
		if (!held) continue;
		if (item.removed) gone.push(held);
		else put.push(take(isAll && item.fresh ? { ...held, fields: {} } : held, item, section.cursor));
		if (isTold(item)) notes.push(receivedNote(item, held, now));
	}
	const then = new Map(put.map((item) => [recordId(item.kind, item.key), item.fields]));
	await testify(
		tx,
		follow,
		[...holds.values()].filter((item) => item !== undefined),
		then,
		now,
	);
	await tx.putHeld(put);
	await forget(tx, gone);
	if (WATCHABLE) await heardByLaw(tx, section, holds);
	await honourErasures(tx, space, holds);
	if (!section.snapshot) await tx.note(notes);
	return known.every((item) => item.removed || holds.get(item) !== undefined);
}

/** News of what others did; our own changes coming back are no news. */
const isTold = ({ author, removed, fields }: News) =>
	author !== '' && (removed || Object.keys(fields).length > 0);

function receivedNote({ fields, author }: News, { space, kind, key }: Held, at: number): JournalEntry {
	return { at, way: 'down', space, kind, key, fields: Object.keys(fields), author };
}

function take(held: Held, news: News, cursor: number): Held {
	const fields: Fields = { ...confirmedOf(held), ...news.fields };
	const author = Object.keys(news.fields).length > 0 ? news.author : held.author;
	return { ...held, short: news.short, fields, author, seen: cursor, was: 0 };
}

/** The server no longer has these: what waits for one is kept and will revive it, else it leaves. */
export async function forget(tx: DeviceTx, gone: readonly Held[]): Promise<void> {
	const isWaiting = (held: Held) => hasUnsent(held) || held.over !== undefined;
	const kept = gone.filter(isWaiting);
	await tx.putHeld(kept.map((held) => ({ ...held, seen: 0, short: 0 })));
	await tx.dropHeld(gone.filter((held) => !isWaiting(held)));
}
