import { TAMBON, type Listed } from '../peers/list.ts';
import type { OnRoad, Taken } from './peer-phases.ts';

/** A first sync with a marketer's load; null on a line where it was not taken. */
export interface MarketerRow {
	readonly peer: Listed;
	readonly load: 'round' | 'province';
	readonly local: Taken;
	readonly far: Taken | null;
	readonly edge: Taken | null;
	readonly road: OnRoad | null;
}

const TITLES = {
	round: '50 shops of 10 products',
	province: 'A province: 1,200 shops of 10 products',
} as const;

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
const whole = (value: number) => value.toLocaleString('en');
const seconds = (value: number | undefined) =>
	value === undefined ? 'not taken' : value < 10 ? value.toFixed(2) : value.toFixed(1);

/** The page of a marketer's first sync. */
export function marketerTable(rows: readonly MarketerRow[]): string {
	return [
		'# A marketer’s first sync\n\n',
		'Shops and products of [peers.md](peers.md), other ones for each shop. Bytes at the socket with headers, up+down, ',
		'without Tambon’s session cookie; in brackets the multiple of Tambon’s. LOCAL: no delay. FAR: 600 ms round trip. EDGE: ',
		'600 ms, 50 kbit/s up, 100 down, slow start. ROAD: 840 ms, 240 kbit/s, slow start, each connection reset at a random ',
		'byte with a chance of 2 %, the mean of the first 50 lucks. Seconds hold what phone and server compute. PouchDB’s ',
		'province was taken on LOCAL alone: it takes hundreds of requests. Yjs, Automerge and TinyBase, which would hold it in ',
		'one document, were not taken.\n',
		...(['round', 'province'] as const).map((load) =>
			tableOf(
				rows.filter((row) => row.load === load),
				load,
			),
		),
	].join('');
}

function tableOf(rows: readonly MarketerRow[], load: MarketerRow['load']): string {
	if (rows.length === 0) return '';
	const ours = rows.find(({ peer }) => peer.name === TAMBON);
	const bytes = ({ local }: MarketerRow) => local.up + local.down;
	const titles = ['', 'bytes', 'up', 'down', 'requests', 's LOCAL', 's FAR', 's EDGE', 's ROAD'];
	return [
		`\n## ${TITLES[load]}\n\n`,
		line(titles),
		line(titles.map((_, i) => (i === 0 ? '---' : '--:'))),
		...rows.map((row) =>
			line([
				row.peer.name,
				whole(bytes(row)) + (ours ? ` (×${(bytes(row) / bytes(ours)).toFixed(2)})` : ''),
				whole(row.local.up),
				whole(row.local.down),
				whole(row.local.requests),
				seconds(row.local.seconds),
				seconds(row.far?.seconds),
				seconds(row.edge?.seconds),
				seconds(row.road?.fifty),
			]),
		),
	].join('');
}
