import { isEmpty } from '../change.ts';
import { WATCHABLE } from '../laws.ts';
import { diskOf, othersWait, ranByLaw, storedByLaw, wholeByLaw } from '../laws/disk.ts';
import { heardByLaw } from '../laws/hearing.ts';
import type { Outcome } from '../merge.ts';
import type { News } from '../news.ts';
import { positionAfter, type Position } from '../pages.ts';
import { recordId } from '../record.ts';
import type { Fields, Value } from '../value.ts';
import type { Head, Section } from '../wire/answer.ts';
import { settleCarried } from './carried.ts';
import { hasUnsent, newFollowed, newHeld, type Done, type Followed, type Held, type Queued } from './held.ts';
import { isRefused, withoutPending } from './outbox.ts';
import { parkRefused, parkSpace, releaseSpace } from './parked.ts';
import { gaveWay, rememberNews, setBy } from './past.ts';
import type { DeviceTx, JournalEntry } from './port.ts';
import { MAX_CHANGES, type Prepared } from './prepare.ts';
import { check } from './check.ts';
import { goesOn, partAfter } from './continue.ts';
import { KEEP_DONE, settleFork, witnessed } from './restored.ts';
import { countSection, coveredIn, isHeld, isPresented, leave, takeVector } from './vector.ts';

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
	if (WATCHABLE) await ranByLaw(tx, asked);
	if (!isPresented(self, asked)) return 'stale';
	const time = head.time * 1_000;
	const heard = { ...self, heardAt: now, clockOffset: time - now };
	if (head.trouble === 'version') return 'too-old';
	if (head.trouble === 'epoch') {
		// A server put back from a backup may have forgotten under which id this device speaks.
		await tx.setSelf({ ...heard, epoch: head.epoch, deviceIsNew: true, vector: null });
		for (const space of await tx.followed()) {
			const covered = isHeld(space) ? false : (space.covered ?? false);
			const former = space.former ?? self.epoch;
			await tx.follow({ ...space, cursor: 0, part: null, covered, former, settling: null });
		}
		await tx.forgetNumbers();
		return 'ask-again';
	}
	if (head.trouble === null) {
		await settleCarried(tx, asked, head);
		await tx.dropDoneBefore(time - KEEP_DONE);
	}
	await tx.setSelf({ ...heard, epoch: head.epoch, deviceIsNew: head.trouble === 'device' });
	if (head.trouble === null) await takeVector(tx, head.vector ?? null, asked);
	return head.trouble === 'device' ? 'count-anew' : 'go-on';
}

/** Records stored in one transaction: a larger one blocks the page of a slow phone for seconds. */
export const COMMIT_ROWS = 500;

/** A part of a section that is stored in one transaction. */
export interface SectionPart extends Section {
	/** More of the same section follows. */
	readonly cut?: boolean;
	/** The furthest position in the whole section. */
	readonly position?: Position | null;
}

