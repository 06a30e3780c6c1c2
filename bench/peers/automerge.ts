import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	Repo,
	type AutomergeUrl,
	type Chunk,
	type PeerId,
	type StorageAdapterInterface,
	type StorageKey,
} from '@automerge/automerge-repo';
import { WebSocketClientAdapter, WebSocketServerAdapter } from '@automerge/automerge-repo-network-websocket';
import { WebSocketServer } from 'ws';
import { until } from '../support/until.ts';
import { makeWorkload } from '../support/workload.ts';
import type { PeerPhones, PeerServer, Who } from './contract.ts';

interface Shop {
	shop: Record<string, unknown>;
	products: Record<string, { price: number }>;
}

/** What a phone keeps between its sessions. */
class Memory implements StorageAdapterInterface {
	readonly #held = new Map<string, { key: StorageKey; data: Uint8Array }>();
	async load(key: StorageKey): Promise<Uint8Array | undefined> {
		return this.#held.get(key.join('/'))?.data;
	}
	async save(key: StorageKey, data: Uint8Array): Promise<void> {
		this.#held.set(key.join('/'), { key, data });
	}
	async remove(key: StorageKey): Promise<void> {
		this.#held.delete(key.join('/'));
	}
	async loadRange(prefix: StorageKey): Promise<Chunk[]> {
		return [...this.#held].filter(([path]) => path.startsWith(prefix.join('/'))).map(([, chunk]) => chunk);
	}
	async removeRange(prefix: StorageKey): Promise<void> {
		for (const path of this.#held.keys()) if (path.startsWith(prefix.join('/'))) this.#held.delete(path);
	}
}

export async function start(): Promise<PeerServer> {
	const server = createServer();
	const network = new WebSocketServerAdapter(
		new WebSocketServer({ server, perMessageDeflate: false }),
		60_000,
	);
	const repo = new Repo({
		storage: new Memory(),
		network: [network],
		peerId: 'server' as PeerId,
		sharePolicy: async () => false,
	});
	const { shop, products } = makeWorkload();
	const handle = repo.create<Shop>({ shop: { ...shop }, products: {} });
	// One change a product: when more than a third of all changes is missing, the whole document is sent.
	for (const product of products)
		handle.change((doc) => {
			doc.products[product.id] = { ...product, photoIds: [...product.photoIds] } as { price: number };
		});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		ticket: handle.url,
		holds: async ({ id, price }) => handle.doc().products[id]?.price === price,
		async stop() {},
	};
}

interface Open {
	readonly repo: Repo;
	readonly network: WebSocketClientAdapter;
}

export function phones(port: number, ticket: string): PeerPhones {
	const url = ticket as AutomergeUrl;
	const held = new Map<Who, Memory>();
	const open: Open[] = [];
	let made = 0;
	const repoOf = (who: Who, network: WebSocketClientAdapter[]) =>
		new Repo({ network, storage: held.get(who) as Memory, peerId: `${who}${++made}` as PeerId });
	async function reach(who: Who): Promise<Repo> {
		const network = new WebSocketClientAdapter(`ws://127.0.0.1:${port}`);
		const repo = repoOf(who, [network]);
		open.push({ repo, network });
		// Asked before it knows the server, on a line of more than 350 ms, it finds the document unavailable.
		await until(() => repo.peers.length > 0);
		return repo;
	}
	const connect = async (who: Who) => (await reach(who)).find<Shop>(url);
	return {
		async fresh(who) {
			held.set(who, new Memory());
		},
		async firstSync(who, stubborn = false) {
			// Once it has found the document unavailable, it gives the handle all the same to whoever asks for that too.
			const asked = stubborn ? { allowableStates: ['ready' as const, 'unavailable' as const] } : {};
			const handle = await (await reach(who)).find<Shop>(url, asked);
			await until(() => handle.isReady());
			await until(() => Object.keys(handle.doc().products).length === 200);
		},
		settle: async () => void (await connect('writer')),
		async edit(edits) {
			const repo = repoOf('writer', []);
			const handle = await repo.find<Shop>(url);
			handle.change((doc) => {
				for (const { id, price } of edits) (doc.products[id] as { price: number }).price = price;
			});
			await repo.flush();
		},
		async push() {
			await connect('writer');
		},
		async pull({ id, price }) {
			const handle = await connect('reader');
			await until(() => handle.doc().products[id]?.price === price);
		},
		idle: async () => void (await connect('reader')),
		async rest() {
			for (const { repo, network } of open.splice(0)) {
				network.disconnect();
				await repo.flush();
			}
		},
	};
}
