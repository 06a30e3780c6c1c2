import { WATCHABLE } from '../laws.ts';
import { saidByLaw } from '../laws/wire.ts';
import { echoOf } from './echo.ts';
import { decodeCarried, encodeCarried, type Carried } from './carried.ts';
import { decodeRuns, encodeRuns, type IncomingChange, type OutgoingChange } from './runs.ts';
import { Malformed, isFields, isKey, isList, isText, isWhole } from './shape.ts';

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
}

/** What few requests say, by one letter each: a letter that a server does not know says nothing to it. */
interface More {
	/** `device` */
	readonly d?: string;
	/** `carried` */
	readonly c?: readonly unknown[];
}

export interface SpaceRequest {
	readonly space: string;
	readonly cursor: number;
	readonly changes: readonly OutgoingChange[];
	/** The history that the device knew it by, while it is not told where that forked. Nothing is offered meanwhile. */
	readonly former?: string | null;
}

/** Gives the text of a request's body. */
export function encodeRequest(request: SyncRequest): string {
	const spaces = request.spaces.map(({ space, cursor, changes, former }) => {
		const first = changes[0]?.change.n;
		if (former) return [space, cursor, 1, [], { e: former }];
		if (first === undefined) return [space, cursor];
		return [space, cursor, first, encodeRuns(changes, request.epoch, cursor)];
	});
	const head = [request.version, request.enrolment, request.epoch, spaces];
	const { device, carried = [] } = request;
	const more: More = {
		...(device !== null && { d: device }),
		...(carried.length > 0 && { c: encodeCarried(carried, request.epoch) }),
	};
	const text = JSON.stringify(Object.keys(more).length === 0 ? head : [...head, more]);
	if (WATCHABLE) saidByLaw(request, () => decodeRequest(text));
	return text;
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
		echo,
		spaces: spaces.map((space) => decodeSpace(space, epoch)),
		carried: decodeCarried(more['c'] ?? [], epoch),
	};
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
	return { space, cursor, changes: numbered, former };
}
