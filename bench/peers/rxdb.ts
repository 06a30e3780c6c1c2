import { createRequire } from 'node:module';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { thingsHere } from '../support/load.ts';
import type { PeerPhones, PeerServer, Who } from './contract.ts';

interface Item {
	readonly id: string;
	readonly price: number;
	readonly updatedAt: number;
}
interface Master extends Item {
	readonly _deleted: boolean;
}
interface PushRow {
	readonly assumedMasterState?: Master;
	readonly newDocumentState: Master;
}
type Checkpoint = Pick<Item, 'id' | 'updatedAt'>;

interface Asked {
	readonly query: Record<string, string>;
	readonly body: PushRow[];
}
interface Answering {
	json(value: unknown): void;
}
interface Express {
	(): RequestListener & {
		use(handler: unknown): void;
		get(path: string, handler: (asked: Asked, answering: Answering) => void): void;
		post(path: string, handler: (asked: Asked, answering: Answering) => void): void;
		listen(port: number, host: string, done: () => void): Server;
	};
	json(options: object): unknown;
}

const PAGE = 1_000;
const inOrder = (a: Checkpoint, b: Checkpoint) => a.updatedAt - b.updatedAt || (a.id < b.id ? -1 : 1);

/** The server that its manual describes for HTTP replication, in memory, behind gzip. */
export async function start(): Promise<PeerServer> {
	const require = createRequire(import.meta.url);
	const express = require('express') as Express;
	const app = express();
	app.use((require('compression') as (options: object) => unknown)({ threshold: 0 }));
	app.use(express.json({ limit: '50mb' }));
	const docs = new Map<string, Master>(
		thingsHere().map((thing) => [thing.id, { ...(thing as unknown as Item), _deleted: false }]),
	);
	app.get('/pull', ({ query }, answering) => {
		const after = { id: query['id'] ?? '', updatedAt: Number(query['updatedAt']) };
		const documents = [...docs.values()]
			.filter((doc) => inOrder(after, doc) < 0 && doc.id !== after.id)
			.sort(inOrder)
			.slice(0, Number(query['batchSize']));
		const last = documents.at(-1) ?? after;
		answering.json({ documents, checkpoint: { id: last.id, updatedAt: last.updatedAt } });
	});
	app.post('/push', ({ body }, answering) => {
		const conflicts: Master[] = [];
		for (const { assumedMasterState, newDocumentState } of body) {
			const master = docs.get(newDocumentState.id);
			if (master && master.updatedAt !== assumedMasterState?.updatedAt) conflicts.push(master);
			else docs.set(newDocumentState.id, newDocumentState);
		}
		answering.json(conflicts);
	});
	const server = await new Promise<Server>((resolve) => {
		const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
	});
	return {
		port: (server.address() as AddressInfo).port,
		ticket: '',
		holds: async ({ id, price }) => docs.get(id)?.price === price,
		async stop() {},
	};
}

const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const TEXTS =
	'type shopId sku name description unit category status owner phone province district address photoId'.split(
		' ',
	);
const SCHEMA = {
	version: 0,
	primaryKey: 'id',
	type: 'object',
	properties: {
		id: { type: 'string', maxLength: 32 },
		...Object.fromEntries(TEXTS.map((name) => [name, text])),
		price: number,
		stock: number,
		updatedAt: number,
		photoIds: { type: 'array', items: text },
	},
	required: ['id'],
} as const;

export function phones(port: number): PeerPhones {
	const base = `http://127.0.0.1:${port}`;
	const held = new Map<Who, RxCollection<Item>>();
	const phone = (who: Who) => held.get(who) as RxCollection<Item>;
	let made = 0;
	const wanted = thingsHere().length;
	/** After any time in the workload. */
	let clock = 1_770_000_000_000;
	async function sync(who: Who): Promise<void> {
		const replication = replicateRxCollection<Item, Checkpoint>({
			collection: phone(who),
			replicationIdentifier: 'http',
			live: false,
			waitForLeadership: false,
			deletedField: '_deleted',
			push: {
				batchSize: PAGE,
				async handler(rows) {
					const headers = { accept: 'application/json', 'content-type': 'application/json' };
					const response = await fetch(`${base}/push`, {
						method: 'POST',
						headers,
						body: JSON.stringify(rows),
					});
					return response.json();
				},
			},
			pull: {
				batchSize: PAGE,
				async handler(checkpoint, batchSize) {
					const { id = '', updatedAt = 0 } = checkpoint ?? {};
					const asked = `updatedAt=${updatedAt}&id=${id}&batchSize=${batchSize}`;
					return (await fetch(`${base}/pull?${asked}`)).json();
				},
			},
		});
		await replication.awaitInitialReplication();
		await replication.awaitInSync();
		await replication.cancel();
	}
	return {
		async fresh(who) {
			// It allows sixteen open collections.
			await held.get(who)?.database.close();
			const db = await createRxDatabase({
				name: `${who}${++made}`,
				storage: getRxStorageMemory(),
				multiInstance: false,
			});
			const { docs } = await db.addCollections({ docs: { schema: SCHEMA } });
			held.set(who, docs as unknown as RxCollection<Item>);
		},
		async firstSync(who) {
			await sync(who);
			const found = await phone(who).find().exec();
			if (found.length !== wanted) throw new Error(`got ${found.length} documents`);
		},
		settle: () => sync('writer'),
		async edit(edits) {
			for (const { id, price } of edits) {
				const doc = await phone('writer').findOne(id).exec();
				await doc?.incrementalPatch({ price, updatedAt: ++clock });
			}
		},
		push: () => sync('writer'),
		async pull({ id, price }) {
			await sync('reader');
			const doc = await phone('reader').findOne(id).exec();
			if (doc?.price !== price) throw new Error('the news did not come');
		},
		idle: () => sync('reader'),
		async rest() {},
	};
}
