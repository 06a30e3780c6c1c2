import { isOrders } from '../../domain/access.ts';
import { WATCHABLE } from '../laws.ts';
import { diskOf, ranByLaw, storedByLaw, wholeByLaw } from '../laws/disk.ts';
import { positionAfter, type Position } from '../pages.ts';
import type { Head, Section } from '../wire/answer.ts';
import { settleCarried } from './carried.ts';
import { check, fromNothing } from './check.ts';
import { goesOn, partAfter } from './continue.ts';
import { leaveBuyers } from './erased.ts';
import { forget, takeNews } from './hear.ts';
import { newFollowed, type Followed } from './held.ts';
import { parkSpace, releaseSpace } from './parked.ts';
import type { DeviceTx } from './port.ts';
import type { Prepared } from './prepare.ts';
import { KEEP_DONE, settleFork, testify } from './restored.ts';
import { settle } from './settle.ts';
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
		// Where nobody has told yet what a restored server has lost, it may all have to be offered again.
		const unsettled = (await tx.followed()).filter((space) => space.former || space.settling);
		await tx.dropDoneBefore(time - KEEP_DONE, new Set(unsettled.map(({ space }) => space)));
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
	const isPassed = asked.passed.has(section.space);
	const isStored = await storeSection(tx, section, asked, now);
	if (WATCHABLE && isStored && !isPassed) await storedByLaw(tx, before, section, asked);
	return isStored;
}

async function storeSection(tx: DeviceTx, section: Section, asked: Prepared, now: number): Promise<boolean> {
	const self = await tx.self();
	const known = await tx.following(section.space);
	const { epoch } = asked.request;
	// A round that hung behind another one's news of a new history: its numbers mean nothing here.
	if (epoch !== '' && epoch !== self.epoch) return false;
	const request = asked.request.spaces.find((item) => item.space === section.space);
	const offered = new Set(request?.changes.map(({ change }) => change.n));
	const wanted = asked.cursors.get(section.space) ?? 0;
	const cursor = known?.cursor ?? 0;
	const healing = cursor === 0 && wanted > 0;
	if (self.runner !== asked.runner || (cursor !== wanted && !healing)) return false;
	// Numbers never go back in one history: the database was put back while it answered, and will say so when asked again.
	if (section.visible && section.cursor > 0 && section.cursor < cursor) return false;
	const isPassed = asked.passed.has(section.space);
	if (!isPassed && !goesOn(known?.part, request?.part, section)) return false;
	if (!(await countSection(tx, section, asked))) return false;
	if (isPassed) return true;
	let follow = coveredIn(known ?? newFollowed(section.space), section, asked);
	if (!section.visible) {
		await tx.follow({ ...follow, cursor: 0, visible: false, part: null });
		await parkSpace(tx, section.space);
		if (isOrders(section.space)) await leaveBuyers(tx, section.space);
		return true;
	}
	if (!section.fork && follow.former) {
		// It came back unasked, and nothing tells yet what of it was lost with the history known here: it is asked for by name.
		if (!follow.visible) await releaseSpace(tx, section.space);
		await tx.follow({ ...follow, cursor: 0, covered: false, visible: true, part: null });
		asked.passed.add(section.space);
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
	if (!whole) return tx.follow(fromNothing(follow));
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
