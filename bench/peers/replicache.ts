import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Replicache, TEST_LICENSE_KEY, type ReadonlyJSONObject, type WriteTransaction } from 'replicache';
import type { PriceEdit } from '../support/prices.ts';
import { until } from '../support/until.ts';
import { thingsHere } from '../support/load.ts';
import type { PeerPhones, PeerServer, Who } from './contract.ts';

interface Pull {
	readonly clientGroupID: string;
	readonly cookie: number | null;
}
interface Push {
	readonly clientGroupID: string;
	readonly mutations: readonly { readonly clientID: string; readonly id: number; readonly args: PriceEdit }[];
}
interface Client {
	readonly group: string;
	last: number;
	version: number;
}

/** The per-space version strategy of its manual, in memory, answers in gzip. */
export async function start(): Promise<PeerServer> {
	let version = 1;
	const entries = new Map<string, { version: number; value: Record<string, unknown> }>(
		thingsHere().map((thing) => [thing.id, { version, value: { ...thing } }]),
	);
	const clients = new Map<string, Client>();
	function push({ clientGroupID, mutations }: Push): object {
		version++;
		for (const { clientID, id, args } of mutations) {
			const client = clients.get(clientID) ?? { group: clientGroupID, last: 0, version };
			clients.set(clientID, client);
			if (id !== client.last + 1) continue;
			client.last = id;
			client.version = version;
			const before = entries.get(args.id)?.value;
			entries.set(args.id, { version, value: { ...before, price: args.price } });
		}
		return {};
	}
	function pull({ clientGroupID, cookie }: Pull): object {
		const known = cookie ?? 0;
		const patch = [...entries]
			.filter(([, entry]) => entry.version > known)
			.map(([id, { value }]) => ({ op: 'put', key: `e/${id}`, value }));
		const news = [...clients].filter(([, { group, version }]) => group === clientGroupID && version > known);
		const lastMutationIDChanges = Object.fromEntries(news.map(([id, { last }]) => [id, last]));
		return { cookie: version, lastMutationIDChanges, patch };
	}
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const asked: unknown = JSON.parse(Buffer.concat(parts).toString());
			const answer = request.url === '/push' ? push(asked as Push) : pull(asked as Pull);
			const body = gzipSync(JSON.stringify(answer));
			response.writeHead(200, {
				'content-type': 'application/json',
				'content-encoding': 'gzip',
				'content-length': body.length,
			});
			response.end(body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		ticket: '',
		holds: async ({ id, price }) => entries.get(id)?.value['price'] === price,
		async stop() {},
	};
}

const mutators = {
	async price(tx: WriteTransaction, { id, price }: { id: string; price: number }) {
		const before = (await tx.get(`e/${id}`)) as ReadonlyJSONObject;
		await tx.set(`e/${id}`, { ...before, price });
	},
};
/** Longer than any run: it sends only when told to. Milliseconds. */
const NEVER = 1_000_000_000;

export function phones(port: number): PeerPhones {
	const base = `http://127.0.0.1:${port}`;
	const held = new Map<Who, Replicache<typeof mutators>>();
	const phone = (who: Who) => held.get(who) as Replicache<typeof mutators>;
	let made = 0;
	const wanted = thingsHere().length;
	return {
		async fresh(who) {
			await held.get(who)?.close();
			held.delete(who);
		},
		async firstSync(who) {
			// It pulls as soon as it exists.
			const replicache = new Replicache({
				name: `${who}${++made}`,
				licenseKey: TEST_LICENSE_KEY,
				kvStore: 'mem',
				pullURL: `${base}/pull`,
				pushURL: `${base}/push`,
				pushDelay: NEVER,
				pullInterval: null,
				logLevel: 'error',
				mutators,
			});
			held.set(who, replicache);
			const count = () =>
				replicache.query(async (tx) => (await tx.scan({ prefix: 'e/' }).keys().toArray()).length);
			await until(async () => (await count()) === wanted);
		},
		// What was pushed is offered again until a pull has confirmed it.
		settle: () => phone('writer').pull({ now: true }),
		async edit(edits) {
			for (const { id, price } of edits) await phone('writer').mutate.price({ id, price });
		},
		push: () => phone('writer').push({ now: true }),
		async pull({ id, price }) {
			await phone('reader').pull({ now: true });
			const held = await phone('reader').query(
				async (tx) => (await tx.get(`e/${id}`)) as ReadonlyJSONObject | undefined,
			);
			if (held?.['price'] !== price) throw new Error('the news did not come');
		},
		idle: () => phone('reader').pull({ now: true }),
		async rest() {},
	};
}
