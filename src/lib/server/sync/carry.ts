import type { Section } from '../../sync/protocol.ts';
import type { DecodedRequest } from '../../sync/wire/request.ts';
import { can, visible } from '../access.ts';
import type { Enrolled } from '../principal.ts';
import { whole, type Job } from './jobs.ts';
import type { SpaceRow, SyncParts, SyncTx } from './port.ts';
import { unborn } from './take.ts';
import { heldAfter, overlaid, type Cursors, type PlanEntry } from './vector.ts';

/** What a device that carries many spaces is told of. */
export interface Carried {
	readonly jobs: readonly Job[];
	/** For the answer's head. */
	readonly vector: string | null;
	/** Told of each job's last section before it leaves: the plan must say what the device will have. */
	readonly leaves: (section: Section) => Promise<void>;
}

/** True for a device whose spaces are those of its scopes: others list all they follow, and are given their role's. */
export const carriesMany = ({ vector, scopes }: DecodedRequest): boolean =>
	Boolean(vector) || Boolean(scopes);

/**
 * What is to be told of all spaces that a device carries, those it listed first, and the vector that stands for what it
 * will hold. Where nothing is told, the one presented stays good.
 */
export async function carry(
	parts: SyncParts,
	who: Enrolled,
	request: DecodedRequest,
	listed: readonly Job[],
): Promise<Carried> {
	const { store } = parts;
	const known = await store.read((tx) => presented(tx, who, request));
	if (!known) return { jobs: listed, vector: '', leaves: async () => undefined };
	const base = overlaid(
		known.held,
		listed.map(({ space, cursor }) => [space, cursor]),
	);
	const planned = await store.read(async (tx) => {
		const spaces = await inScope(tx, who, known.scopes);
		return [
			...(await ofListed(tx, who, listed, spaces)),
			...(await outOfScope(tx, who, listed, base, spaces)),
			...changed(listed, base, spaces),
		];
	});
	const jobs = planned.map(({ job }) => job);
	if (jobs.length === 0 && !request.scopes) return { jobs, vector: null, leaves: async () => undefined };
	const id = parts.newId();
	const plan = planned.map(({ job, counter }): PlanEntry => [job.space, job.left ? 0 : counter]);
	const keep = request.vector ? [request.vector.id] : [];
	await store.write((tx) => tx.putVector(who.device, { id, scopes: known.scopes, base, plan }, keep));
	let told = 0;
	return {
		jobs,
		vector: id,
		async leaves({ space, cursor, visible, left }) {
			const entry: PlanEntry = [space, visible && !left ? cursor : 0];
			const place = told++;
			if (plan[place]?.[1] === entry[1]) return;
			// It changed since it was planned.
			plan[place] = entry;
			await store.write((tx) => tx.setPlan(who.device, id, plan));
		},
	};
}

interface Planned {
	readonly job: Job;
	/** The number at which the device will have the space; 0: it will not. */
	readonly counter: number;
}

const plan = (job: Job, counter: number): Planned => ({ job: { ...job, planned: true }, counter });

/** Null when the device presents a vector that is not known here: the database is older, or the row is gone. */
async function presented(
	tx: SyncTx,
	{ device }: Enrolled,
	{ vector, scopes }: DecodedRequest,
): Promise<{ readonly held: Cursors; readonly scopes: readonly string[] } | null> {
	if (!vector) return { held: new Map(), scopes: scopes ?? [] };
	const known = await tx.findVector(device, vector.id);
	const held = known && heldAfter(known, vector.taken);
	return held && { held, scopes: scopes ?? known.scopes };
}

async function inScope(
	tx: SyncTx,
	{ principal }: Enrolled,
	scopes: readonly string[],
): Promise<ReadonlyMap<string, SpaceRow>> {
	const spaces = [...(await tx.spacesOf(principal)), ...(await tx.spacesIn(scopes))];
	return new Map(spaces.filter(visible(principal).sees).map((space) => [space.id, space]));
}

/** The listed ones that have something to be told; one that is not carried any more is told so each time. */
async function ofListed(
	tx: SyncTx,
	who: Enrolled,
	listed: readonly Job[],
	carried: ReadonlyMap<string, SpaceRow>,
): Promise<Planned[]> {
	const rows = new Map((await tx.findSpaces(listed.map(({ space }) => space))).map((row) => [row.id, row]));
	return listed.flatMap((job) => {
		const row = rows.get(job.space);
		if (!row) return !job.fork && can(who.principal, 'found', unborn(who, job.space)) ? [] : [plan(job, 0)];
		if (!can(who.principal, 'read', row)) return [plan(job, 0)];
		if (!carried.has(row.id)) return [plan({ ...job, left: true }, 0)];
		const isTold = job.taken || job.check || job.fork || row.counter !== job.cursor;
		return isTold ? [plan(job, row.counter)] : [];
	});
}

/** What the device holds, did not list and should hold no longer: by its own wish, or since the person may not see it. */
async function outOfScope(
	tx: SyncTx,
	{ principal }: Enrolled,
	listed: readonly Job[],
	base: Cursors,
	carried: ReadonlyMap<string, SpaceRow>,
): Promise<Planned[]> {
	const names = new Set(listed.map(({ space }) => space));
	const outside = [...base.keys()].filter((space) => !carried.has(space) && !names.has(space));
	return (await tx.findSpaces(outside)).map((row) => {
		const cursor = base.get(row.id) ?? 0;
		return plan({ ...whole(row.id), cursor, left: can(principal, 'read', row), silent: true }, 0);
	});
}

/** The spaces with news: those held first, then those that come whole. */
function changed(listed: readonly Job[], base: Cursors, carried: ReadonlyMap<string, SpaceRow>): Planned[] {
	const names = new Set(listed.map(({ space }) => space));
	return [...carried.values()]
		.map((row) => ({ row, cursor: base.get(row.id) ?? 0 }))
		.filter(({ row, cursor }) => row.counter > cursor && !names.has(row.id))
		.sort((a, b) => Number(a.cursor === 0) - Number(b.cursor === 0))
		.map(({ row, cursor }) => plan({ ...whole(row.id), cursor }, row.counter));
}
