import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { TAMBON } from '../peers/list.ts';
import type { Row } from './peer-table.ts';

/** The best peer at the same work. */
export interface Best {
	readonly name: string;
	readonly value: number;
}

const file = new URL('../results/peers.json', import.meta.url);
const round = (value: number) => Math.round(value * 100) / 100;

/** Figures that peers have as well, by their names; null where one was not measured. */
const SHARED: Readonly<Record<string, (row: Row) => number | null>> = {
	'sync.first200.bytes': ({ cells }) => cells['first sync'].up + cells['first sync'].down,
	'sync.first200.requests': ({ cells }) => calls(cells['first sync']),
	'sync.edit.push.bytes': ({ cells }) => cells['push 1'].up + cells['push 1'].down,
	'sync.edit.pull.bytes': ({ cells }) => cells['pull 1'].up + cells['pull 1'].down,
	'sync.hundred.push.bytes': ({ cells }) => cells['push 100'].up + cells['push 100'].down,
	'sync.hundred.pull.bytes': ({ cells }) => cells['pull 100'].up + cells['pull 100'].down,
	'sync.idle.bytes': ({ cells }) => cells['nothing new'].up + cells['nothing new'].down,
	'sync.edit.requests': ({ peer, cells }) =>
		calls(cells['push 1']) + (peer.bothWays ? 0 : calls(cells['pull 1'])),
	'sync.first200.far': ({ cells }) => round(cells['first sync'].seconds.far),
	'sync.edit.push.far': ({ cells }) => round(cells['push 1'].seconds.far),
	'sync.first200.edge': ({ cells }) => round(cells['first sync'].seconds.edge),
	'sync.first200.road': ({ road }) => road && round(road.seconds),
};

/** On a socket that stays open a turn is what a request is elsewhere. */
function calls({ requests, turns }: { readonly requests: number; readonly turns: number }): number {
	return Math.max(requests, turns);
}

/** Tambon's values of the shared figures. */
export function ourFigures(rows: readonly Row[]): Record<string, number | null> {
	const ours = rows.find(({ peer }) => peer.name === TAMBON);
	if (!ours) return {};
	return Object.fromEntries(Object.entries(SHARED).map(([name, of]) => [name, of(ours)]));
}

/** Keeps the best peer of each figure, so that later runs print it beside Tambon's. */
export function keepBest(rows: readonly Row[]): void {
	const peers = rows.filter(({ peer }) => peer.name !== TAMBON);
	const best = Object.entries(SHARED).flatMap(([name, of]): [string, Best][] => {
		const values = peers.flatMap((row) => {
			const value = of(row);
			return value === null ? [] : [{ name: row.peer.name, value }];
		});
		const [lowest] = values.sort((a, b) => a.value - b.value);
		return lowest ? [[name, lowest]] : [];
	});
	keepPeers(Object.fromEntries(best));
}

/** Keeps what peers came to; those of other figures stay. */
export function keepPeers(found: Readonly<Record<string, Best>>): void {
	mkdirSync(new URL('.', file), { recursive: true });
	writeFileSync(file, `${JSON.stringify({ ...bestPeers(), ...found }, null, '\t')}\n`);
}

/** The best peer of each figure when peers were last measured. */
export function bestPeers(): Readonly<Record<string, Best>> {
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Best>) : {};
}
