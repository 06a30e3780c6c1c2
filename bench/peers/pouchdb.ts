import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Server, RequestListener } from 'node:http';
import { freeFolder } from '../../tests/support/server.ts';
import { thingsHere } from '../support/load.ts';
import type { PeerPhones, PeerServer, Who } from './contract.ts';

interface Doc {
	readonly _id: string;
	readonly price: number;
}

/** What of PouchDB is used here; it brings no types. */
interface Pouch {
	bulkDocs(docs: readonly object[]): Promise<unknown>;
	get(id: string): Promise<Doc>;
	allDocs(options: object): Promise<{ rows: { doc: Doc }[] }>;
	info(): Promise<{ doc_count: number }>;
	readonly replicate: {
		from(remote: Pouch, options?: object): Replication;
		to(remote: Pouch): Promise<unknown>;
	};
}

/** Live ones pause where they have caught up, or with an error to try again after. */
interface Replication extends Promise<{ docs_written: number }> {
	on(event: 'paused', listener: (error?: unknown) => void): this;
	cancel(): void;
}

interface PouchClass {
	new (name: string, options?: object): Pouch;
	plugin(plugin: unknown): void;
	defaults(options: object): PouchClass;
	fetch(url: string, init?: object): Promise<unknown>;
}

interface Express {
	(): RequestListener & {
		use(path: string, handler: unknown): void;
		listen(port: number, host: string, done: () => void): Server;
	};
}

const require = createRequire(import.meta.url);
const PouchDB = require('pouchdb') as PouchClass;
PouchDB.plugin(require('pouchdb-adapter-memory'));
const InMemory = PouchDB.defaults({ adapter: 'memory' });

/** Beyond Node's 5 s: on a thin line the server would hang up just as the phone speaks again. Milliseconds. */
const IDLE_CONNECTION = 65_000;

export async function start(): Promise<PeerServer> {
	const serve = require('express-pouchdb') as (pouch: PouchClass, options: object) => unknown;
	const app = (require('express') as Express)();
	const logPath = join(freeFolder(), 'log.txt');
	app.use('/', serve(InMemory, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath }));
	const db = new InMemory('shop');
	await db.bulkDocs(thingsHere().map((thing) => ({ _id: thing.id, ...thing })));
	const server = await new Promise<Server>((resolve) => {
		const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
	});
	server.keepAliveTimeout = IDLE_CONNECTION;
	return {
		port: (server.address() as AddressInfo).port,
		ticket: '',
		holds: async ({ id, price }) => (await db.get(id)).price === price,
		async stop() {},
	};
}

/** As its manual has it for lines that break: live, with retries, as shipped. */
async function replicateLive(phone: Pouch, remote: Pouch, wanted: number): Promise<void> {
	const replication = phone.replicate.from(remote, { live: true, retry: true });
	await new Promise<void>((resolve) => replication.on('paused', (error) => error ?? resolve()));
	replication.cancel();
	const { doc_count } = await phone.info();
	if (doc_count !== wanted) throw new Error(`got ${doc_count} documents`);
}

export function phones(port: number): PeerPhones {
	const held = new Map<Who, Pouch>();
	const phone = (who: Who) => held.get(who) as Pouch;
	let agent = new Agent({ keepAlive: true });
	let made = 0;
	const wanted = thingsHere().length;
	// Its fetch for Node opens a connection for each request; browsers, and the others measured here, keep them.
	const remote = () =>
		new PouchDB(`http://127.0.0.1:${port}/shop`, {
			skip_setup: true,
			fetch: (url: string, init: object = {}) => PouchDB.fetch(url, { ...init, agent }),
		});
	return {
		async fresh(who) {
			held.set(who, new InMemory(`${who}${++made}`));
		},
		async firstSync(who, stubborn = false) {
			if (stubborn) return replicateLive(phone(who), remote(), wanted);
			const { docs_written } = await phone(who).replicate.from(remote());
			if (docs_written !== wanted) throw new Error(`got ${docs_written} documents`);
		},
		settle: async () => void (await phone('writer').replicate.to(remote())),
		async edit(edits) {
			const keys = edits.map(({ id }) => id);
			const { rows } = await phone('writer').allDocs({ keys, include_docs: true });
			await phone('writer').bulkDocs(rows.map(({ doc }, i) => ({ ...doc, price: edits[i]?.price })));
		},
		push: async () => void (await phone('writer').replicate.to(remote())),
		async pull({ id, price }) {
			await phone('reader').replicate.from(remote());
			if ((await phone('reader').get(id)).price !== price) throw new Error('the news did not come');
		},
		idle: async () => void (await phone('reader').replicate.from(remote())),
		async rest() {
			agent.destroy();
			agent = new Agent({ keepAlive: true });
		},
	};
}
