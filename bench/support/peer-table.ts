import { PEERS, TAMBON, type Listed } from '../peers/list.ts';
import { PHASES, type OnRoad, type Phase } from './peer-phases.ts';

/** What a phase takes: bytes, requests and turns at 600 ms, where a turn is a turn; seconds for each line. */
export interface Cell {
	readonly up: number;
	readonly down: number;
	readonly requests: number;
	readonly turns: number;
	readonly cookies: number;
	readonly seconds: { readonly local: number; readonly far: number; readonly edge: number };
}

/** A row of the table; a peer that failed has none. */
export interface Row {
	readonly peer: Listed;
	readonly cells: Readonly<Record<Phase, Cell>>;
	readonly road: OnRoad | null;
}

const whole = (value: number) => value.toLocaleString('en');
const seconds = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(1));
const times = (value: number, ours: number | undefined) =>
	ours === undefined ? '' : ` (×${(value / ours).toFixed(value / ours < 10 ? 2 : 0)})`;
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
const head = (first: string, ...rest: readonly string[]) =>
	line([first, ...rest]) + line(['---', ...rest.map(() => '--:')]);
const bytesOf = ({ up, down }: Cell) => up + down;

/** The page: bytes of every phase side by side, each phase by itself, ROAD, and what a reader must know. */
export function peerTable(rows: readonly Row[], passes: number, lucks: number): string {
	const ours = rows.find(({ peer }) => peer.name === TAMBON);
	const missing = PEERS.filter((peer) => !rows.some((row) => row.peer === peer));
	return [
		'# Sync, side by side\n\n',
		'A shop and 200 products of 12 fields (188 kB of JSON); new prices for one, then for a hundred; nothing new. ',
		'Bytes at the socket with headers (Node’s, no TLS), up+down, each phase on a new connection; in brackets the ',
		'multiple of Tambon’s. LOCAL: no delay. FAR: 600 ms round trip. EDGE: 600 ms, 50 kbit/s up, 100 down, slow start. ',
		'A turn: a phone speaks after it has listened. ',
		`${passes === 1 ? 'Taken once' : `Medians of ${passes}`}; bytes, requests and turns are those on FAR. `,
		'Seconds hold what phone and server compute, on a machine with other work.\n\n',
		'A push is done when the phone has its answer, where the peer gives one, and the server holds the last price. ',
		'An edit sets the price alone, where the peer lets it.\n\n',
		head('bytes', ...PHASES),
		...rows.map(({ peer, cells }) =>
			line([
				peer.name,
				...PHASES.map((phase) => {
					const bytes = bytesOf(cells[phase]);
					return whole(bytes) + times(bytes, ours && bytesOf(ours.cells[phase]));
				}),
			]),
		),
		...missing.map(({ name }) => line([name, ...PHASES.map(() => 'could not be taken')])),
		...PHASES.map((phase) => phaseTable(phase, rows, ours)),
		roadTable(rows, lucks, ours),
		'\n## Who they are\n\n',
		...PEERS.map(({ name, licence, remark }) => `- **${name}** (${licence}): ${remark}.\n`),
		ours ? `\nTambon’s session cookie, not counted: ${ours.cells['push 1'].cookies} bytes a request.\n` : '',
	].join('');
}

function phaseTable(phase: Phase, rows: readonly Row[], ours: Row | undefined): string {
	return [
		`\n## ${phase}\n\n`,
		head('', 'up', 'down', 'requests', 'turns', 's LOCAL', 's FAR', 's EDGE'),
		...rows.map(({ peer, cells }) => {
			const { up, down, requests, turns, seconds: took } = cells[phase];
			const our = ours?.cells[phase].seconds;
			return line([
				peer.name,
				whole(up),
				whole(down),
				String(requests),
				String(turns),
				seconds(took.local),
				seconds(took.far) + times(took.far, our?.far),
				seconds(took.edge) + times(took.edge, our?.edge),
			]);
		}),
	].join('');
}

function roadTable(rows: readonly Row[], lucks: number, ours: Row | undefined): string {
	const measured = rows.flatMap(({ peer, road }) => (road ? [{ peer, road }] : []));
	if (measured.length === 0) return '';
	return [
		'\n## First sync on ROAD\n\n',
		'840 ms round trip, 240 kbit/s, slow start; each connection is reset at a random byte with a chance of 2 %. ',
		`The mean of ${whole(lucks)} seeded lucks, the same for all: the whole ones are alike, so three are measured, and `,
		'every broken one; those not overcome are in no mean. Who does not recover by itself is not here.\n\n',
		head(
			'',
			`s, mean of ${lucks}`,
			's, mean of the first 50',
			's, whole',
			's, broken',
			'broken',
			'of those not overcome',
		),
		...measured.map(({ peer, road }) =>
			line([
				peer.name,
				seconds(road.seconds) + times(road.seconds, ours?.road?.seconds),
				seconds(road.fifty) + times(road.fifty, ours?.road?.fifty),
				seconds(road.whole),
				road.broken === null
					? '–'
					: seconds(road.broken) + times(road.broken, ours?.road?.broken ?? undefined),
				String(road.breaks),
				String(road.failed),
			]),
		),
	].join('');
}
