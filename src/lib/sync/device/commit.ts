import type { Outcome } from '../merge.ts';
import type { News } from '../news.ts';
import { recordId } from '../record.ts';
import type { Fields, Value } from '../value.ts';
import type { Head, Section } from '../wire/answer.ts';
import { newFollowed } from './edit.ts';
import { hasUnsent, isForgotten, newHeld, type Followed, type Held, type Queued } from './held.ts';
import type { DeviceTx, JournalEntry } from './port.ts';
import type { Prepared } from './prepare.ts';

/** Rows stored in one transaction: a larger one blocks the page of a slow phone for seconds. */
export const COMMIT_ROWS = 500;

/** What the first line of an answer means for this device. `stale`: another runner has taken over; drop the answer. */
export type HeadEffect = 'go-on' | 'ask-again' | 'count-anew' | 'too-old' | 'stale';

/** Stores what the first line says. `now` is the phone's time, ms UTC. */
export async function commitHead(
	tx: DeviceTx,
	head: Head,
	asked: Prepared,
	now: number,
): Promise<HeadEffect> {
	const self = await tx.self();
	if (self.runner !== asked.runner || self.epoch !== asked.request.epoch) return 'stale';
	const heard = { ...self, heardAt: now, clockOffset: head.time * 1_000 - now };
	if (head.trouble === 'version') return 'too-old';
	if (head.trouble === 'epoch') {
		await tx.setSelf({ ...heard, epoch: head.epoch });
		for (const space of await tx.followed()) await tx.follow({ ...space, cursor: 0 });
		await tx.forgetNumbers();
		return 'ask-again';
	}
	await tx.setSelf({ ...heard, epoch: head.epoch, deviceIsNew: head.trouble === 'device' });
	return head.trouble === 'device' ? 'count-anew' : 'go-on';
}

/**
 * Takes a new device id and numbers everything unsent anew: the server counts otherwise than we do, so nothing
 * may be taken for something else. What the server had already taken it will find to be the same values.
 * Parked rows will not be offered: they get numbers below zero, so that they leave no hole.
 */
export async function countAnew(tx: DeviceTx, device: string): Promise<void> {
	const rows = await tx.wholeQueue();
	await tx.setSelf({ ...(await tx.self()), device, deviceIsNew: true });
	await tx.clearQueue();
	for (const follow of await tx.followed()) {
		const renamed = new Map<number, number>();
		let next = 1;
		let parked = -1;
		const moved = rows
			.filter((row) => row.change.space === follow.space)
			.map((row): Queued => {
				const n = row.state === 'parked' ? parked-- : next++;
				renamed.set(row.change.n, n);
				return { ...row, state: row.state === 'parked' ? 'parked' : 'waiting', change: { ...row.change, n } };
			});
		await tx.putQueued(moved);
		await tx.follow({ ...follow, next });
		const names = new Map(
			moved.map(({ change: { kind, key } }) => [recordId(kind, key), [kind, key] as const]),
		);
		const held = await tx.held(follow.space, [...names.values()]);
		await tx.putHeld(held.filter((item) => item !== undefined).map((item) => renumber(item, renamed)));
	}
}

function renumber(held: Held, renamed: ReadonlyMap<number, number>): Held {
	const of = (n: number) => renamed.get(n) ?? 0;
	const pending = Object.fromEntries(
		Object.entries(held.pending).map(([field, item]) => [field, { ...item, n: of(item.n) }]),
	);
	return {
		...held,
		pending,
		moves: held.moves.map((move) => ({ ...move, n: of(move.n) })),
		removing: of(held.removing),
	};
}

/**
 * Stores one section: first what became of our own changes, then the news, then (with the last section of a space)
 * the cursor. Answers false when the answer is stale: the cursor or the runner is not what it was asked with.
 */
export async function commitSection(
	tx: DeviceTx,
	section: Section,
	asked: Prepared,
	now: number,
): Promise<boolean> {
	const self = await tx.self();
	const known = (await tx.followed()).find((item) => item.space === section.space);
	const wanted = asked.request.spaces.find((item) => item.space === section.space);
	if (self.runner !== asked.runner || (known?.cursor ?? 0) !== (wanted?.cursor ?? 0)) return false;
	const follow = known ?? newFollowed(section.space);
	if (!section.visible) {
		await tx.follow({ ...follow, visible: false });
		await parkAll(tx, section.space, 'no-longer-yours');
		return true;
	}
	if (section.ack) await settle(tx, section, section.ack, now);
	for (let i = 0; i < section.news.length; i += COMMIT_ROWS) {
		await takeNews(tx, section, section.news.slice(i, i + COMMIT_ROWS), now);
	}
	await finish(tx, section, follow);
	return true;
}

async function finish(tx: DeviceTx, section: Section, follow: Followed): Promise<void> {
	const current = (await tx.followed()).find((item) => item.space === follow.space) ?? follow;
	if (!section.done) {
		await tx.follow({ ...current, visible: true });
		return;
	}
	if (section.snapshot) {
		const gone = await tx.heldSeenBefore(section.space, section.cursor);
		await forget(tx, gone);
	}
	await tx.follow({ ...current, cursor: section.cursor, visible: true });
}

