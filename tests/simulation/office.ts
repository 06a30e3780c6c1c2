import {
	mayFound,
	mayRead,
	mayWrite,
	shopOfSpace,
	type Principal,
	type SpaceFacts,
} from '../../src/lib/domain/access.ts';
import { guardedFields, isGuarded } from '../../src/lib/domain/policy.ts';
import { brokenRule } from '../../src/lib/domain/rules.ts';
import { refuse } from '../../src/lib/server/admit.ts';
import { digest, type Change } from '../../src/lib/sync/change.ts';
import type { Outcome, Superseded } from '../../src/lib/sync/merge.ts';
import { inPages, newsOf, type News } from '../../src/lib/sync/news.ts';
import { decodeRequest, encodeHead, encodeSection, type Section } from '../../src/lib/sync/protocol.ts';
import { receive, stampWith, type LedgerEntry } from '../../src/lib/sync/receive.ts';
import { QUESTION, questionKey, recordId, type Rec } from '../../src/lib/sync/record.ts';
import type { DecodedSpace } from '../../src/lib/sync/wire/request.ts';

/** Who asks: one enrolment of one person, and the device id the server knows for it. */
export interface Caller {
	readonly enrolment: string;
	readonly principal: () => Principal;
	device: string;
}

/** What one transaction did to a space. */
export interface Commit {
	readonly space: string;
	readonly caller: Caller;
	readonly before: ReadonlyMap<string, Rec>;
	readonly writes: readonly Rec[];
	readonly superseded: readonly Superseded[];
	readonly outcomes: readonly { readonly change: Change; readonly outcome: Outcome }[];
}

/** The process ended: nobody hears of anything any more. */
export class ServerKilled extends Error {}

interface Space extends SpaceFacts {
	counter: number;
	shorts: number;
	readonly records: Map<string, Rec>;
	readonly superseded: Superseded[];
	readonly ledgers: Map<
		string,
		{ readonly last: number; readonly entries: ReadonlyMap<number, LedgerEntry> }
	>;
	/** Every transaction's writes, in their order. */
	readonly history: (readonly Rec[])[];
}

/** The server's side over maps: the core's own `receive` and `newsOf`, the rights of `access.ts`, the door of `admit.ts`. */
export class Office {
	epoch = 'epoch1';
	readonly spaces = new Map<string, Space>();
	readonly #committed: (commit: Commit) => void;
	/** Steps until the process ends. */
	#left = Number.POSITIVE_INFINITY;

	constructor(committed: (commit: Commit) => void) {
		this.#committed = committed;
	}

	/** The lines of the answer. `killAfter`: the process ends after so many steps (then it throws ServerKilled). */
	answer(caller: Caller, body: string, killAfter = Number.POSITIVE_INFINITY): readonly string[] {
		this.#left = killAfter;
		const request = decodeRequest(body);
		const { epoch } = this;
		const head = (trouble: 'epoch' | 'device' | null) =>
			encodeHead({ epoch, time: 0, echo: request.echo, trouble });
		if (request.epoch !== '' && request.epoch !== epoch) return [head('epoch')];
		this.#step();
		if (request.device !== null) caller.device = request.device;
		if (caller.device === '') return [head('device')];
		const asked = request.spaces.map(({ space }) => space);
		const sections: Section[] = [];
		for (const item of request.spaces) {
			const answered = this.#answerSpace(caller, item);
			if (answered === 'out-of-step') return [head('device')];
			sections.push(...answered);
		}
		for (const space of this.spaces.values()) {
			const { role, shop } = caller.principal();
			if (role !== 'seller' || shop === null || space.shop !== shop || asked.includes(space.id)) continue;
			sections.push(...newsSections(caller, space, 0, []));
		}
		this.#step();
		const ordered = [...sections.filter(({ done }) => !done), ...sections.filter(({ done }) => done)];
		return [head(null), ...ordered.map((section) => encodeSection(section, asked))];
	}

	#step(): void {
		if (this.#left-- <= 0) throw new ServerKilled('killed');
	}

