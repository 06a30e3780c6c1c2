import { guardedFields, isGuarded } from '$lib/domain/policy.ts';
import type { Change } from '$lib/sync/change.ts';
import type { Superseded } from '$lib/sync/merge.ts';
import { newsOf, inPages, type News } from '$lib/sync/news.ts';
import { encodeHead, encodeSection, decodeRequest, type Section } from '$lib/sync/protocol.ts';
import { receive, stampWith, type LedgerEntry } from '$lib/sync/receive.ts';
import { QUESTION, questionKey, recordId, type Rec } from '$lib/sync/record.ts';
import type { Fields } from '$lib/sync/value.ts';
import type { DecodedSpace } from '$lib/sync/wire/request.ts';

/** Who asks: the device's id as the server knows it, and the person. */
export interface Caller {
	readonly person: string;
	/** Spaces this person may see and write now. */
	readonly maySee: (space: string) => boolean;
	device: string;
}

/** What a simulation asks of a server, the tiny one or the real one. */
export interface SyncServer {
	/** The lines of the answer to one request's body. */
	answer(caller: Caller, body: string): Promise<readonly string[]>;
	/** All that the server holds of a space, removed records included. */
	truth(space: string): Promise<Truth>;
}

export interface Truth {
	readonly counter: number;
	readonly records: readonly Rec[];
	readonly superseded: readonly Superseded[];
}

interface Space {
	counter: number;
	shorts: number;
	readonly records: Map<string, Rec>;
	readonly superseded: Superseded[];
	readonly ledgers: Map<string, { last: number; entries: Map<number, LedgerEntry> }>;
}

/** The core's server side over maps: `receive` and `newsOf`, and a counter for each space. */
export function tinyServer(rules: {
	readonly refuse: (change: Change) => string | null;
	readonly brokenRule: (kind: string, fields: Fields) => string | null;
	readonly epoch?: string;
}): SyncServer {
	const epoch = rules.epoch ?? 'epoch1';
	const spaces = new Map<string, Space>();
	const spaceOf = (id: string): Space => {
		const known = spaces.get(id);
		if (known) return known;
		const made: Space = { counter: 0, shorts: 0, records: new Map(), superseded: [], ledgers: new Map() };
		spaces.set(id, made);
		return made;
	};

	function take(
		id: string,
		space: Space,
		caller: Caller,
		changes: readonly Change[],
	): Section['ack'] | 'out-of-step' {
		const first = changes[0]?.n ?? 1;
		const ledger = space.ledgers.get(caller.device) ?? { last: 0, entries: new Map<number, LedgerEntry>() };
		const working = new Map<string, Rec>();
		for (const { kind, key, set, remove } of changes) {
			const names = guardedFields(kind)
				.filter((field) => remove || field in set)
				.map((field) => recordId(QUESTION, questionKey(kind, key, field)));
			for (const name of [recordId(kind, key), ...names]) {
				const record = space.records.get(name);
				if (record) working.set(name, record);
			}
		}
		const received = receive(working, changes, ledger, {
			refuse: rules.refuse,
			context: () => ({
				author: caller.person,
				device: caller.device,
				at: 0,
				epoch,
				forkOf: () => null,
				isGuarded,
				brokenRule: rules.brokenRule,
			}),
			failed: (_change, error) => {
				throw error;
			},
		});
		if (received.kind === 'out-of-step') return 'out-of-step';
		if (received.writes.length > 0) space.counter++;
		for (const write of received.writes) {
			const stamped = stampWith(write, space.counter);
			const record = stamped.short === 0 ? { ...stamped, short: ++space.shorts } : stamped;
			space.records.set(recordId(record.kind, record.key), { ...record, space: id });
		}
		space.superseded.push(...received.superseded);
		const entries = new Map([...ledger.entries].filter(([n]) => n >= first));
		for (const entry of received.fresh) entries.set(entry.n, entry);
		space.ledgers.set(caller.device, { last: received.last, entries });
		const exceptions = received.outcomes.filter(({ outcome }) => outcome.kind !== 'applied');
		return { last: received.last, exceptions: exceptions.map(({ n, outcome }) => [n, outcome] as const) };
	}

	function answerSpace(caller: Caller, item: DecodedSpace): Section[] | 'out-of-step' {
		const { space: id, cursor } = item;
		const plain = { space: id, snapshot: false, ack: null, news: [] };
		if (!caller.maySee(id)) return [{ ...plain, cursor, done: true, visible: false }];
		const space = spaceOf(id);
		const byShort = new Map([...space.records.values()].map((record) => [record.short, record]));
		const changes = item.changes.map(({ change, short }): Change => {
			if (short === 0) return change;
			return { ...change, key: byShort.get(short)?.key ?? '' };
		});
		const ack = changes.length > 0 ? take(id, space, caller, changes) : null;
		if (ack === 'out-of-step') return ack;
		const own = new Map(changes.map((change) => [change.n, change]));
		const news = [...space.records.values()]
			.filter(({ at }) => at > cursor)
			.map((record) => newsOf(record, cursor, caller.device, own))
			.filter((told) => told !== null)
			.map((told): News => (told.author === caller.person ? { ...told, author: '' } : told));
		if (cursor === space.counter && !ack) return [];
		const pages = inPages(news);
		return pages.map((page, i) => ({
			...plain,
			cursor: space.counter,
			visible: true,
			done: i === pages.length - 1,
			snapshot: cursor === 0 && space.counter > 0,
			ack: i === 0 ? ack : null,
			news: page,
		}));
	}

	return {
		async answer(caller, body) {
			const request = decodeRequest(body);
			const head = (trouble: 'epoch' | 'device' | null) =>
				encodeHead({ epoch, time: 0, echo: request.echo, trouble });
			if (request.epoch !== '' && request.epoch !== epoch) return [head('epoch')];
			if (request.device !== null) caller.device = request.device;
			const asked = request.spaces.map(({ space }) => space);
			const sections: Section[] = [];
			for (const item of request.spaces) {
				const answered = answerSpace(caller, item);
				if (answered === 'out-of-step') return [head('device')];
				sections.push(...answered);
			}
			for (const id of spaces.keys()) {
				if (asked.includes(id) || !caller.maySee(id)) continue;
				const answered = answerSpace(caller, { space: id, cursor: 0, changes: [] });
				if (answered !== 'out-of-step') sections.push(...answered);
			}
			return Promise.resolve([head(null), ...sections.map((section) => encodeSection(section, asked))]);
		},
		truth(id) {
			const { counter, records, superseded } = spaceOf(id);
			return Promise.resolve({ counter, records: [...records.values()], superseded: [...superseded] });
		},
	};
}
