import { MAX_SCOPES } from '../../domain/scope.ts';
import { SCHEMA, type Change } from '../change.ts';
import type { Part } from '../pages.ts';
import type { Fields, Value } from '../value.ts';
import { fromSteps, runsBy, squeeze, toSteps, unsqueeze } from './columns.ts';
import { echoOf } from './echo.ts';
import { Malformed, isFields, isKey, isList, isText, isWhole } from './shape.ts';

export const VERSION = 1;

export interface SyncRequest {
	readonly version: number;
	readonly enrolment: string;
	/** '' for a device that holds nothing from a server yet. */
	readonly epoch: string;
	readonly spaces: readonly SpaceRequest[];
	/** Given when the device has a new id: at its first sync, and when it counts anew. */
	readonly device: string | null;
	/** What the server keeps of who follows many spaces: it stands for every space that is not listed. */
	readonly vector?: Token | null;
	/** What the device wants to carry, where the server does not know it yet. */
	readonly scopes?: readonly string[] | null;
	/** How much the line carries in a few seconds, kB; absent: as much as most lines. */
	readonly page?: number | null;
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
	/** `vector` */
	readonly v?: readonly [id: string, taken: number];
	/** `scopes` */
	readonly w?: readonly string[];
	/** `page` */
	readonly p?: number;
}

export interface SpaceRequest {
	readonly space: string;
	readonly cursor: number;
	/** How far the device is in an answer that broke off. */
	readonly part?: Omit<Part, 'from'> | null;
	/** The device wants to compare what it has with the server's. */
	readonly check?: boolean;
	readonly changes: readonly OutgoingChange[];
}

/** A change on its way. `short` stands for its record where the server gave one; `age`: minutes since it was made. */
export interface OutgoingChange {
	readonly change: Change;
	readonly short: number;
	readonly age: number;
}

const BY_KEY = 1;
const REMOVE = 2;

