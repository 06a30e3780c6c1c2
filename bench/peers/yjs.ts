import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import WebSocket, { WebSocketServer } from 'ws';
import type { WebsocketProvider } from 'y-websocket';
import type * as Yjs from 'yjs';
import { until } from '../support/until.ts';
import { makeWorkload } from '../support/workload.ts';
import type { PeerPhones, PeerServer, Who } from './contract.ts';

// Its server comes as CommonJS alone, and two copies of Yjs in one process do not know each other's types.
const require = createRequire(import.meta.url);
const Y = require('yjs') as typeof Yjs;
const { WebsocketProvider: Provider } = require('y-websocket') as {
	WebsocketProvider: typeof WebsocketProvider;
};
type Product = Yjs.Map<unknown>;

const deflate = (packed: boolean) => (packed ? { threshold: 0 } : false);

export async function start(packed: boolean): Promise<PeerServer> {
	const { setupWSConnection, getYDoc } = require('y-websocket-server/bin/utils') as {
		setupWSConnection(socket: WebSocket, request: unknown): void;
		getYDoc(name: string): Yjs.Doc;
	};
	const server = createServer();
	const sockets = new WebSocketServer({ server, perMessageDeflate: deflate(packed) });
	sockets.on('connection', setupWSConnection);
	const doc = getYDoc('shop');
	const { shop, products } = makeWorkload();
	const put = (root: Yjs.Map<unknown>, thing: object & { readonly id: string }) => {
		const map = new Y.Map();
		root.set(thing.id, map);
		for (const [field, value] of Object.entries(thing))
			map.set(field, Array.isArray(value) ? Y.Array.from(value) : value);
	};
	doc.transact(() => {
		put(doc.getMap('shop'), shop);
		for (const product of products) put(doc.getMap('products'), product);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		ticket: '',
		holds: async ({ id, price }) => doc.getMap<Product>('products').get(id)?.get('price') === price,
		async stop() {},
	};
}

export function phones(port: number, _ticket: string, packed: boolean): PeerPhones {
	class Socket extends WebSocket {
		constructor(url: string, protocols?: string | string[]) {
			super(url, protocols, { perMessageDeflate: deflate(packed) });
		}
	}
	const held = new Map<Who, Yjs.Doc>();
	const open: WebsocketProvider[] = [];
	const products = (who: Who) => (held.get(who) as Yjs.Doc).getMap<Product>('products');
	function connect(who: Who): WebsocketProvider {
		const provider = new Provider(`ws://127.0.0.1:${port}`, 'shop', held.get(who) as Yjs.Doc, {
			WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
			disableBc: true,
			resyncInterval: -1,
		});
		open.push(provider);
		return provider;
	}
	async function synced(who: Who): Promise<void> {
		const provider = connect(who);
		await until(() => provider.synced);
	}
	return {
		async fresh(who) {
			held.set(who, new Y.Doc());
		},
		async firstSync(who) {
			await synced(who);
			if (products(who).size !== 200) throw new Error(`got ${products(who).size} products`);
		},
		settle: () => synced('writer'),
		async edit(edits) {
			held.get('writer')?.transact(() => {
				for (const { id, price } of edits) products('writer').get(id)?.set('price', price);
			});
		},
		async push() {
			connect('writer');
		},
		async pull({ id, price }) {
			await synced('reader');
			if (products('reader').get(id)?.get('price') !== price) throw new Error('the news did not come');
		},
		idle: () => synced('reader'),
		async rest() {
			for (const provider of open.splice(0)) provider.destroy();
		},
	};
}
