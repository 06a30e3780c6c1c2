import { digest, type Base, type Change } from '../../src/lib/sync/change.ts';
import type { Principal } from '../../src/lib/domain/access.ts';
import type { Outcome, Superseded } from '../../src/lib/sync/merge.ts';
import type { Rec } from '../../src/lib/sync/record.ts';
import { canonical, type Value } from '../../src/lib/sync/value.ts';
import { QUESTION, recordId } from '../../src/lib/sync/record.ts';
import { decodeRequest } from '../../src/lib/sync/protocol.ts';
import type { Carried } from '../../src/lib/sync/wire/carried.ts';
import { answerSync } from '../../src/lib/server/sync/answer.ts';
import type { SyncStore, SyncTx } from '../../src/lib/server/sync/port.ts';
import { heldAfter } from '../../src/lib/server/sync/vector.ts';
import type { Clock } from './clock.ts';
import { emptyState, forkOf, memoryTx, withEpoch, type Space, type State } from './office-tables.ts';

/** Who asks: one enrolment of one person. */
export interface Caller {
	readonly enrolment: string;
	readonly principal: () => Principal;
}

/** What one transaction did to a space. */
export interface Commit {
	readonly space: string;
	readonly caller: Caller;
	readonly device: string;
	readonly before: ReadonlyMap<string, Rec>;
	readonly writes: readonly Rec[];
	readonly superseded: readonly Superseded[];
	/** Up to which number a base of an earlier history had seen this one; null: nobody knows. */
	readonly seenFrom: (base: Base) => number | null;
	/** The office was put back and nobody knows: one number may be of two things, and nobody can tell who had seen which. */
	readonly isSplit: boolean;
	/** What a phone had only seen, and told of now. */
	readonly witnessed: readonly Change[];
	/** What was taken now, and whose it was. */
	readonly takings: readonly {
		readonly device: string;
		readonly change: Change;
		readonly outcome: Outcome;
	}[];
}

/** The process ended: nobody hears of anything any more. */
export class ServerKilled extends Error {}

/** More short integers than a life gives out. */
const SKIP = 1_000;
const FOREVER = Number.POSITIVE_INFINITY;

/** The server over maps: the very code that answers phones, on a database that a test can look into and turn back. */
export class Office {
	readonly #committed: (commit: Commit) => void;
	readonly #newEpoch: () => string;
	readonly #clock: Clock;
	readonly #callers = new Map<string, Caller>();
	#doubted = false;
	#skip = 0;
	readonly #skipped = new Set<string>();
	/** True while the database was put back and nobody has noticed: its phones know another history by the same name. */
	isSplit = false;
	#state: State = emptyState('epoch1');
	#names = 0;
	readonly #page: number;
	#last: Promise<unknown> = Promise.resolve();
	/** The database as it was behind each transaction. */
	readonly #backups: State[] = [];

	constructor(page: number, clock: Clock, committed: (commit: Commit) => void, newEpoch: () => string) {
		this.#page = page;
		this.#clock = clock;
		this.#committed = committed;
		this.#newEpoch = newEpoch;
	}

	get epoch(): string {
		return this.#state.epochs.at(-1)?.id ?? '';
	}

	get spaces(): ReadonlyMap<string, Space> {
		return this.#state.spaces;
	}

	/** A new history with nothing of the old one gone: what a server does that is not sure of its past. */
	beginEpoch(epoch: string): void {
		this.#state = withEpoch(this.#state, epoch, true);
	}

	/** How many transactions there were. */
	get age(): number {
		return this.#backups.length;
	}

	/**
	 * The database is put back as it was behind so many transactions. `noticed`: the server knows it by its mark; else it
	 * goes on under the same history until a phone knows better.
	 */
	restore(age: number, noticed: boolean): void {
		const backup = this.#backups[age];
		if (!backup) return;
		this.#state = noticed ? withEpoch(backup, this.#newEpoch(), true) : backup;
		this.#doubted = false;
		this.isSplit = !noticed;
		this.#skipped.clear();
		this.#skip += SKIP;
	}