/** The server no longer has these: what waits for one is kept and will revive it, else it leaves. */
async function forget(tx: DeviceTx, gone: readonly Held[]): Promise<void> {
	const kept = gone.filter(hasUnsent);
	await tx.putHeld(kept.map((held) => ({ ...held, seen: 0, short: 0 })));
	await tx.dropHeld(gone.filter((held) => !hasUnsent(held)));
}

async function settle(
	tx: DeviceTx,
	section: Section,
	ack: NonNullable<Section['ack']>,
	now: number,
): Promise<void> {
	const outcomes = new Map<number, Outcome>(ack.exceptions);
	const queue = await tx.queue(section.space, Number.MAX_SAFE_INTEGER);
	const rows = queue.filter((row) => row.state === 'sent' && row.change.n <= ack.last);
	await tx.note(rows.map((row) => sentNote(row, now)));
	for (const row of rows) {
		const { kind, key, n } = row.change;
		const outcome = outcomes.get(n) ?? { kind: 'applied' };
		if (outcome.kind === 'refused') {
			await parkRefused(tx, row, outcome.reason);
			continue;
		}
		const [held] = await tx.held(section.space, [[kind, key]]);
		await tx.dropQueued(section.space, [n]);
		if (!held) continue;
		const asked = outcome.kind === 'asked' ? outcome.fields : [];
		const next = confirm(held, row, asked, section.cursor);
		if (row.change.remove) await forget(tx, [next]);
		else if (isForgotten(next)) await tx.dropHeld([held]);
		else await tx.putHeld([next]);
	}
}

/** A refused removal brings the record back on the screen, beside the reason. */
async function parkRefused(tx: DeviceTx, row: Queued, reason: string): Promise<void> {
	const { space, kind, key, n, remove } = row.change;
	await tx.putQueued([{ ...row, state: 'parked', reason }]);
	if (!remove) return;
	const [held] = await tx.held(space, [[kind, key]]);
	if (held?.removing === n) await tx.putHeld([{ ...held, removing: 0 }]);
}

/** Everything unsent in a space stays on this phone with the reason it cannot leave. */
async function parkAll(tx: DeviceTx, space: string, reason: string): Promise<void> {
	const rows = await tx.queue(space, Number.MAX_SAFE_INTEGER);
	for (const row of rows) if (row.state !== 'parked') await parkRefused(tx, row, reason);
}

/** Our change is the server's now: its values are confirmed, except where a question was opened. */
function confirm(held: Held, { change }: Queued, asked: readonly string[], cursor: number): Held {
	const fields: Record<string, Value> = { ...held.fields };
	for (const [field, value] of Object.entries(change.set)) {
		if (!asked.includes(field)) fields[field] = value;
	}
	const pending = Object.fromEntries(Object.entries(held.pending).filter(([, item]) => item.n !== change.n));
	return {
		...held,
		fields,
		pending,
		author: '',
		moves: held.moves.filter((move) => move.n !== change.n),
		removing: held.removing === change.n ? 0 : held.removing,
		seen: Object.keys(change.set).length > 0 ? Math.max(held.seen, cursor) : held.seen,
	};
}

function sentNote({ change: { space, kind, key, set, add } }: Queued, at: number): JournalEntry {
	return { at, way: 'up', space, kind, key, fields: [...Object.keys(set), ...Object.keys(add)], author: '' };
}

async function takeNews(tx: DeviceTx, section: Section, news: readonly News[], now: number): Promise<void> {
	const { space } = section;
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
	const before = new Map<string, Held>();
	const put = new Map<string, Held>();
	const gone: Held[] = [];
	fresh.forEach((item, i) => {
		before.set(newsId(item), byName[i] ?? newHeld(space, item.kind, item.key));
	});
	known.forEach((item, i) => {
		const held = byShort[i];
		if (held) before.set(newsId(item), held);
	});
	for (const item of news) {
		const id = newsId(item);
		const held = put.get(id) ?? before.get(id);
		if (!held) continue;
		if (item.removed) gone.push(held);
		else put.set(id, take(held, item, section.cursor));
	}
	await tx.putHeld([...put.values()]);
	await forget(tx, gone);
	if (!section.snapshot) await tx.note(receivedNotes(news, [...put.values(), ...gone], now));
}

/** News of what others did; our own changes coming back are no news. */
function receivedNotes(news: readonly News[], held: readonly Held[], at: number): JournalEntry[] {
	const told = news.filter(
		(item) => item.author !== '' && (item.removed || Object.keys(item.fields).length > 0),
	);
	return told.flatMap(({ short, fields, author }) => {
		const found = held.find((item) => item.short === short);
		if (!found) return [];
		const { space, kind, key } = found;
		return [{ at, way: 'down' as const, space, kind, key, fields: Object.keys(fields), author }];
	});
}

const newsId = (item: News) => String(item.short);

function take(held: Held, news: News, cursor: number): Held {
	const fields: Fields = { ...held.fields, ...news.fields };
	const author = Object.keys(news.fields).length > 0 ? news.author : held.author;
	return { ...held, short: news.short, fields, author, seen: cursor };
}