/** A section in parts that are stored one by one; what became of our changes comes with the first, the cursor with the last. */
export function inParts(section: Section): SectionPart[] {
	const parts: SectionPart[] = [];
	const position = positionAfter(section.news, null);
	for (let i = 0; i === 0 || i < section.news.length; i += COMMIT_ROWS) {
		parts.push({
			...section,
			news: section.news.slice(i, i + COMMIT_ROWS),
			ack: i === 0 ? section.ack : null,
			done: section.done && i + COMMIT_ROWS >= section.news.length,
			...(i + COMMIT_ROWS < section.news.length && { cut: true }),
			...(position && { position }),
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
	section: SectionPart,
	asked: Prepared,
	now: number,
): Promise<boolean> {
	const before = WATCHABLE ? await diskOf(tx, section.space) : null;
	const isStored = await storeSection(tx, section, asked, now);
	if (WATCHABLE && isStored) await storedByLaw(tx, before, section, asked);
	return isStored;
}

async function storeSection(tx: DeviceTx, section: Section, asked: Prepared, now: number): Promise<boolean> {
	const self = await tx.self();
	const known = await tx.following(section.space);
	const request = asked.request.spaces.find((item) => item.space === section.space);
	const offered = new Set(request?.changes.map(({ change }) => change.n));
	const wanted = asked.cursors.get(section.space) ?? 0;
	const cursor = known?.cursor ?? 0;
	const healing = cursor === 0 && wanted > 0;
	if (self.runner !== asked.runner || (cursor !== wanted && !healing)) return false;
	if (!goesOn(known?.part, request?.part, section)) return false;
	if (!(await countSection(tx, section, asked))) return false;
	let follow = coveredIn(known ?? newFollowed(section.space), section, asked);
	if (!section.visible) {
		await tx.follow({ ...follow, cursor: 0, visible: false, part: null });
		await parkSpace(tx, section.space);
		return true;
	}
	if (section.fork && follow.former) {
		follow = await settleFork(tx, follow, section.fork, now);
		await tx.follow(follow);
	}
	const told = request?.part?.at ?? wanted;
	if (section.ack) await settle(tx, section, section.ack, { offered, cursor: told }, now);
	const whole = await takeNews(tx, section, follow, offered.size === 0, now);
	await finish(tx, section, follow, offered, whole && !healing, now);
	if (section.left && section.done) await leave(tx, section.space);
	return true;
}

/**
 * `whole`: every record told of is here. Otherwise this device lacks one that the server takes for known, which should
 * not be: the space is asked for anew, from nothing, and the outbox left alone.
 */
async function finish(
	tx: DeviceTx,
	section: SectionPart,
	follow: Followed,
	offered: ReadonlySet<number>,
	whole: boolean,
	now: number,
): Promise<void> {
	const { space, cursor } = section;
	if (!whole) return tx.follow({ ...follow, cursor: 0, covered: false, part: null });
	if (!follow.visible) await releaseSpace(tx, space);
	const here: Followed = { ...follow, visible: true };
	if (!section.done) {
		return tx.follow(section.cut ? here : { ...here, part: partAfter(here.part, section) });
	}
	if (section.snapshot) {
		// A space that the server no longer has stands at nothing: its records have been seen at nothing too.
		const from = Math.max(here.part?.from ?? cursor, 1);
		const gone = await tx.heldSeenBefore(space, from);
		await testify(tx, follow, gone, null, now);
		await forget(tx, gone);
		if (WATCHABLE) await wholeByLaw(tx, section, from);
	}
	const checkedAt = section.snapshot && offered.size === 0 ? now : here.checkedAt;
	const settled: Followed = {
		...here,
		...{ part: null, settling: null, cursor },
		...(checkedAt !== undefined && { checkedAt }),
	};
	const { sum } = section;
	await tx.follow(sum === undefined ? settled : await check(tx, settled, sum, now));
}

/** Keeps what was seen of records in a lost history, where the new one says otherwise. `then`: as it has them, by id. */
async function testify(
	tx: DeviceTx,
	{ space, settling }: Followed,
	held: readonly Held[],
	then: ReadonlyMap<string, Fields> | null,
	now: number,
): Promise<void> {
	if (!settling) return;
	const fieldsOf = ({ kind, key }: Held) => then?.get(recordId(kind, key)) ?? null;
	await tx.putCarried(held.flatMap((item) => witnessed(space, item, fieldsOf(item), settling, now)));
}

/** The server no longer has these: what waits for one is kept and will revive it, else it leaves. */
async function forget(tx: DeviceTx, gone: readonly Held[]): Promise<void> {
	const kept = gone.filter(hasUnsent);
	await tx.putHeld(kept.map((held) => ({ ...held, seen: 0, short: 0 })));
	await tx.dropHeld(gone.filter((held) => !hasUnsent(held)));
}

async function settle(
	tx: DeviceTx,
	{ space, cursor }: Section,
	ack: NonNullable<Section['ack']>,
	asked: { readonly offered: ReadonlySet<number>; readonly cursor: number },
	now: number,
): Promise<void> {
	const outcomes = new Map<number, Outcome>(ack.exceptions);
	const earlier = new Map(ack.earlier);
	const { device, epoch, clockOffset } = await tx.self();
	const queue = await tx.queue(space, MAX_CHANGES);
	const rows = queue.filter(
		({ state, change }) => state === 'sent' && asked.offered.has(change.n) && change.n <= ack.last,
	);
	const taken: Queued[] = [];
	const done: Done[] = [];
	for (const row of rows) {
		const outcome = outcomes.get(row.change.n) ?? { kind: 'applied' };
		if (outcome.kind === 'refused') {
			await parkRefused(tx, row, outcome.reason);
			continue;
		}
		taken.push(row);
		const { change, madeAt } = row;
		const { passed = [] } = outcome;
		const odd = outcome.kind === 'asked' ? [...outcome.fields, ...passed] : passed;
		const number = earlier.get(change.n) ?? cursor;
		if (number <= asked.cursor) await confirmTold(tx, row);
		else await confirm(tx, row, odd, now);
		if (isEmpty(change)) continue;
		const whole = odd.length === 0;
		const takenAt = now + clockOffset;
		done.push({ device, change, madeAt, takenAt, taken: { epoch, number }, whole });
	}
	await tx.putDone(done);
	const isMaking = (row: Queued) => {
		const outcome = outcomes.get(row.change.n);
		const passed = outcome?.kind === 'refused' ? [] : (outcome?.passed ?? []);
		const isTold = (earlier.get(row.change.n) ?? cursor) <= asked.cursor;
		return !isTold && Object.keys(row.change.set).some((field) => !passed.includes(field));
	};
	await dropEmpty(tx, space, taken, taken.filter(isMaking));
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
	const fields: Record<string, Value> = { ...confirmedOf(held) };
	for (const [field, value] of Object.entries(set)) if (!asked.includes(field)) fields[field] = value;
	const past = gaveWay(held, fields, now);
	if (past.length > 0) await tx.remember(past);
	const by = setBy(held, fields, '');
	const next = { ...withoutPending(held, new Set([n])), fields, author: '', was: 0, ...by };
	if (WATCHABLE) othersWait(held, next, n);
	if (!remove || asked.length > 0) return tx.putHeld([next]);
	// Where the person has revived it meanwhile, what they said then may lie with what was refused before.
	const isGone = held.removing === n;
	const rows = await tx.queueOf(space, kind, key);
	const refused = rows.filter((row) => isGone && isRefused(row) && row.change.n < n);
	const settled = new Set(refused.map((row) => row.change.n));
	await tx.dropQueued(space, [...settled]);
	await forget(tx, [withoutPending(next, settled)]);
}

/**
 * Our change was taken before the news that this device has had since: it is in them, with what came after it. (Its
 * answer was lost, or another phone had brought it.)
 */
async function confirmTold(tx: DeviceTx, { change }: Queued): Promise<void> {
	const { space, kind, key, n } = change;
	await tx.dropQueued(space, [n]);
	const [held] = await tx.held(space, [[kind, key]]);
	if (!held) return;
	const next = withoutPending(held, new Set([n]));
	if (WATCHABLE) othersWait(held, next, n);
	await tx.putHeld([next]);
}

/** A record undone before it left, or moved after its removal, is none. One whose creation was taken waits for its news. */
async function dropEmpty(
	tx: DeviceTx,
	space: string,
	taken: readonly Queued[],
	making: readonly Queued[],
): Promise<void> {
	const made = new Set<string>();
	for (const row of taken) {
		const id = recordId(row.change.kind, row.change.key);
		// What moved behind a removal made nothing.
		if (row.change.remove) made.delete(id);
		else if (making.includes(row)) made.add(id);
	}
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

/** `isAll`: no own value is left out of what comes whole. Answers false when news came of a record that this device does not hold. */
async function takeNews(
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
	if (!section.snapshot) await tx.note(notes);
	return known.every((item) => item.removed || holds.get(item) !== undefined);
}

/** News of what others did; our own changes coming back are no news. */
const isTold = ({ author, removed, fields }: News) =>
	author !== '' && (removed || Object.keys(fields).length > 0);

function receivedNote({ fields, author }: News, { space, kind, key }: Held, at: number): JournalEntry {
	return { at, way: 'down', space, kind, key, fields: Object.keys(fields), author };
}

/** What is known from a history that ended is not in this one until this one says so. */
const confirmedOf = (held: Held): Fields => (held.was ? {} : held.fields);

function take(held: Held, news: News, cursor: number): Held {
	const fields: Fields = { ...confirmedOf(held), ...news.fields };
	const author = Object.keys(news.fields).length > 0 ? news.author : held.author;
	return { ...held, short: news.short, fields, author, seen: cursor, was: 0 };
}
