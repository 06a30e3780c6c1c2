import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { largestRate, openLoop, risingLoads, type Load, type Loaded } from '../load/open-loop.ts';
import { loadPouch } from '../load/pouchdb.ts';
import { loadTambon } from '../load/tambon.ts';
import { serverTable, type ServerRow } from '../load/table.ts';
import { bigDatabase } from '../support/big-database.ts';
import { installPeers } from '../support/packages.ts';

/** Devices that sync one edit each every ten seconds. */
const USUAL_RATE = 200 / 10;
/** PouchDB's server has a database a shop: a hundred thousand are more than it bears. */
const PEER_SHOPS = 1_000;
/** Everything is in memory and compiled before anything counts, seconds. */
const WARM_UP = 10;

/**
 * `npm run bench -- server [--seconds 300] [--step 20] [--shops 100000] [--only tambon]`: edits at the usual rate for as
 * long, then rising rates for a step each, by Tambon and by PouchDB's server. The table goes to results/server.md.
 */
export async function takeServer(): Promise<Record<string, number | null>> {
	const { values } = parseArgs({
		allowPositionals: true,
		options: {
			seconds: { type: 'string', default: '300' },
			step: { type: 'string', default: '20' },
			shops: { type: 'string', default: '100000' },
			only: { type: 'string' },
		},
	});
	const [seconds, step, shops] = [values.seconds, values.step, values.shops].map(Number) as [
		number,
		number,
		number,
	];
	const dataDir = await bigDatabase({ shops, seed: 7 });
	const ours = await measure(await loadTambon(dataDir, shops), seconds, step);
	const rows = [ours];
	if (values.only !== 'tambon') {
		installPeers();
		rows.push(await measure(await loadPouch(PEER_SHOPS), seconds, step));
		const table = serverTable(rows, seconds, step);
		process.stdout.write(table);
		mkdirSync(new URL('../results/', import.meta.url), { recursive: true });
		writeFileSync(new URL('../results/server.md', import.meta.url), table);
	}
	return { 'server.sync.p99': ours.usual.p99, 'server.sync.rate': largestRate(allOf(ours)) };
}

const allOf = ({ usual, rising }: ServerRow): readonly Load[] => [usual, ...rising];

async function measure(server: Loaded, seconds: number, step: number): Promise<ServerRow> {
	try {
		process.stderr.write(
			`bench: ${server.name}, ${server.shops} shops, ${USUAL_RATE} a second for ${seconds} s…\n`,
		);
		await openLoop(server, USUAL_RATE, WARM_UP);
		const usual = await openLoop(server, USUAL_RATE, seconds);
		process.stderr.write(`bench: ${server.name}: ${JSON.stringify(usual)}\n`);
		return { server, usual, rising: await risingLoads(server, USUAL_RATE * 2, step) };
	} finally {
		await server.stop();
	}
}
