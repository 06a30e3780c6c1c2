import { mayFound, mayRead } from '../../domain/access.ts';
import { checksumOf } from '../../sync/checksum.ts';
import type { Section } from '../../sync/protocol.ts';
import type { DecodedRequest, DecodedSpace } from '../../sync/wire/request.ts';
import type { Enrolled } from '../principal.ts';
import { newsSections, nothingNew, type Standing } from './news.ts';
import type { SpaceRow, SyncParts, SyncTx } from './port.ts';
import { takeChanges, unborn, type Taken } from './take.ts';

/** A space of which an answer may tell. Its news are read when its turn comes, in a short transaction of their own. */
export interface Job extends Standing {
	readonly space: string;
	readonly ack: Section['ack'];
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
): Promise<readonly Job[] | 'out-of-step'> {
	const jobs: Job[] = [];
	for (const item of spaces) {
		const taken = item.changes.length > 0 ? await takeOne(parts, who, item) : null;
		if (taken === 'out-of-step') return taken;
		const { space, cursor, part = null, check = false } = item;
		jobs.push({ space, cursor, part, check, own: taken?.own ?? [], ack: taken?.ack ?? null });
	}
	return jobs;
}

async function takeOne(
	parts: SyncParts,
	who: Enrolled,
	item: DecodedSpace,
): Promise<Taken | 'out-of-step' | null> {
	const taken = await parts.store.write((tx) => takeChanges(parts, tx, who, item));
	// The space is told to be gone when it is looked up for its news.
	return taken === 'gone' ? null : taken;
}

/** Spaces that this person follows by their role and the device has not heard of. */
export async function newJobs({ store }: SyncParts, who: Enrolled, listed: readonly Job[]): Promise<Job[]> {
	const spaces = await store.read((tx) => tx.spacesOf(who.principal));
	const isNew = ({ id }: SpaceRow) => !listed.some(({ space }) => space === id);
	return spaces.filter(isNew).map(({ id }) => whole(id));
}

export const whole = (space: string): Job => ({ space, cursor: 0, part: null, own: [], ack: null });

const liveRecords = async (tx: SyncTx, space: string) =>
	(await tx.recordsAfter(space, 0)).filter(({ removed }) => removed === null);

/** What a job tells: the last section is the only one that is done. None where nothing is new. */
export async function sectionsOf(
	tx: SyncTx,
	who: Enrolled,
	job: Job,
	bytes: number,
): Promise<readonly Section[]> {
	const { space: id, cursor, ack, left = false, check = false, silent = false, planned = false } = job;
	const space = await tx.findSpace(id);
	const gone = { ...nothingNew(id, cursor), visible: false };
	if (!space) return mayFound(who.principal, unborn(who, id)) && !planned ? [] : [gone];
	if (!mayRead(who.principal, space)) return [gone];
	// What is not carried need not come whole before it leaves.
	const isTold = !silent && (!left || cursor > 0);
	const news = isTold ? await newsSections(tx, who, space, job, bytes) : [];
	const quiet = ack || planned || check ? [nothingNew(id, isTold ? space.counter : cursor)] : [];
	const sections = news.length > 0 ? news : quiet;
	const sum = check && isTold ? checksumOf(await liveRecords(tx, id)) : null;
	return sections.map((section, i) => ({
		...section,
		...(i === 0 && { ack }),
		...(left && { left }),
		...(sum !== null && section.done && { sum }),
	}));
}
