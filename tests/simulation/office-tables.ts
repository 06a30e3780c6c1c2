import { visitsFollowed, type Principal, type SpaceFacts } from '../../src/lib/domain/access.ts';
import { readScopes } from '../../src/lib/domain/scope.ts';
import type { Fork, SpaceRow, SyncTx } from '../../src/lib/server/sync/port.ts';
import type { Vector } from '../../src/lib/server/sync/vector.ts';
import type { Superseded } from '../../src/lib/sync/merge.ts';
import { stampAll, type LedgerEntry } from '../../src/lib/sync/receive.ts';
import { recordId, type Rec } from '../../src/lib/sync/record.ts';

/** A space as it is committed: never changed in place, so that a map of spaces is a backup. */
export interface Space extends SpaceRow {
	readonly records: ReadonlyMap<string, Rec>;
	readonly superseded: readonly Superseded[];
	readonly ledgers: ReadonlyMap<string, DeviceLedger>;
	/** Every transaction's writes, in their order. */
	readonly history: readonly (readonly Rec[])[];
}

interface DeviceLedger {
	readonly last: number;
	readonly entries: ReadonlyMap<number, LedgerEntry>;
}

/** The whole database. */
export interface State {
	/** The histories in their order; the last is being written. */
	readonly epochs: readonly Epoch[];
	readonly spaces: ReadonlyMap<string, Space>;
	/** Device ids by enrolment. */
	readonly devices: ReadonlyMap<string, string>;
	/** Enrolments whose device took another id. */
	readonly renamed: ReadonlySet<string>;
	/** What others brought, by device and space. */
	readonly carried: ReadonlyMap<string, ReadonlyMap<number, LedgerEntry>>;
	/** Vectors by device, the newest last. */
	readonly vectors: ReadonlyMap<string, readonly Vector[]>;
}

interface Epoch {
	readonly id: string;
	/** Where each space stood when it ended; null: it has not ended, or nobody knows where. */
	readonly ends: ReadonlyMap<string, number> | null;
}

export const emptyState = (epoch: string): State => ({
	epochs: [{ id: epoch, ends: null }],
	spaces: new Map(),
	devices: new Map(),
	renamed: new Set(),
	carried: new Map(),
	vectors: new Map(),
});

/** A history begins; the one before ended where each space stands, or nobody knows where. */
export function withEpoch(state: State, id: string, forksKnown: boolean): State {
	const ends = new Map([...state.spaces.values()].map((space) => [space.id, space.counter]));
	const last = state.epochs.at(-1) as Epoch;
	const ended = { ...last, ends: forksKnown ? ends : null };
	return { ...state, epochs: [...state.epochs.slice(0, -1), ended, { id, ends: null }] };
}

const newSpace = (facts: SpaceFacts): Space => ({
	...facts,
	counter: 0,
	shorts: 0,
	records: new Map(),
	superseded: [],
	ledgers: new Map(),
	history: [],
});

