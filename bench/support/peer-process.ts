// Run as a process: node peer-process.ts FILE SIDE PACKED [PORT TICKET]. One side of a peer, called by IPC.
import type { Peer, Side } from '../peers/contract.ts';

interface Call {
	readonly id: number;
	readonly method: string;
	readonly args: readonly unknown[];
}

const [file, side, packing, port, ticket = ''] = process.argv.slice(2) as [
	string,
	Side,
	string,
	string,
	string,
];
const peer = (await import(new URL(`../peers/${file}.ts`, import.meta.url).href)) as Peer;
const packed = packing === 'packed';
const answers = side === 'server' ? await peer.start(packed) : peer.phones(Number(port), ticket, packed);

process.on('message', ({ id, method, args }: Call) => {
	const work = (answers as unknown as Record<string, (...args: readonly unknown[]) => Promise<unknown>>)[
		method
	];
	Promise.resolve(work?.apply(answers, [...args])).then(
		(value) => process.send?.({ id, value }),
		(error: unknown) => process.send?.({ id, error: error instanceof Error ? error.stack : String(error) }),
	);
});
process.on('disconnect', () => process.exit(0));
process.send?.({
	ready:
		side === 'server'
			? { port: (answers as { port: number }).port, ticket: (answers as { ticket: string }).ticket }
			: {},
});
