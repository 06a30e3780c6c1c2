import { checksumOf } from '../../sync/checksum.ts';
import type { Section } from '../../sync/protocol.ts';
import type { DecodedRequest, DecodedSpace } from '../../sync/wire/request.ts';
import { can } from '../access.ts';
import type { Enrolled } from '../principal.ts';
import { newsSections, nothingNew, type Standing } from './news.ts';
import type { SpaceRow, SyncParts, SyncTx } from './port.ts';
import { takeChanges, unborn, type Taken } from './take.ts';

/** A space of which an answer may tell. Its news are read when its turn comes, in a short transaction of their own. */
export interface Job extends Standing {
	readonly space: string;
	/** What became of the changes that came with the request. */
	readonly taken: Taken | null;
	/** Where the history that the device knew forked, where it asks. */
	readonly fork?: Section['fork'];
	/** The device does not carry it any more, by its own wish. */
	readonly left?: boolean;
	/** The device asks for a checksum of what it should have. */
	readonly check?: boolean;
	/** It was not listed, and has nothing to hear but that it leaves. */
	readonly silent?: boolean;
	/** The answer's vector counts on it: it is told of even where nothing is new. */
	readonly planned?: boolean;
}

/** The jobs of the spaces that a request lists, once its changes are taken, each space's in a transaction of its own. */
export async function takeListed(
	parts: SyncParts,
	who: Enrolled,
	{ spaces }: DecodedRequest,
): Promise<readonly Job[] | 'out-of-step' | 'doubtful'> {
	const jobs: Job[] = [];
	for (const item of spaces) {
		const taken = item.changes.length > 0 ? await takeOne(parts, who, item) : null;
		if (taken === 'out-of-step' || taken === 'doubtful') return taken;
		const { space, cursor, part = null, check = false } = item;
		const fork = item.former === null ? null : await forkFor(parts, who, space, item.former);
		jobs.push({ space, cursor, part, check, own: taken?.own ?? [], taken, ...(fork && { fork }) });
	}
	return jobs;
}

async function takeOne(
	parts: SyncParts,
	who: Enrolled,
	item: DecodedSpace,
): Promise<Taken | 'out-of-step' | 'doubtful' | null> {
	const taken = await parts.store.write((tx) => takeChanges(parts, tx, who, item));
	// The space is told to be gone when it is looked up for its news.
	return taken === 'gone' ? null : taken;
}

/** Where the history that the device knew forked in a space, and what was taken of the device there. */
async function forkFor(
	{ store }: SyncParts,
	who: Enrolled,
	space: string,
	former: string,
): Promise<NonNullable<Section['fork']>> {
	return store.read(async (tx) => {
		const forks = await tx.forksOf(space, [former]);
		const { last } = await tx.findLedger(who.device, space, Number.MAX_SAFE_INTEGER);
		return { number: forks.get(former)?.number ?? null, last };
	});
}

/**
 * True where the device knows a later number of a space than this database does. What its person may not see says nothing:
 * the answer would tell a stranger how far a space is.
 */
export async function isAhead({ store }: SyncParts, who: Enrolled, jobs: readonly Job[]): Promise<boolean> {
	const rows = await store.read((tx) => tx.findSpaces(jobs.map(({ space }) => space)));
	const found = new Map(rows.map((row) => [row.id, row]));
	return jobs.some(({ space, cursor, part }) => {
		const row = found.get(space);
		const isTheirs = can(who.principal, row ? 'read' : 'found', row ?? unborn(who, space));
		return isTheirs && (part?.at ?? cursor) > (row?.counter ?? 0);
	});
}

/** The acknowledgement as a section at `cursor` says it: changes are taken to be of that number unless it says else. */
function ackAt({ last, outcomes }: Taken, cursor: number): NonNullable<Section['ack']> {
	const exceptions = outcomes
		.filter(({ outcome }) => outcome.kind !== 'applied' || outcome.passed)
		.map(({ n, outcome }) => [n, outcome] as const);
	const earlier = outcomes
		.filter(({ number }) => number !== cursor)
		.map(({ n, number }) => [n, number] as const);
	return earlier.length > 0 ? { last, exceptions, earlier } : { last, exceptions };
}

/** Spaces that this person follows by their role and the device has not heard of. */
export async function newJobs({ store }: SyncParts, who: Enrolled, listed: readonly Job[]): Promise<Job[]> {
	const spaces = await store.read((tx) => tx.spacesOf(who.principal));
	const isNew = ({ id }: SpaceRow) => !listed.some(({ space }) => space === id);
	return spaces.filter(isNew).map(({ id }) => whole(id));
}

export const whole = (space: string): Job => ({ space, cursor: 0, part: null, own: [], taken: null });

const liveRecords = async (tx: SyncTx, space: string) =>
	(await tx.recordsAfter(space, 0)).filter(({ removed }) => removed === null);

/** What a job tells: the last section is the only one that is done. None where nothing is new. */
export async function sectionsOf(
	tx: SyncTx,
	who: Enrolled,
	job: Job,
	bytes: number,
): Promise<readonly Section[]> {
	const { space: id, cursor, taken, fork, left = false, check = false, silent = false } = job;
	const planned = job.planned ?? false;
	const space = await tx.findSpace(id);
	const gone = { ...nothingNew(id, cursor), visible: false };
	if (!space && fork && can(who.principal, 'found', unborn(who, id))) {
		return [{ ...nothingNew(id, 0), snapshot: true, fork }];
	}
	if (!space) return can(who.principal, 'found', unborn(who, id)) && !planned ? [] : [gone];
	if (!can(who.principal, 'read', space)) return [gone];
	// What is not carried need not come whole before it leaves, unless the device must find out what was lost.
	const isTold = !silent && (!left || cursor > 0 || Boolean(fork));
	const news = isTold ? await newsSections(tx, who, space, job, bytes) : [];
	// Nothing at all is all there is, where a device of a lost history starts over in a space that stands at nothing.
	const snapshot = Boolean(fork) && isTold && cursor === 0;
	const quiet =
		taken || planned || check || fork
			? [{ ...nothingNew(id, isTold ? space.counter : cursor), snapshot }]
			: [];
	const sections = news.length > 0 ? news : quiet;
	const sum = check && isTold ? checksumOf(await liveRecords(tx, id)) : null;
	return sections.map((section, i) => ({
		...section,
		...(i === 0 && taken && { ack: ackAt(taken, section.cursor) }),
		...(i === 0 && fork && { fork }),
		...(left && { left }),
		...(sum !== null && section.done && { sum }),
	}));
}
