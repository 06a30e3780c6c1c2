import type { SpaceFacts } from '../../src/lib/domain/access.ts';
import { readScopes } from '../../src/lib/domain/scope.ts';
import type { Vector } from '../../src/lib/server/sync/vector.ts';
import type { SpaceRow, SyncTx } from '../../src/lib/server/sync/port.ts';
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
	readonly epoch: string;
	readonly spaces: ReadonlyMap<string, Space>;
	/** Device ids by enrolment. */
	readonly devices: ReadonlyMap<string, string>;
	/** Vectors by device, the newest last. */
	readonly vectors: ReadonlyMap<string, readonly Vector[]>;
}

export const emptyState = (epoch: string): State => ({
	epoch,
	spaces: new Map(),
	devices: new Map(),
	vectors: new Map(),
});

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
export function memoryTx(state: State): { readonly tx: SyncTx; readonly ended: () => State } {
	const spaces = new Map(state.spaces);
	const devices = new Map(state.devices);
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
		async spacesOf({ role, shop }) {
			if (role !== 'seller' || shop === null) return [];
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
			if (writes.length === 0) return space.counter;
			const number = space.counter + 1;
			const records = stampAll(writes, number, space.shorts + 1);
			const fresh = writes.filter(({ short }) => short === 0).length;
			const named = records.map((record) => [recordId(record.kind, record.key), record] as const);
			spaces.set(id, {
				...space,
				counter: number,
				shorts: space.shorts + fresh,
				records: new Map([...space.records, ...named]),
				superseded: [...space.superseded, ...superseded],
				history: [...space.history, records],
			});
			return number;
		},
		async findLedger(device, space, from) {
			const { last, entries } = ledgerOf(device, space);
			return { last, entries: new Map([...entries].filter(([n]) => n >= from)) };
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
			devices.set(enrolment, device);
		},
	};
	return { tx, ended: () => ({ ...state, spaces, devices, vectors }) };
}
