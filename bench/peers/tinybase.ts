import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMergeableStore, type MergeableStore, type Row } from 'tinybase';
import { createCustomPersister } from 'tinybase/persisters';
import { createWsSynchronizer, type WsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client';
import { createWsServer } from 'tinybase/synchronizers/synchronizer-ws-server';
import WebSocket, { WebSocketServer } from 'ws';
import { until } from '../support/until.ts';
import { makeWorkload } from '../support/workload.ts';
import type { PeerPhones, PeerServer, Who } from './contract.ts';

/** A cell holds no list. */
const flat = (thing: object): Row =>
	Object.fromEntries(
		Object.entries(thing).map(([name, value]) => [
			name,
			Array.isArray(value) ? JSON.stringify(value) : value,
		]),
	);
const deflate = (packed: boolean) => (packed ? { threshold: 0 } : false);
/** How long it may wait for an answer, seconds: its own second is too short for any line here. */
const PATIENCE = 30;
/** What a persister may hold: a store of either kind. Its constant is not exported at run time. */
const ANY_STORE = 3;

export async function start(packed: boolean): Promise<PeerServer> {
	const server = createServer();
	const sockets = new WebSocketServer({ server, perMessageDeflate: deflate(packed) });
	const store = createMergeableStore('server');
	const { shop, products } = makeWorkload();
	store.transaction(() => {
		store.setRow('shop', shop.id, flat(shop));
		for (const product of products) store.setRow('products', product.id, flat(product));
	});
	createWsServer(sockets, () =>
		createCustomPersister(
			store,
			async () => store.getMergeableContent(),
			async () => {},
			() => 0,
			() => {},
			undefined,
			ANY_STORE,
		),
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		ticket: '',
		holds: async ({ id, price }) => store.getCell('products', id, 'price') === price,
		async stop() {},
	};
}

export function phones(port: number, _ticket: string, packed: boolean): PeerPhones {
	const held = new Map<Who, MergeableStore>();
	const open: WsSynchronizer<WebSocket>[] = [];
	const phone = (who: Who) => held.get(who) as MergeableStore;
	let made = 0;
	async function connect(who: Who): Promise<void> {
		const socket = new WebSocket(`ws://127.0.0.1:${port}/shop`, { perMessageDeflate: deflate(packed) });
		const synchronizer = await createWsSynchronizer(phone(who), socket, PATIENCE);
		open.push(synchronizer);
		await synchronizer.startSync();
	}
	return {
		async fresh(who) {
			held.set(who, createMergeableStore(`${who}${++made}`));
		},
		async firstSync(who) {
			await connect(who);
			await until(() => phone(who).getRowCount('products') === 200);
		},
		settle: () => connect('writer'),
		async edit(edits) {
			phone('writer').transaction(() => {
				for (const { id, price } of edits) phone('writer').setCell('products', id, 'price', price);
			});
		},
		push: () => connect('writer'),
		async pull({ id, price }) {
			await connect('reader');
			await until(() => phone('reader').getCell('products', id, 'price') === price);
		},
		idle: () => connect('reader'),
		async rest() {
			for (const synchronizer of open.splice(0)) await synchronizer.destroy();
		},
	};
}
