import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PEERS, TAMBON, type Listed } from '../peers/list.ts';
import { installPeers } from '../support/packages.ts';
import { marketerTable, type MarketerRow } from '../support/marketer-table.ts';
import { takeFirstSyncs, takeRoad } from '../support/peer-phases.ts';
import { EDGE, FAR, LOCAL } from '../support/proxy.ts';

/** Those whose unit is the document or the entry take another load as it comes; the others would be one huge document. */
const MEASURED = ['tambon', 'pouchdb', 'rxdb', 'replicache'];
const ROUND_LUCKS = 500;
/** A province takes a minute on ROAD: the luck of two broken lines among fifty. */
const PROVINCE_LUCKS = 50;
/** Its replication takes a province in a hundred and thirty batches of two requests each: a quarter of an hour on EDGE. */
const ONLY_LOCAL = 'pouchdb';

/**
 * `npm run bench -- marketer [--only tambon] [--loads round,province]`: a marketer's first sync of 50 shops of 10 products,
 * and of a province of 1,200, by Tambon and by those peers that take it. The table goes to results/marketer.md.
 */
export async function takeMarketer(): Promise<Record<string, number | null>> {
	const { values } = parseArgs({
		allowPositionals: true,
		options: { only: { type: 'string' }, loads: { type: 'string', default: 'round,province' } },
	});
	const wanted = values.only?.split(',') ?? MEASURED;
	if (wanted.some((file) => file !== 'tambon')) installPeers();
	const rows: MarketerRow[] = [];
	for (const load of ['round', 'province'] as const) {
		if (!values.loads.split(',').includes(load)) continue;
		for (const peer of PEERS.filter(({ file }) => MEASURED.includes(file) && wanted.includes(file))) {
			process.stderr.write(`bench: ${peer.name}, ${load}…\n`);
			try {
				rows.push(await takeRow(peer, load));
			} catch (error) {
				process.stderr.write(`bench: ${peer.name}, ${load} could not be taken: ${error}\n`);
			}
		}
	}
	const table = marketerTable(rows);
	process.stdout.write(table);
	// A part is a look, not a result.
	if (!values.only && values.loads === 'round,province') {
		mkdirSync(new URL('../results/', import.meta.url), { recursive: true });
		writeFileSync(new URL('../results/marketer.md', import.meta.url), table);
	}
	return Object.fromEntries(
		rows.filter(({ peer }) => peer.name === TAMBON).flatMap((row) => Object.entries(figuresOf(row))),
	);
}

async function takeRow(peer: Listed, load: 'round' | 'province'): Promise<MarketerRow> {
	const isLocal = load === 'province' && peer.file === ONLY_LOCAL;
	const [local, far = null, edge = null] = await takeFirstSyncs(
		peer,
		load,
		isLocal ? [LOCAL] : [LOCAL, FAR, EDGE],
	);
	if (!local) throw new Error('nothing was taken');
	const lucks = load === 'round' ? ROUND_LUCKS : PROVINCE_LUCKS;
	const road = isLocal ? null : await takeRoad(peer, lucks, local.up + local.down, load);
	return { peer, load, local, far, edge, road };
}

function figuresOf({ load, local, far, edge, road }: MarketerRow): Record<string, number | null> {
	const seconds = (value: number | undefined) => (value === undefined ? null : Math.round(value * 100) / 100);
	return {
		[`marketer.${load}.bytes`]: local.up + local.down,
		[`marketer.${load}.requests`]: local.requests,
		[`marketer.${load}.local`]: seconds(local.seconds),
		[`marketer.${load}.far`]: seconds(far?.seconds),
		[`marketer.${load}.edge`]: seconds(edge?.seconds),
		[`marketer.${load}.road`]: seconds(road?.fifty),
	};
}
