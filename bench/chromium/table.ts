import { PHASES, type Phase } from '../support/peer-phases.ts';

export type Over = 'HTTP/1.1' | 'HTTP/1.1, TLS' | 'HTTP/2, TLS';
/** A new connection for each phase, or the one that is open. */
export type Connection = 'cold' | 'warm';

/** What a phase took, bytes at the socket. */
export interface Seen {
	readonly up: number;
	readonly down: number;
	readonly requests: number;
	readonly connections: number;
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
const whole = (value: number) => value.toLocaleString('en');

/** The page of the app in Chromium. */
export function chromiumTable(taken: readonly (readonly [Over, Connection, Record<Phase, Seen>])[]): string {
	const table = (cell: (seen: Seen) => string) =>
		[
			line(['', 'connection', ...PHASES]),
			line(['---', '---', ...PHASES.map(() => '--:')]),
			...taken.map(([over, connection, phases]) =>
				line([over, connection, ...PHASES.map((phase) => cell(phases[phase]))]),
			),
		].join('');
	return [
		'# Sync from Chromium\n\n',
		'The workload of [peers.md](peers.md) by the app itself: the production build, installed, in a real Chromium on ',
		'localhost. Bytes at the socket, up+down, TLS records, headers and the session cookie included. HTTP/1.1 goes ',
		'straight to Tambon’s server; with TLS it goes by Caddy with [docs/Caddyfile](../../docs/Caddyfile). Cold: a new ',
		'connection for each phase; the browser has been there before, so that TLS resumes, and the certificate of the ',
		'local authority is short: a first visit to a public one costs some 2 kB more. Warm: the connection that is open, ',
		'as it is for minutes after any request of the app.\n\n',
		'## Bytes\n\n',
		table(({ up, down }) => whole(up + down)),
		'\n## Up, down\n\n',
		table(({ up, down }) => `${whole(up)}, ${whole(down)}`),
		'\n## Requests, connections opened\n\n',
		table(({ requests, connections }) => `${requests}, ${connections}`),
	].join('');
}