/** Gives the text of a request's body. */
export function encodeRequest(request: SyncRequest): string {
	const spaces = request.spaces.map(({ space, cursor, part, check, changes }) => {
		const first = changes[0]?.change.n;
		const runs = runsBy(changes, signature).map((run) => encodeRun(run, request.epoch, cursor));
		if (part || check) return [space, cursor, first ?? 1, runs, encodeSpaceMore(part, check)];
		return first === undefined ? [space, cursor] : [space, cursor, first, runs];
	});
	const head = [request.version, request.enrolment, request.epoch, spaces];
	const { device, vector, scopes, page } = request;
	const more: More = {
		...(device !== null && { d: device }),
		...(vector && { v: [vector.id, vector.taken] }),
		...(scopes && { w: scopes }),
		...(page && { p: page }),
	};
	return JSON.stringify(Object.keys(more).length === 0 ? head : [...head, more]);
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

function names(change: Change): string[] {
	return [...Object.keys(change.set), ...Object.keys(change.add).map((field) => `+${field}`)];
}

function signature({ change, short }: OutgoingChange): string {
	const { kind, base, schema, remove } = change;
	return JSON.stringify([kind, names(change), base.epoch, base.number, schema, remove, short === 0]);
}

function encodeRun(run: readonly OutgoingChange[], epoch: string, cursor: number) {
	const { change, short } = run[0] as OutgoingChange;
	const fields = names(change);
	const here = change.base.epoch === epoch;
	const base = here ? cursor - change.base.number : [change.base.epoch, change.base.number];
	const ids = short === 0 ? run.map((item) => item.change.key) : toSteps(run.map((item) => item.short));
	const columns = fields.map((field) =>
		run.map(({ change: { set, add } }) => (field.startsWith('+') ? add[field.slice(1)] : set[field])),
	);
	const mode = (short === 0 ? BY_KEY : 0) | (change.remove ? REMOVE : 0);
	const packed: unknown[] = [
		mode,
		change.kind,
		fields,
		base,
		ids,
		columns,
		squeeze(run.map((item) => item.age)),
	];
	if (!here || change.schema !== SCHEMA) packed.push(here ? 0 : run.map((item) => item.change.was));
	if (change.schema !== SCHEMA) packed.push(change.schema);
	return packed;
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
	if (version !== VERSION) return { version, enrolment: '', epoch: '', spaces: [], device: null, echo };
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
		echo,
		spaces: spaces.map((space) => decodeSpace(space, epoch)),
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

export interface DecodedRequest extends Omit<SyncRequest, 'spaces'> {
	/** Goes back in the answer's head. */
	readonly echo: string;
	readonly spaces: readonly DecodedSpace[];
}

/** As it came: a record is named by its key or by the short integer the server gave for it. */
export interface DecodedSpace {
	readonly space: string;
	readonly cursor: number;
	readonly part?: Omit<Part, 'from'> | null;
	readonly check?: boolean;
	readonly changes: readonly IncomingChange[];
}

export interface IncomingChange {
	/** `key` is '' where `short` names the record. */
	readonly change: Change;
	readonly short: number;
	readonly age: number;
}

function decodeSpace(item: unknown, epoch: string): DecodedSpace {
	if (!isList(item)) throw new Malformed('space');
	const [space, cursor, first = 1, runs = [], more = {}] = item;
	if (!isKey(space) || !isWhole(cursor) || !isWhole(first) || !isList(runs)) throw new Malformed('space');
	if (!isFields(more)) throw new Malformed('more');
	const changes: IncomingChange[] = [];
	for (const run of runs) {
		for (const { change, short, age } of decodeRun(run, space, cursor, epoch)) {
			changes.push({ change: { ...change, n: first + changes.length }, short, age });
		}
	}
	return {
		space,
		cursor,
		...('p' in more && { part: decodePart(more['p']) }),
		...(more['s'] === 1 && { check: true }),
		changes,
	};
}

function decodeRun(run: unknown, space: string, cursor: number, epoch: string): IncomingChange[] {
	if (!isList(run)) throw new Malformed('run');
	const [mode, kind, fields, packedBase, packedIds, columns, ages, was = 0, schema = SCHEMA] = run;
	if (!isWhole(mode) || !isKey(kind) || !isList(fields) || !isList(packedIds)) throw new Malformed('run');
	if (!isList(columns) || columns.length !== fields.length || !isWhole(schema))
		throw new Malformed('columns');
	const base = decodeBase(packedBase, epoch, cursor);
	const byKey = (mode & BY_KEY) !== 0;
	const ids = byKey ? packedIds : fromSteps(packedIds as number[]);
	const made = unsqueeze(ages as number | number[], ids.length);
	return ids.map((id, i) => {
		if (byKey ? !isKey(id) : !isWhole(id)) throw new Malformed('id');
		const set: Record<string, Value> = {};
		const add: Record<string, number> = {};
		fields.forEach((field, column) => {
			const value = (columns[column] as unknown[] | undefined)?.[i];
			if (!isText(field) || value === undefined) throw new Malformed('column');
			if (!field.startsWith('+')) set[field] = value as Value;
			else if (typeof value === 'number') add[field.slice(1)] = value;
			else throw new Malformed('add');
		});
		const seen = isList(was) ? was[i] : {};
		if (!isFields(seen)) throw new Malformed('was');
		const remove = (mode & REMOVE) !== 0;
		const key = byKey ? (id as string) : '';
		const change = { n: 0, space, kind, key, base, set, add, remove, was: seen as Fields, schema };
		const age = made[i];
		return { change, short: byKey ? 0 : (id as number), age: isWhole(age) ? age : 0 };
	});
}

function decodeBase(packed: unknown, epoch: string, cursor: number) {
	if (typeof packed === 'number' && Number.isSafeInteger(packed)) return { epoch, number: cursor - packed };
	if (isList(packed) && isText(packed[0]) && isWhole(packed[1]))
		return { epoch: packed[0], number: packed[1] };
	throw new Malformed('base');
}
