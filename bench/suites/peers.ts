import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PEERS, type Listed } from '../peers/list.ts';
import { median } from '../support/median.ts';
import { installPeers } from '../support/packages.ts';
import { keepBest, ourFigures } from '../support/peer-best.ts';
import { PHASES, takePhases, takeRoad, type OnRoad, type Phase, type Taken } from '../support/peer-phases.ts';
import { peerTable, type Cell, type Row } from '../support/peer-table.ts';
import { EDGE, FAR, LOCAL, type Line } from '../support/proxy.ts';

const LINES = { local: LOCAL, far: FAR, edge: EDGE } as const satisfies Record<string, Line>;
type LineName = keyof typeof LINES;
type Passes = Record<LineName, Record<Phase, Taken>[]>;

/**
 * `npm run bench -- peers [--passes 3] [--lucks 500] [--only yjs,rxdb]`: the workload by Tambon and by its peers, one
 * after the other. Tambon's figures come back; the table goes to stdout and to results/peers.md, after every pass anew.
 */
export async function takePeers(): Promise<Record<string, number | null>> {
	const { values } = parseArgs({
		allowPositionals: true,
		options: { passes: { type: 'string' }, lucks: { type: 'string' }, only: { type: 'string' } },
	});
	const passes = Number(values.passes ?? 3);
	const lucks = Number(values.lucks ?? 500);
	const wanted = values.only?.split(',');
	installPeers();
	const peers = PEERS.filter(({ file }) => !wanted || file === 'tambon' || wanted.includes(file));
	const taken = new Map<Listed, Passes>(peers.map((peer) => [peer, { local: [], far: [], edge: [] }]));
	const roads = new Map<Listed, OnRoad>();
	let table = '';
	let rows: Row[] = [];
	for (let pass = 1; pass <= passes; pass++) {
		for (const [peer, lines] of taken) await takePass(peer, lines);
		if (pass === 1 && lucks > 0) await takeRoads([...taken], lucks, roads);
		rows = [...taken].flatMap(([peer, lines]) => {
			const road = roads.get(peer) ?? null;
			return Object.values(lines).some((each) => each.length === 0)
				? []
				: [{ peer, cells: cellsOf(lines), road }];
		});
		table = peerTable(rows, pass, lucks);
		// A part of the peers is a look, not a result.
		if (!wanted) keep(table, rows);
	}
	process.stdout.write(table);
	return ourFigures(rows);
}

function keep(table: string, rows: readonly Row[]): void {
	const folder = new URL('../results/', import.meta.url);
	mkdirSync(folder, { recursive: true });
	writeFileSync(new URL('peers.md', folder), table);
	keepBest(rows);
}

/** One pass of one peer over all lines. Who fails is told, and goes on with what it has. */
async function takePass(peer: Listed, lines: Passes): Promise<void> {
	for (const name of Object.keys(LINES) as LineName[]) {
		process.stderr.write(`bench: ${peer.name} on ${name}…\n`);
		try {
			lines[name].push(await takePhases(peer, LINES[name]));
		} catch (error) {
			process.stderr.write(`bench: ${peer.name} on ${name} could not be taken: ${error}\n`);
		}
	}
}

async function takeRoads(
	taken: readonly (readonly [Listed, Passes])[],
	lucks: number,
	roads: Map<Listed, OnRoad>,
): Promise<void> {
	for (const [peer, { far }] of taken) {
		const first = far[0]?.['first sync'];
		if (!peer.recovers || !first) continue;
		process.stderr.write(`bench: ${peer.name} on road…\n`);
		try {
			roads.set(peer, await takeRoad(peer, lucks, first.up + first.down));
		} catch (error) {
			process.stderr.write(`bench: ${peer.name} on road could not be taken: ${error}\n`);
		}
	}
}

function cellsOf(lines: Passes): Record<Phase, Cell> {
	const middle = (name: LineName, phase: Phase, of: (taken: Taken) => number) =>
		median(lines[name].map((pass) => of(pass[phase])));
	const cells = PHASES.map((phase): [Phase, Cell] => {
		const far = (of: (taken: Taken) => number) => middle('far', phase, of);
		const took = (name: LineName) => middle(name, phase, ({ seconds }) => seconds);
		return [
			phase,
			{
				up: far(({ up }) => up),
				down: far(({ down }) => down),
				requests: far(({ requests }) => requests),
				turns: far(({ turns }) => turns),
				cookies: far(({ cookies }) => cookies),
				seconds: { local: took('local'), far: took('far'), edge: took('edge') },
			},
		];
	});
	return Object.fromEntries(cells) as Record<Phase, Cell>;
}