	#answerSpace(caller: Caller, item: DecodedSpace): readonly Section[] | 'out-of-step' {
		const principal = caller.principal();
		const space = this.spaces.get(item.space);
		const unborn = { id: item.space, area: principal.areas[0] ?? '', shop: shopOfSpace(item.space) };
		const allowed = space ? mayRead(principal, space) : mayFound(principal, unborn);
		if (!allowed) return [{ ...nothingNew(item.space, item.cursor), visible: false }];
		if (item.changes.length > 0) return this.#take(caller, space ?? blank(unborn), item);
		return space ? newsSections(caller, space, item.cursor, []) : [];
	}

	/** One transaction: everything is made ready first and written at once, so that a process that ends leaves nothing half. */
	#take(caller: Caller, space: Space, item: DecodedSpace): readonly Section[] | 'out-of-step' {
		const principal = caller.principal();
		const byShort = new Map([...space.records.values()].map((record) => [record.short, record]));
		const changes = item.changes.map(({ change, short }): Change => {
			if (short === 0) return change;
			const found = byShort.get(short);
			return { ...change, kind: found?.kind ?? change.kind, key: found?.key ?? '' };
		});
		const first = changes[0]?.n ?? 1;
		const known = space.ledgers.get(caller.device) ?? { last: 0, entries: new Map<number, LedgerEntry>() };
		const ledger = { last: known.last, entries: new Map([...known.entries].filter(([n]) => n >= first)) };
		this.#step();
		const received = receive(workingFor(space, changes), changes, ledger, {
			refuse: (change) => (mayWrite(principal, space, change.kind) ? refuse(change) : 'not-allowed'),
			context: () => ({
				author: principal.person,
				device: caller.device,
				at: 0,
				epoch: this.epoch,
				forkOf: () => null,
				isGuarded,
				brokenRule,
			}),
			failed: (_change, error) => {
				throw error;
			},
		});
		if (received.kind === 'out-of-step') return 'out-of-step';
		this.#step();
		const number = space.counter + (received.writes.length > 0 ? 1 : 0);
		let { shorts } = space;
		const writes = received.writes.map((write): Rec => {
			this.#step();
			const record = { ...stampWith(write, number), space: space.id };
			return record.short === 0 ? { ...record, short: ++shorts } : record;
		});
		const before = new Map<string, Rec>();
		for (const record of writes) {
			const name = recordId(record.kind, record.key);
			const old = space.records.get(name);
			if (old) before.set(name, old);
			space.records.set(name, record);
		}
		space.superseded.push(...received.superseded);
		if (writes.length > 0) space.history.push(writes);
		const fresh = received.fresh.map((entry) => [entry.n, entry] as const);
		space.ledgers.set(caller.device, {
			last: received.last,
			entries: new Map([...ledger.entries, ...fresh]),
		});
		space.counter = number;
		space.shorts = shorts;
		this.spaces.set(space.id, space);
		const byN = new Map(changes.map((change) => [change.n, change]));
		const outcomes = received.fresh.map(({ n, outcome }) => ({ change: byN.get(n) as Change, outcome }));
		const { superseded } = received;
		this.#committed({ space: space.id, caller, before, writes, superseded, outcomes });
		this.#step();
		const exceptions = received.outcomes.filter(({ outcome }) => outcome.kind !== 'applied');
		const ack = {
			last: received.last,
			exceptions: exceptions.map(({ n, outcome }) => [n, outcome] as const),
		};
		const sections = newsSections(caller, space, item.cursor, changes);
		const [head = nothingNew(space.id, space.counter), ...rest] = sections;
		return [{ ...head, ack }, ...rest];
	}

	/** The live records as they were when the space's counter stood at `number`. */
	stateAt(id: string, number: number): ReadonlyMap<string, Rec> {
		const state = new Map<string, Rec>();
		for (const writes of this.spaces.get(id)?.history.slice(0, number) ?? []) {
			for (const record of writes) {
				const name = recordId(record.kind, record.key);
				if (record.removed) state.delete(name);
				else state.set(name, record);
			}
		}
		return state;
	}
}

/** Names one change wherever it turns up. */
export const identityOf = (device: string, change: Change): string =>
	`${device}#${change.space}#${change.n}#${digest(change)}`;

const blank = (facts: SpaceFacts): Space => ({
	...facts,
	counter: 0,
	shorts: 0,
	records: new Map(),
	superseded: [],
	ledgers: new Map(),
	history: [],
});

const nothingNew = (space: string, cursor: number): Section => {
	return { space, cursor, done: true, visible: true, snapshot: false, ack: null, news: [] };
};

function workingFor(space: Space, changes: readonly Change[]): Map<string, Rec> {
	const working = new Map<string, Rec>();
	for (const { kind, key, set, remove } of changes) {
		const questions = guardedFields(kind)
			.filter((field) => remove || field in set)
			.map((field) => recordId(QUESTION, questionKey(kind, key, field)));
		for (const name of [recordId(kind, key), ...questions]) {
			const record = space.records.get(name);
			if (record) working.set(name, record);
		}
	}
	return working;
}

function newsSections(caller: Caller, space: Space, cursor: number, own: readonly Change[]): Section[] {
	if (cursor === space.counter) return [];
	const mine = new Map(own.map((change) => [change.n, change]));
	const { person } = caller.principal();
	const news = [...space.records.values()]
		.filter(({ at }) => at > cursor)
		.map((record) => newsOf(record, cursor, caller.device, mine))
		.filter((told) => told !== null)
		.map((told): News => (told.author === person ? { ...told, author: '' } : told));
	const pages = inPages(news);
	return pages.map((page, i) => ({
		...nothingNew(space.id, space.counter),
		done: i === pages.length - 1,
		snapshot: cursor === 0,
		news: page,
	}));
}
