import { MAX_SCOPES } from '../../domain/scope.ts';
import { WATCHABLE } from '../laws.ts';
import { saidByLaw } from '../laws/wire.ts';
import type { Part } from '../pages.ts';
import { echoOf } from './echo.ts';
import { decodeCarried, encodeCarried, type Carried } from './carried.ts';
import { decodeRuns, encodeRuns, type IncomingChange, type OutgoingChange } from './runs.ts';
import { Malformed, isFields, isKey, isList, isText, isWhole } from './shape.ts';
import { decodeTelling, encodeTelling, type Telling } from './telling.ts';

export type { IncomingChange, OutgoingChange };

export const VERSION = 1;

export interface SyncRequest {
	readonly version: number;
	readonly enrolment: string;
	/** '' for a device that holds nothing from a server yet. */
	readonly epoch: string;
	readonly spaces: readonly SpaceRequest[];
	/** Given when the device has a new id: at its first sync, and when it counts anew. */
	readonly device: string | null;
	/** Changes that keep their origin's identity; the answer's head says what became of each. */
	readonly carried?: readonly Carried[];
	/** What the server keeps of who follows many spaces: it stands for every space that is not listed. */
	readonly vector?: Token | null;
	/** What the device wants to carry, where the server does not know it yet. */
	readonly scopes?: readonly string[] | null;
	/** How much the line carries in a few seconds, kB; absent: as much as most lines. */
	readonly page?: number | null;
	/** What the device says of itself, where it is not what it said before. */
	readonly telling?: Telling | null;
}

/** Names a vector kept by the server, overlaid with the first `taken` spaces of the answer that brought it. */
export interface Token {
	readonly id: string;
	readonly taken: number;
}

/** What few requests say, by one letter each: a letter that a server does not know says nothing to it. */
interface More {
	/** `device` */
	readonly d?: string;
	/** `carried` */
	readonly c?: readonly unknown[];
	/** `vector` */
	readonly v?: readonly [id: string, taken: number];
	/** `scopes` */
	readonly w?: readonly string[];
	/** `page` */
	readonly p?: number;
	/** `telling` */
	readonly u?: readonly (number | string)[];
}

export interface SpaceRequest {
	readonly space: string;
	readonly cursor: number;
	/** How far the device is in an answer that broke off. */
	readonly part?: Omit<Part, 'from'> | null;
	/** The device wants to compare what it has with the server's. */
	readonly check?: boolean;
	readonly changes: readonly OutgoingChange[];
	/** The history that the device knew it by, while it is not told where that forked. Nothing is offered meanwhile. */
	readonly former?: string | null;
}

/** Gives the text of a request's body. */
export function encodeRequest(request: SyncRequest): string {
	const spaces = request.spaces.map(({ space, cursor, part, check, changes, former }) => {
		if (former) return [space, cursor, 1, [], { e: former }];
		const first = changes[0]?.change.n;
		const runs = encodeRuns(changes, request.epoch, cursor);
		if (part || check) return [space, cursor, first ?? 1, runs, encodeSpaceMore(part, check)];
		return first === undefined ? [space, cursor] : [space, cursor, first, runs];
	});
	const head = [request.version, request.enrolment, request.epoch, spaces];
	const { device, vector, scopes, page, telling, carried = [] } = request;
	const more: More = {
		...(device !== null && { d: device }),
		...(carried.length > 0 && { c: encodeCarried(carried, request.epoch) }),
		...(vector && { v: [vector.id, vector.taken] }),
		...(scopes && { w: scopes }),
		...(page && { p: page }),
		...(telling && { u: encodeTelling(telling) }),
	};
	const text = JSON.stringify(Object.keys(more).length === 0 ? head : [...head, more]);
	if (WATCHABLE) saidByLaw(request, () => decodeRequest(text));
	return text;
}