/** A transaction over a state: `ended` answers the state that it leaves. */
export function memoryTx(
	state: State,
	principalOf: (enrolment: string) => Principal | null,
	skipShorts: (space: string) => number = () => 0,
): { readonly tx: SyncTx; readonly ended: () => State } {
	const spaces = new Map(state.spaces);
	const devices = new Map(state.devices);
	const carried = new Map(state.carried);
	const renamed = new Set(state.renamed);
	const vectors = new Map(state.vectors);
	const of = (id: string): Space => {
		const space = spaces.get(id);
		if (!space) throw new Error(`there is no space ${id}`);
		return space;
	};
	const ledgerOf = (device: string, space: string): DeviceLedger =>
		spaces.get(space)?.ledgers.get(device) ?? { last: 0, entries: new Map() };
	const setLedger = (device: string, id: string, ledger: DeviceLedger) => {
		const space = of(id);
		spaces.set(id, { ...space, ledgers: new Map(space.ledgers).set(device, ledger) });
	};
	const tx: SyncTx = {
		async findSpace(id) {
			return spaces.get(id) ?? null;
		},
		async findSpaces(ids) {
			return ids.map((id) => spaces.get(id)).filter((space) => space !== undefined);
		},
		async spacesIn(scopes) {
			const named = readScopes(scopes);
			return [...spaces.values()].filter(
				({ id, area }) => named.areas.includes(area) || named.spaces.includes(id),
			);
		},
		async findVector(device, id) {
			return vectors.get(device)?.find((vector) => vector.id === id) ?? null;
		},
		async putVector(device, vector, keep) {
			const kept = (vectors.get(device) ?? []).filter(({ id }) => keep.includes(id));
			vectors.set(device, [...kept, { ...vector, plan: [...vector.plan] }]);
		},
		async setPlan(device, id, plan) {
			const others = vectors.get(device) ?? [];
			vectors.set(
				device,
				others.map((vector) => (vector.id === id ? { ...vector, plan: [...plan] } : vector)),
			);
		},
		async foundSpace(facts) {
			spaces.set(facts.id, newSpace(facts));
		},
		async spacesOf(who) {
			const { role, shop } = who;
			const visits = visitsFollowed(who).map((id) => spaces.get(id));
			if (role !== 'seller' || shop === null) return visits.filter((space) => space !== undefined);
			return [...spaces.values()].filter((space) => space.shop === shop);
		},
		async lockRecords(space, names) {
			const { records } = of(space);
			return names.map((name) => records.get(recordId(...name))).filter((record) => record !== undefined);
		},
		async recordsAfter(space, number) {
			return [...of(space).records.values()].filter(({ at }) => at > number);
		},
		async namesByShort(space, shorts) {
			const found = [...(spaces.get(space)?.records.values() ?? [])].filter(({ short }) =>
				shorts.includes(short),
			);
			return new Map(found.map(({ short, kind, key }) => [short, [kind, key] as const]));
		},
		async writeRecords({ id }, { writes, superseded }) {
			const space = of(id);
			if (writes.length === 0) {
				spaces.set(id, { ...space, superseded: [...space.superseded, ...superseded] });
				return space.counter;
			}
			const number = space.counter + 1;
			const fresh = writes.filter(({ short }) => short === 0).length;
			const shorts = space.shorts + (fresh > 0 ? skipShorts(id) : 0);
			const records = stampAll(writes, number, shorts + 1);
			const named = records.map((record) => [recordId(record.kind, record.key), record] as const);
			spaces.set(id, {
				...space,
				counter: number,
				shorts: shorts + fresh,
				records: new Map([...space.records, ...named]),
				superseded: [...space.superseded, ...superseded],
				history: [...space.history, records],
			});
			return number;
		},
		async findLedger(device, space, from) {
			const { last, entries } = ledgerOf(device, space);
			const brought = carried.get(`${device} ${space}`) ?? new Map<number, LedgerEntry>();
			return { last, entries: new Map([...entries].filter(([n]) => n >= from)), carried: brought };
		},
		async putLedger(device, space, last, fresh) {
			const { entries } = ledgerOf(device, space);
			const more = fresh.map((entry) => [entry.n, entry] as const);
			setLedger(device, space, { last, entries: new Map([...entries, ...more]) });
		},
		async forgetOutcomes(device, space, n) {
			const { last, entries } = ledgerOf(device, space);
			setLedger(device, space, { last, entries: new Map([...entries].filter(([old]) => old >= n)) });
		},
		async setDevice(enrolment, device) {
			if (devices.get(enrolment)) renamed.add(enrolment);
			devices.set(enrolment, device);
		},
		async personOfDevice(device) {
			const [enrolment] = [...devices].findLast(([, id]) => id === device) ?? [];
			return enrolment === undefined ? null : principalOf(enrolment);
		},
		async putCarried(device, space, _carrier, entries) {
			const name = `${device} ${space}`;
			const more = entries.map((entry) => [entry.n, entry] as const);
			carried.set(name, new Map([...(carried.get(name) ?? []), ...more]));
			// Something was taken here, even where nothing was written.
			spaces.set(space, { ...of(space) });
		},
		async hasEpoch(epoch) {
			return state.epochs.some(({ id }) => id === epoch);
		},
		async forksOf(space, epochs) {
			return new Map(epochs.map((epoch) => [epoch, forkOf(state.epochs, space, epoch)]));
		},
	};
	return { tx, ended: () => ({ ...state, spaces, devices, renamed, carried, vectors }) };
}

export function forkOf(epochs: readonly Epoch[], space: string, epoch: string): Fork {
	const from = epochs.findIndex(({ id }) => id === epoch);
	if (from < 0) return { number: null, isSplit: false };
	const since = epochs.slice(from, -1).map(({ ends }) => (ends ? (ends.get(space) ?? 0) : null));
	const number = since.includes(null) ? null : Math.min(...since.map(Number));
	return { number, isSplit: since[0] === null };
}
