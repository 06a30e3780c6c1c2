import { mayRead } from '../../domain/access.ts';
import type { Section } from '../../sync/protocol.ts';
import type { DecodedRequest } from '../../sync/wire/request.ts';
import type { Enrolled } from '../principal.ts';
import { newsSections, nothingNew } from './news.ts';
import type { SpaceRow, SyncParts, SyncTx } from './port.ts';
import { heldAfter, overlaid, type Cursors, type PlanEntry } from './vector.ts';

/** What a device gets that carries many spaces; `vector` is for the answer's head. */
export interface Carried {
	readonly sections: readonly Section[];
	readonly vector: string | null;
}

/** True for a device whose spaces are those of its scopes: others list all they follow, and are given their role's. */
export const carriesMany = ({ vector, scopes }: DecodedRequest): boolean =>
	Boolean(vector) || Boolean(scopes);

/**
 * The news of all spaces that a device carries beyond those it listed (`listed` are their sections), and the vector that
 * stands for what it will hold. Where nothing is told, the one presented stays good.
 */
export async function carry(
	parts: SyncParts,
	who: Enrolled,
	request: DecodedRequest,
	listed: readonly Section[],
): Promise<Carried> {
	const known = await parts.store.read((tx) => presented(tx, who, request));
	if (!known) return { sections: listed, vector: '' };
	const base = overlaid(
		known.held,
		request.spaces.map(({ space, cursor }) => [space, cursor]),
	);
	const sections = await parts.store.read(async (tx) => {
		const spaces = await inScope(tx, who, known.scopes);
		return [
			...(await withLeft(tx, request, listed, spaces)),
			...(await outOfScope(tx, who, request, base, spaces)),
			...(await changed(tx, who, request, base, spaces)),
		];
	});
	const plan = sections.filter(({ done }) => done).map(entryOf);
	if (plan.length === 0 && !request.scopes) return { sections, vector: null };
	const id = parts.newId();
	const keep = request.vector ? [request.vector.id] : [];
	await parts.store.write((tx) => tx.putVector(who.device, { id, scopes: known.scopes, base, plan }, keep));
	return { sections, vector: id };
}

const entryOf = ({ space, cursor, visible, left }: Section): PlanEntry => [
	space,
	visible && !left ? cursor : 0,
];

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
	return new Map(spaces.filter((space) => mayRead(principal, space)).map((space) => [space.id, space]));
}

/** A space that is listed and no longer carried is told so, with all else that is told of it. */
async function withLeft(
	tx: SyncTx,
	request: DecodedRequest,
	listed: readonly Section[],
	spaces: ReadonlyMap<string, SpaceRow>,
): Promise<readonly Section[]> {
	const outside = request.spaces.filter(({ space }) => !spaces.has(space));
	const exist = new Set((await tx.findSpaces(outside.map(({ space }) => space))).map(({ id }) => id));
	const silent = outside.filter(
		({ space }) => exist.has(space) && !listed.some((section) => section.space === space),
	);
	return [...listed, ...silent.map(({ space, cursor }) => nothingNew(space, cursor))].map((section) =>
		section.visible && exist.has(section.space) ? { ...section, left: true } : section,
	);
}

/** What the device holds, did not list and should hold no longer: by its own wish, or since the person may not see it. */
async function outOfScope(
	tx: SyncTx,
	{ principal }: Enrolled,
	request: DecodedRequest,
	base: Cursors,
	spaces: ReadonlyMap<string, SpaceRow>,
): Promise<Section[]> {
	const listed = new Set(request.spaces.map(({ space }) => space));
	const outside = [...base.keys()].filter((space) => !spaces.has(space) && !listed.has(space));
	return (await tx.findSpaces(outside)).map((space) => {
		const section = nothingNew(space.id, base.get(space.id) ?? 0);
		return mayRead(principal, space) ? { ...section, left: true } : { ...section, visible: false };
	});
}

/** The spaces with news: those held first, then those that come whole. */
async function changed(
	tx: SyncTx,
	who: Enrolled,
	request: DecodedRequest,
	base: Cursors,
	spaces: ReadonlyMap<string, SpaceRow>,
): Promise<Section[]> {
	const listed = new Set(request.spaces.map(({ space }) => space));
	const behind = [...spaces.values()]
		.map((space) => ({ space, cursor: base.get(space.id) ?? 0 }))
		.filter(({ space, cursor }) => space.counter > cursor && !listed.has(space.id))
		.sort((a, b) => Number(a.cursor === 0) - Number(b.cursor === 0));
	const sections: Section[] = [];
	for (const { space, cursor } of behind) sections.push(...(await newsSections(tx, who, space, cursor, [])));
	return sections;
}
