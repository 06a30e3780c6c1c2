import { availableParallelism } from 'node:os';
import { isSustained, largestRate, OVERRUN, type Load, type Loaded } from './open-loop.ts';

export interface ServerRow {
	readonly server: Pick<Loaded, 'name' | 'shops'>;
	/** 200 devices, one edit each per ten seconds. */
	readonly usual: Load;
	readonly rising: readonly Load[];
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
const head = (first: string, ...rest: readonly string[]) =>
	line([first, ...rest]) + line(['---', ...rest.map(() => '--:')]);
const ms = (value: number) => (value < 100 ? value.toFixed(1) : value.toFixed(0));

/** The page of the servers under load. */
export function serverTable(rows: readonly ServerRow[], seconds: number, step: number): string {
	const ours = largestRate(rows[0] ? [rows[0].usual, ...rows[0].rising] : []);
	return [
		'# Servers under load\n\n',
		'One edit and its sync after another, each due at its own moment whatever the server does (an open loop); ',
		'milliseconds from that moment to the answer that confirms the edit. Every edit is of a random shop and by a phone ',
		`of its seller. The usual load: 200 phones, each an edit in ten seconds, for ${seconds} s. Then rising rates, `,
		`${step} s each: the largest at which 99 of 100 edits took no more than ${OVERRUN} ms and none failed; a rate that was too much is tried once more.\n\n`,
		`Server and load share one machine of ${availableParallelism()} cores; the load's own processor time counts against `,
		'the server. Phones are lean: connections are kept, and they say what the app (PouchDB’s client) says, encoded by ',
		'the same code, without a database of their own. Tambon: production build, SQLite with synchronous FULL, every answer ',
		'after its commit is on the disk, and news comes with it. PouchDB: a database a shop in LevelDB as shipped (it does ',
		'not wait for the disk), the six requests of a one-shot push; a pull would be nine more.\n\n',
		head('', 'shops', 'products', 'p50 ms', 'p99 ms', 'worst ms', 'largest rate, a second'),
		...rows.map(({ server, usual, rising }) => {
			const rate = largestRate([usual, ...rising]);
			return line([
				server.name,
				server.shops.toLocaleString('en'),
				(server.shops * 10).toLocaleString('en'),
				ms(usual.p50),
				ms(usual.p99),
				ms(usual.worst),
				rate === null ? 'none' : `${rate}${ours === null ? '' : ` (×${(rate / ours).toFixed(2)})`}`,
			]);
		}),
		...rows.map(({ server, rising }) =>
			[
				`\n## ${server.name}: rising rates\n\n`,
				head('edits a second', 'p50 ms', 'p99 ms', 'worst ms', 'failed', 'sustained'),
				...[...rising]
					.sort((a, b) => a.rate - b.rate)
					.map((load) =>
						line([
							String(load.rate),
							ms(load.p50),
							ms(load.p99),
							ms(load.worst),
							String(load.failed),
							isSustained(load) ? 'yes' : load.gaveUp ? 'no: it fell behind' : 'no',
						]),
					),
			].join(''),
		),
	].join('');
}
