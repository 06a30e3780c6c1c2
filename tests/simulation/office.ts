import { digest, type Change } from '../../src/lib/sync/change.ts';
import type { Principal } from '../../src/lib/domain/access.ts';
import type { Outcome, Superseded } from '../../src/lib/sync/merge.ts';
import type { Rec } from '../../src/lib/sync/record.ts';
import { recordId } from '../../src/lib/sync/record.ts';
import { decodeRequest } from '../../src/lib/sync/protocol.ts';
import { answerSync } from '../../src/lib/server/sync/answer.ts';
import type { SyncStore, SyncTx } from '../../src/lib/server/sync/port.ts';
import { emptyState, memoryTx, type Space, type State } from './office-tables.ts';

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
	readonly outcomes: readonly { readonly change: Change; readonly outcome: Outcome }[];
}

/** The process ended: nobody hears of anything any more. */
export class ServerKilled extends Error {}

const FOREVER = Number.POSITIVE_INFINITY;

/** The server over maps: the very code that answers phones, on a database that a test can look into and turn back. */
export class Office {
	readonly #committed: (commit: Commit) => void;
	#state: State = emptyState('epoch1');
	#names = 0;
	readonly #page: number;
	#last: Promise<unknown> = Promise.resolve();
	/** The database as it was behind each transaction. */
	readonly #backups: State[] = [];

	constructor(page: number, committed: (commit: Commit) => void) {
		this.#page = page;
		this.#committed = committed;
	}

	get epoch(): string {
		return this.#state.epoch;
	}

	get spaces(): ReadonlyMap<string, Space> {
		return this.#state.spaces;
	}

	/** A new history with nothing of the old one gone: what a server does that is not sure of its past. */
	beginEpoch(epoch: string): void {
		this.#state = { ...this.#state, epoch };
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
			store: this.#store(step, caller, changes),
			now: () => 0,
			page: this.#page,
			newId: () => `v${++this.#names}`,
			failed: (_kind: string, error: unknown) => {
				throw error;
			},
		};
		step();
		const device = this.#state.devices.get(caller.enrolment) ?? '';
		const who = { enrolment: caller.enrolment, device, principal: caller.principal() };
		const lines: string[] = [];
		for await (const page of answerSync(parts, who, request)) {
			lines.push(...page);
			await pause();
		}
		step();
		return lines;
	}

	/** One writer at a time; a reader sees the database as it was when it began. */
	#store(step: () => void, caller: Caller, changes: readonly Numbered[]): SyncStore {
		return {
			epoch: () => this.epoch,
			read: (work) => work(stepped(memoryTx(this.#state).tx, step)),
			write: (work) => {
				const run = async () => {
					const { tx, ended } = memoryTx(this.#state);
					const result = await work(stepped(tx, step));
					step();
					const before = this.#state;
					this.#state = ended();
					this.#backups.push(before);
					this.#tell(before, caller, changes);
					return result;
				};
				const next = this.#last.then(run);
				this.#last = next.catch(() => undefined);
				return next;
			},
		};
	}

	#tell(old: State, caller: Caller, changes: readonly Numbered[]): void {
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
			const outcomes = changes
				.filter((change) => change.space === id && change.n > known)
				.flatMap(({ short, ...change }) => {
					const entry = entries.get(change.n);
					const named = short === 0 ? undefined : [...space.records.values()].find((r) => r.short === short);
					const { kind, key } = named ?? change;
					return entry ? [{ change: { ...change, kind, key }, outcome: entry.outcome }] : [];
				});
			const superseded = space.superseded.slice(was?.superseded.length ?? 0);
			this.#committed({ space: id, caller, device, before, writes, superseded, outcomes });
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
