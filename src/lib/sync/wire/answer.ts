import { WATCHABLE } from '../laws.ts';
import { toldOnTheWire } from '../laws/wire.ts';
import type { Outcome } from '../merge.ts';
import type { News } from '../news.ts';
import type { Value } from '../value.ts';
import { fromSteps, groupsBy, squeeze, toSteps, unsqueeze } from './columns.ts';
import { ECHO_LENGTH } from './echo.ts';
import { Malformed, isFields, isKey, isList, isText, isTexts, isWhole } from './shape.ts';

/** The first line of an answer. */
export interface Head {
	readonly epoch: string;
	/** The server's time, seconds UTC: phones with a wrong clock show right times by it. */
	readonly time: number;
	/** `echoOf` the body that this answers. */
	readonly echo: string;
	/**
	 * `epoch`: the server's history is another one, nothing was read of the request: forget cursors and ask again.
	 * `device`: the device counts otherwise than the server: take a new id, number anew, offer again.
	 * `version`: this app is too old to be understood.
	 */
	readonly trouble: Trouble | null;
	/** What became of the request's carried changes, in their order. */
	readonly carried?: readonly Outcome[];
	/** The vector that stands for what this answer brings. '': the one presented is not known (any more). */
	readonly vector?: string | null;
}
const TROUBLES = ['epoch', 'device', 'version'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Time (base 36) and echo are one text: two bytes more than the time alone. */
export function encodeHead({ epoch, time, echo, trouble, carried = [], vector = null }: Head): string {
	const told = [epoch, time.toString(36) + echo];
	const more = {
		...(carried.length > 0 && { c: carried.map(encodeOutcome) }),
		...(vector !== null && { v: vector === '' ? 0 : vector }),
	};
	if (Object.keys(more).length > 0) return JSON.stringify([...told, trouble ?? 0, more]);
	return JSON.stringify(trouble === null ? told : [...told, trouble]);
}

export function decodeHead(line: string): Head {
	const [epoch, told, troubled = 0, more = {}] = parseLine(line);
	if (!isText(epoch) || !isText(told)) throw new Malformed('head');
	const time = Number.parseInt(told.slice(0, -ECHO_LENGTH), 36);
	if (!isWhole(time)) throw new Malformed('time');
	const trouble = TROUBLES.find((one) => one === troubled) ?? null;
	if (trouble === null && troubled !== 0) throw new Malformed('trouble');
	if (!isFields(more)) throw new Malformed('more');
	const carried = more['c'] ?? [];
	if (!isList(carried)) throw new Malformed('carried');
	const outcomes = carried.map((item) => readOutcome(isList(item) ? item : [item]));
	const vector = more['v'] ?? null;
	if (vector !== null && vector !== 0 && !isKey(vector)) throw new Malformed('vector');
	return {
		...{ epoch, time, echo: told.slice(-ECHO_LENGTH), trouble },
		...(outcomes.length > 0 && { carried: outcomes }),
		...(vector !== null && { vector: vector === 0 ? '' : vector }),
	};
}

/** One part of the news of one space; the cursor holds once the part with `done` is stored. */
export interface Section {
	readonly space: string;
	readonly cursor: number;
	readonly done: boolean;
	/** False: the space is no longer visible to this person; what is unsent for it is kept and parked. */
	readonly visible: boolean;
	/** True: what this device carries no longer includes the space, by its own wish. */
	readonly left?: boolean;
	/** True when this is all there is: a record the device holds and was not told of is no more. */
	readonly snapshot: boolean;
	/** The last change taken from this device; outcomes other than "applied" by number. */
	readonly ack: {
		readonly last: number;
		readonly exceptions: readonly (readonly [number, Outcome])[];
		/** The numbers of the space at which changes told of before were taken; all others were at `cursor`. */
		readonly earlier?: readonly (readonly [n: number, number: number])[];
	} | null;
	readonly news: readonly News[];
	/** Asked for by the history the device knew: where it forked (null: nobody knows), and the device's last number taken. */
	readonly fork?: { readonly number: number | null; readonly last: number };
	/** `checksumOf` the space's live records at `cursor`, where the request asked for it. */
	readonly sum?: string;
}

const DONE = 1;
const GONE = 2;
const SNAPSHOT = 4;
/** An object of what few sections say stands behind the authors. */
const MORE = 8;
const LEFT = 16;

/** `asked` lists the ids of the request's spaces, so that an answer names a space by its place there. */
export function encodeSection(section: Section, asked: readonly string[]): string {
	const place = asked.indexOf(section.space);
	const more = {
		...(section.fork && { f: [section.fork.number ?? -1, section.fork.last] }),
		...(section.sum !== undefined && { s: section.sum }),
	};
	const hasMore = Object.keys(more).length > 0;
	const flags =
		(section.done ? DONE : 0) |
		(section.visible ? 0 : GONE) |
		(section.snapshot ? SNAPSHOT : 0) |
		(hasMore ? MORE : 0) |
		(section.left ? LEFT : 0);
	const ack = section.ack && encodeAck(section.ack);
	const authors = [...new Set(section.news.map((item) => item.author))];
	const groups = groupsBy(section.news, signature).map((group) => encodeGroup(group, authors));
	const line = JSON.stringify([
		place < 0 ? section.space : place,
		section.cursor,
		flags,
		ack ?? 0,
		// The answer to most pushes ends here.
		...(hasMore || groups.length > 0 ? [authors] : []),
		...(hasMore ? [more] : []),
		...groups,
	]);
	if (WATCHABLE) toldOnTheWire(section, () => decodeSection(line, asked));
	return line;
}

const signature = ({ kind, fresh, removed, fields }: News) =>
	JSON.stringify([kind, fresh, removed, ...Object.keys(fields).sort()]);

function encodeGroup(group: readonly News[], authors: readonly string[]) {
	const { kind, fresh, removed, fields } = group[0] as News;
	const names = Object.keys(fields).sort();
	return [
		removed ? `-${kind}` : kind,
		names,
		toSteps(group.map((item) => item.short)),
		fresh ? group.map((item) => item.key) : 0,
		squeeze(group.map((item) => authors.indexOf(item.author))),
		...names.map((name) => group.map((item) => item.fields[name])),
	];
}

function encodeAck({ last, exceptions, earlier = [] }: NonNullable<Section['ack']>): unknown[] {
	const packed = exceptions.map(([n, outcome]) => [n, ...listOf(outcome)]);
	if (earlier.length > 0) return [last, packed, earlier];
	return packed.length > 0 ? [last, packed] : [last];
}

/** `0`: applied. Else a reason, or the fields in question; then the fields that had given way, if any. */
function listOf(outcome: Outcome): unknown[] {
	if (outcome.kind === 'refused') return [outcome.reason];
	const { passed = [] } = outcome;
	const what = outcome.kind === 'asked' ? outcome.fields : 0;
	return passed.length > 0 ? [what, passed] : [what];
}

function readOutcome([what, passed = []]: readonly unknown[]): Outcome {
	if (isText(what)) return { kind: 'refused', reason: what };
	if (!isTexts(passed)) throw new Malformed('passed');
	const more = passed.length > 0 ? { passed } : {};
	return isTexts(what) ? { kind: 'asked', fields: what, ...more } : { kind: 'applied', ...more };
}

const encodeOutcome = (outcome: Outcome): unknown =>
	outcome.kind === 'applied' && !outcome.passed ? 0 : listOf(outcome);

export function decodeSection(line: string, asked: readonly string[]): Section {
	const [place, cursor, flags, packedAck, authors = [], ...rest] = parseLine(line);
	const space = typeof place === 'number' ? asked[place] : place;
	if (!isText(space) || !isWhole(cursor) || !isWhole(flags) || !isTexts(authors))
		throw new Malformed('section');
	const hasMore = (flags & MORE) !== 0;
	const more = hasMore ? rest[0] : {};
	const groups = hasMore ? rest.slice(1) : rest;
	if (!isFields(more)) throw new Malformed('more');
	const sum = more['s'];
	return {
		space,
		cursor,
		done: (flags & DONE) !== 0,
		visible: (flags & GONE) === 0,
		...((flags & LEFT) !== 0 && { left: true }),
		snapshot: (flags & SNAPSHOT) !== 0,
		ack: isList(packedAck) ? decodeAck(packedAck) : null,
		news: groups.flatMap((group) => decodeGroup(group, authors)),
		...('f' in more && { fork: decodeFork(more['f']) }),
		...(isText(sum) && { sum }),
	};
}

function decodeFork(packed: unknown): NonNullable<Section['fork']> {
	const [number, last] = isList(packed) ? packed : [];
	if ((number !== -1 && !isWhole(number)) || !isWhole(last)) throw new Malformed('fork');
	return { number: number === -1 ? null : number, last };
}

function decodeAck([last, exceptions = [], earlier = []]: unknown[]): NonNullable<Section['ack']> {
	if (!isWhole(last) || !isList(exceptions) || !isList(earlier)) throw new Malformed('ack');
	const told = earlier.map((item) => {
		const [n, number] = isList(item) ? item : [];
		if (!isWhole(n) || !isWhole(number)) throw new Malformed('earlier');
		return [n, number] as const;
	});
	return {
		last,
		exceptions: exceptions.map((item) => {
			const [n, ...outcome] = isList(item) ? item : [];
			if (!isWhole(n)) throw new Malformed('exception');
			return [n, readOutcome(outcome)] as const;
		}),
		...(told.length > 0 && { earlier: told }),
	};
}

function decodeGroup(group: unknown, authors: readonly string[]): News[] {
	if (!isList(group)) throw new Malformed('group');
	const [named, names, steps, keys, packedAuthors, ...columns] = group;
	if (!isText(named) || !isTexts(names) || !isList(steps)) throw new Malformed('group');
	const removed = named.startsWith('-');
	const shorts = fromSteps(steps as number[]);
	const by = unsqueeze(packedAuthors as number | number[], shorts.length);
	const fresh = isList(keys);
	return shorts.map((short, row) => {
		const fields: Record<string, Value> = {};
		names.forEach((name, column) => {
			const values = columns[column];
			const value = isList(values) ? values[row] : undefined;
			if (value === undefined) throw new Malformed('column');
			fields[name] = value as Value;
		});
		const key = fresh ? keys[row] : '';
		const author = authors[by[row] as number];
		if (!isWhole(short) || !isText(key) || author === undefined) throw new Malformed('row');
		return { kind: removed ? named.slice(1) : named, key, short, fresh, fields, author, removed };
	});
}

function parseLine(line: string): unknown[] {
	try {
		const parsed: unknown = JSON.parse(line);
		if (isList(parsed)) return parsed;
	} catch {
		// Falls through: a cut or foreign line is malformed whatever the parser says of it.
	}
	throw new Malformed('line');
}