	/** As `shorts.ts` does for each process: here no two skip alike. */
	#skipFor(space: string): number {
		if (this.#skipped.has(space)) return 0;
		this.#skipped.add(space);
		return this.#skip;
	}

	/** Somebody at the office finds out that the database had been put back. */
	async doubt(): Promise<boolean> {
		if (this.#doubted) return false;
		this.#doubted = true;
		this.isSplit = false;
		this.#state = withEpoch(this.#state, this.#newEpoch(), false);
		return true;
	}

	/** Whether a value (by its field's name) stands in a record, in a question or in a history. */
	knows(name: string, text: string): boolean {
		const [space = '', record = '', field = ''] = name.split('|');
		const { records = new Map<string, Rec>(), superseded = [] } = this.spaces.get(space) ?? {};
		const item = records.get(record);
		const question = records.get(recordId(QUESTION, `${record}/${field}`));
		const asked = Object.values(
			(question?.fields['candidates'] ?? {}) as Readonly<Record<string, { value: Value }>>,
		);
		return (
			(item !== undefined && field in item.fields && canonical(item.fields[field] ?? null) === text) ||
			asked.some(({ value }) => canonical(value) === text) ||
			superseded.some(
				(past) =>
					`${past.kind}/${past.key}` === record && past.field === field && canonical(past.value) === text,
			)
		);
	}

	/** What the database says of a device's change: it was taken, by whichever way. */
	hasTaken(device: string, space: string, n: number): boolean {
		const last = this.spaces.get(space)?.ledgers.get(device)?.last ?? 0;
		return n <= last || (this.#state.carried.get(`${device} ${space}`)?.has(n) ?? false);
	}

	/** What a device that presents this vector is taken to hold; null: the answer had fewer spaces. Undefined: it is gone. */
	heldBy(
		device: string,
		{ id, taken }: { readonly id: string; readonly taken: number },
	): ReadonlyMap<string, number> | null | undefined {
		const vector = this.#state.vectors.get(device)?.find((item) => item.id === id);
		return vector && heldAfter(vector, taken);
	}

	/** The database has refused a device's change, whoever had brought it. */
	hasRefused(device: string, space: string, n: number): boolean {
		const own = this.spaces.get(space)?.ledgers.get(device)?.entries.get(n);
		const entry = own ?? this.#state.carried.get(`${device} ${space}`)?.get(n);
		return entry?.outcome.kind === 'refused';
	}

	/** The rows that stand for what devices hold are gone: those of one device, or all. */
	loseVectors(device: string | null): void {
		const vectors = new Map(this.#state.vectors);
		if (device === null) vectors.clear();
		else vectors.delete(device);
		this.#state = { ...this.#state, vectors };
	}

	/** The lines of the answer. `killAfter`: the process ends after so many steps (then it throws ServerKilled). */
	async answer(
		caller: Caller,
		body: string,
		killAfter = FOREVER,
		pause: () => Promise<void> = async () => undefined,
	): Promise<readonly string[]> {
		const request = decodeRequest(body);
		const changes = request.spaces.flatMap((item) =>
			item.changes.map(({ change, short }) => ({ ...change, space: item.space, short })),
		);
		let left = killAfter;
		const step = () => {
			if (left-- <= 0) throw new ServerKilled('killed');
		};
		const parts = {
			store: this.#store(step, caller, changes, request.carried),
			now: () => this.#clock.now,
			page: this.#page,
			newId: () => `v${++this.#names}`,
			failed: (_kind: string, error: unknown) => {
				throw error;
			},
		};
		step();
		this.#callers.set(caller.enrolment, caller);
		const { enrolment } = caller;
		const device = this.#state.devices.get(enrolment) ?? '';
		const renamed = this.#state.renamed.has(enrolment);
		const who = { enrolment, device, renamed, principal: caller.principal() };
		const lines: string[] = [];
		for await (const page of answerSync(parts, who, request)) {
			lines.push(...page);
			await pause();
		}
		step();
		return lines;
	}

	/** One writer at a time; a reader sees the database as it was when it began. */
	#store(
		step: () => void,
		caller: Caller,
		changes: readonly Numbered[],
		carried: readonly Carried[],
	): SyncStore {
		const principalOf = (enrolment: string) => this.#callers.get(enrolment)?.principal() ?? null;
		return {
			epoch: () => this.epoch,
			read: (work) => work(stepped(memoryTx(this.#state, principalOf).tx, step)),
			doubt: () => this.doubt(),
			write: (work) => {
				const run = async () => {
					const before = this.#state;
					const { tx, ended } = memoryTx(before, principalOf, (space) => this.#skipFor(space));
					const result = await work(stepped(tx, step));
					step();
					// The database was put back meanwhile: that process is no more.
					if (this.#state !== before) throw new ServerKilled('restored');
					this.#state = ended();
					this.#backups.push(before);
					this.#tell(before, caller, changes, carried);
					return result;
				};
				const next = this.#last.then(run);
				this.#last = next.catch(() => undefined);
				return next;
			},
		};
	}

	#tell(old: State, caller: Caller, changes: readonly Numbered[], carried: readonly Carried[]): void {
		const now = this.#state;
		for (const [id, space] of now.spaces) {
			const was = old.spaces.get(id);
			if (was === space) continue;
			const writes = space.counter > (was?.counter ?? 0) ? (space.history.at(-1) ?? []) : [];
			const before = new Map<string, Rec>();
			for (const { kind, key } of writes) {
				const record = was?.records.get(recordId(kind, key));
				if (record) before.set(recordId(kind, key), record);
			}
			const device = now.devices.get(caller.enrolment) ?? '';
			const known = was?.ledgers.get(device)?.last ?? 0;
			const entries = space.ledgers.get(device)?.entries ?? new Map();
			const brought = carried.flatMap(({ device: origin, change }) => {
				if (change.space !== id) return [];
				const name = `${origin} ${id}`;
				const entry = now.carried.get(name)?.get(change.n);
				const isNew = entry && !old.carried.get(name)?.has(change.n);
				return isNew ? [{ device: origin, change, outcome: entry.outcome }] : [];
			});
			const own = changes
				.filter((change) => change.space === id && change.n > known)
				.flatMap(({ short, ...change }) => {
					const entry = entries.get(change.n);
					const named = short === 0 ? undefined : [...space.records.values()].find((r) => r.short === short);
					const { kind, key } = named ?? change;
					const isBrought = now.carried.get(`${device} ${id}`)?.has(change.n);
					if (!entry || isBrought) return [];
					return [{ device, change: { ...change, kind, key }, outcome: entry.outcome }];
				});
			const { isSplit } = this;
			const takings = [...own, ...brought];
			const witnessed = carried
				.filter(({ kind, change }) => kind === 'witness' && change.space === id)
				.map(({ change }) => change);
			const seenFrom = ({ epoch, number }: Base) => {
				const fork = forkOf(now.epochs, id, epoch).number;
				return fork === null || epoch === this.epoch ? null : Math.min(fork, number);
			};
			const superseded = space.superseded.slice(was?.superseded.length ?? 0);
			this.#committed({
				space: id,
				caller,
				device,
				before,
				writes,
				superseded,
				takings,
				witnessed,
				isSplit,
				seenFrom,
			});
		}
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

type Numbered = Change & { readonly short: number };

/** Every call of the database is a step, at which the process may end. */
function stepped(tx: SyncTx, step: () => void): SyncTx {
	return new Proxy(tx, {
		get: (target, name: keyof SyncTx & string) => {
			const method = target[name] as (...args: unknown[]) => Promise<unknown>;
			return (...args: unknown[]) => {
				step();
				return method(...args);
			};
		},
	});
}

/** Names one change wherever it turns up. */
export const identityOf = (device: string, change: Change): string =>
	`${device}#${change.space}#${change.n}#${digest(change)}`;