/** What is said seldom of a space, by one letter each. */
interface SpaceMore {
	/** `part`: [at, rank, short] */
	readonly p?: readonly [number, number, number];
	/** `check` */
	readonly s?: 1;
}

function encodeSpaceMore(part: SpaceRequest['part'], check = false): SpaceMore {
	return {
		...(part && { p: [part.at, part.position.rank, part.position.short] }),
		...(check && { s: 1 }),
	};
}

function decodePart(packed: unknown): Omit<Part, 'from'> {
	const [at, rank, short] = isList(packed) ? packed : [];
	if (!isWhole(at) || !isWhole(rank) || !isWhole(short)) throw new Malformed('part');
	return { at, position: { rank, short } };
}

/**
 * Reads a request's body. `keyOf` finds the (kind, key) a short integer stands for in a space.
 * Throws Malformed when it is not one of ours.
 */
export function decodeRequest(text: string): DecodedRequest {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		throw new Malformed('json');
	}
	if (!isList(parsed)) throw new Malformed('request');
	const [version, enrolment, epoch, spaces, more = {}] = parsed;
	if (!isWhole(version)) throw new Malformed('version');
	const echo = echoOf(text);
	if (version !== VERSION) {
		return { version, enrolment: '', epoch: '', spaces: [], device: null, carried: [], echo };
	}
	if (!isKey(enrolment) || !isText(epoch) || !isList(spaces)) throw new Malformed('head');
	if (!isFields(more)) throw new Malformed('more');
	const device = more['d'] ?? null;
	if (device !== null && !isKey(device)) throw new Malformed('device');
	return {
		version,
		enrolment,
		epoch,
		device,
		...('v' in more && { vector: decodeToken(more['v']) }),
		...('w' in more && { scopes: decodeScopes(more['w']) }),
		...('p' in more && { page: decodePage(more['p']) }),
		...('u' in more && { telling: decodeTelling(more['u']) }),
		echo,
		spaces: spaces.map((space) => decodeSpace(space, epoch)),
		carried: decodeCarried(more['c'] ?? [], epoch),
	};
}

function decodePage(packed: unknown): number {
	if (!isWhole(packed)) throw new Malformed('page');
	return packed;
}

function decodeToken(packed: unknown): Token {
	const [id, taken] = isList(packed) ? packed : [];
	if (!isKey(id) || !isWhole(taken)) throw new Malformed('vector');
	return { id, taken };
}

function decodeScopes(packed: unknown): readonly string[] {
	if (!isList(packed) || packed.length > MAX_SCOPES || !packed.every(isKey)) throw new Malformed('scopes');
	return packed;
}

export interface DecodedRequest extends Omit<SyncRequest, 'spaces' | 'carried'> {
	/** Goes back in the answer's head. */
	readonly echo: string;
	readonly spaces: readonly DecodedSpace[];
	readonly carried: readonly Carried[];
}

/** As it came: a record is named by its key or by the short integer the server gave for it. */
export interface DecodedSpace {
	readonly space: string;
	readonly cursor: number;
	readonly part?: Omit<Part, 'from'> | null;
	readonly check?: boolean;
	readonly changes: readonly IncomingChange[];
	readonly former: string | null;
}

function decodeSpace(item: unknown, epoch: string): DecodedSpace {
	if (!isList(item)) throw new Malformed('space');
	const [space, cursor, first = 1, runs = [], more = {}] = item;
	if (!isKey(space) || !isWhole(cursor) || !isWhole(first) || !isFields(more)) throw new Malformed('space');
	const numbered = decodeRuns(runs, space, cursor, epoch).map(({ change, ...rest }, i) => {
		return { change: { ...change, n: first + i }, ...rest };
	});
	const former = more['e'] ?? null;
	if (former !== null && !isText(former)) throw new Malformed('former');
	return {
		space,
		cursor,
		...('p' in more && { part: decodePart(more['p']) }),
		...(more['s'] === 1 && { check: true }),
		changes: numbered,
		former,
	};
}
