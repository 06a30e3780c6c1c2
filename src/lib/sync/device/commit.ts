import { isEmpty } from '../change.ts';
import type { Outcome } from '../merge.ts';
import type { News } from '../news.ts';
import { recordId } from '../record.ts';
import type { Fields, Value } from '../value.ts';
import type { Head, Section } from '../wire/answer.ts';
import { hasUnsent, newFollowed, newHeld, type Followed, type Held, type Queued } from './held.ts';
import { isRefused, withoutPending } from './outbox.ts';
import { parkRefused, parkSpace, releaseSpace } from './parked.ts';
import { gaveWay, rememberNews, setBy } from './past.ts';
import type { DeviceTx, JournalEntry } from './port.ts';
import { MAX_CHANGES, type Prepared } from './prepare.ts';

export { countAnew } from './anew.ts';

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

/** Records stored in one transaction: a larger one blocks the page of a slow phone for seconds. */
export const COMMIT_ROWS = 500;

/** A section in parts that are stored one by one; what became of our changes comes with the first, the cursor with the last. */
export function inParts(section: Section): Section[] {
	const parts: Section[] = [];
	for (let i = 0; i === 0 || i < section.news.length; i += COMMIT_ROWS) {
		parts.push({
			...section,
			news: section.news.slice(i, i + COMMIT_ROWS),
			ack: i === 0 ? section.ack : null,
			done: section.done && i + COMMIT_ROWS >= section.news.length,
		});
	}
	return parts;
}

/**
 * Stores one part: first what became of our own changes, then the news, then (with the last part of a space)
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
	const request = asked.request.spaces.find((item) => item.space === section.space);
	const offered = new Set(request?.changes.map(({ change }) => change.n));
	const wanted = request?.cursor ?? 0;
	const cursor = known?.cursor ?? 0;
	const healing = cursor === 0 && wanted > 0;
	if (self.runner !== asked.runner || (cursor !== wanted && !healing)) return false;
	const follow = known ?? newFollowed(section.space);
	if (!section.visible) {
		await tx.follow({ ...follow, cursor: 0, visible: false });
		await parkSpace(tx, section.space);
		return true;
	}
	if (section.ack) await settle(tx, section.space, section.ack, offered, now);
	const whole = await takeNews(tx, section, now);
	await finish(tx, section, follow, offered, whole && !healing);
	return true;
}

/**
 * `whole`: every record told of is here. Otherwise this device lacks one that the server takes for known, which should
 * not be: the space is asked for anew, from nothing, and the outbox left alone. Nor does the cursor move while something
 * was sent that this request did not offer (a space that came back): its values may be older than this news, and must
 * not be taken for newer when their turn comes.
 */
async function finish(
	tx: DeviceTx,
	section: Section,
	follow: Followed,
	offered: ReadonlySet<number>,
	whole: boolean,
): Promise<void> {
	const { space, cursor } = section;
	if (!whole) return tx.follow({ ...follow, cursor: 0 });
	if (!section.done) return;
	if (section.snapshot) await forget(tx, await tx.heldSeenBefore(space, cursor));
	if (!follow.visible) await releaseSpace(tx, space);
	const left = await tx.queue(space, MAX_CHANGES);
	const unsure = left.some(({ state, change }) => state === 'sent' && !offered.has(change.n));
	await tx.follow({ ...follow, visible: true, cursor: unsure ? follow.cursor : cursor });
}

/** The server no longer has these: what waits for one is kept and will revive it, else it leaves. */
async function forget(tx: DeviceTx, gone: readonly Held[]): Promise<void> {
	const kept = gone.filter(hasUnsent);
	await tx.putHeld(kept.map((held) => ({ ...held, seen: 0, short: 0 })));
	await tx.dropHeld(gone.filter((held) => !hasUnsent(held)));
}

async function settle(
	tx: DeviceTx,
	space: string,
	ack: NonNullable<Section['ack']>,
	offered: ReadonlySet<number>,
	now: number,
): Promise<void> {
	const outcomes = new Map<number, Outcome>(ack.exceptions);
	const queue = await tx.queue(space, MAX_CHANGES);
	const rows = queue.filter(
		({ state, change }) => state === 'sent' && offered.has(change.n) && change.n <= ack.last,
	);
	const taken: Queued[] = [];
	for (const row of rows) {
		const outcome = outcomes.get(row.change.n) ?? { kind: 'applied' };
		if (outcome.kind === 'refused') {
			await parkRefused(tx, row, outcome.reason);
			continue;
		}
		taken.push(row);
		await confirm(tx, row, outcome.kind === 'asked' ? outcome.fields : [], now);
	}
	await dropEmpty(tx, space, taken);
	await tx.note(taken.filter(({ change }) => !isEmpty(change)).map((row) => sentNote(row, now)));
}

/**
 * Our change is the server's now: its values are confirmed, except where a question was opened. `seen` stays: what
 * others did to the record comes with its news, and until then nobody here has seen it.
 */
async function confirm(
	tx: DeviceTx,
	{ change }: Queued,
	asked: readonly string[],
	now: number,
): Promise<void> {
	const { space, kind, key, n, set, remove } = change;
	await tx.dropQueued(space, [n]);
	const held = (await tx.held(space, [[kind, key]]))[0] ?? newHeld(space, kind, key);
	const fields: Record<string, Value> = { ...held.fields };
	for (const [field, value] of Object.entries(set)) if (!asked.includes(field)) fields[field] = value;
	const past = gaveWay(held, fields, now);
	if (past.length > 0) await tx.remember(past);
	const by = setBy(held, fields, '');
	const next = { ...withoutPending(held, new Set([n])), fields, author: '', ...by };
	if (!remove) return tx.putHeld([next]);
	// Where the person has revived it meanwhile, what they said then may lie with what was refused before.
	const isGone = held.removing === n;
	const rows = await tx.queueOf(space, kind, key);
	const refused = rows.filter((row) => isGone && isRefused(row) && row.change.n < n);
	const settled = new Set(refused.map((row) => row.change.n));
	await tx.dropQueued(space, [...settled]);
	await forget(tx, [withoutPending(next, settled)]);
}

/** A record undone before it left, or moved after its removal, is none. One whose creation was taken waits for its news. */
async function dropEmpty(tx: DeviceTx, space: string, taken: readonly Queued[]): Promise<void> {
	const made = new Set(
		taken
			.filter(({ change }) => Object.keys(change.set).length > 0)
			.map(({ change }) => recordId(change.kind, change.key)),
	);
	const names = new Map(
		taken.map(({ change: { kind, key } }) => [recordId(kind, key), [kind, key] as const]),
	);
	for (const id of made) names.delete(id);
	const held = await tx.held(space, [...names.values()]);
	await tx.dropHeld(
		held.filter((item) => item !== undefined).filter((item) => item.seen === 0 && !hasUnsent(item)),
	);
}

function sentNote({ change: { space, kind, key, set, add } }: Queued, at: number): JournalEntry {
	return { at, way: 'up', space, kind, key, fields: [...Object.keys(set), ...Object.keys(add)], author: '' };
}

/** Answers false when news came of a record that this device does not hold. */
async function takeNews(tx: DeviceTx, section: Section, now: number): Promise<boolean> {
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
		else put.push(take(held, item, section.cursor));
		if (isTold(item)) notes.push(receivedNote(item, held, now));
	}
	await tx.putHeld(put);
	await forget(tx, gone);
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
	const fields: Fields = { ...held.fields, ...news.fields };
	const author = Object.keys(news.fields).length > 0 ? news.author : held.author;
	return { ...held, short: news.short, fields, author, seen: cursor };
}
