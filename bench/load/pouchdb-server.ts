// Run as a process: node pouchdb-server.ts FOLDER SHOPS. PouchDB's server as it comes, a database a shop, on the disk.
import { createRequire } from 'node:module';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { makeWorkload } from '../support/workload.ts';

interface Pouch {
	bulkDocs(docs: readonly object[]): Promise<readonly { readonly rev?: string }[]>;
}
interface PouchClass {
	new (name: string): Pouch;
	defaults(options: object): PouchClass;
}
interface Express {
	(): RequestListener & {
		use(path: string, handler: unknown): void;
		listen(port: number, host: string, done: () => void): Server;
	};
}
/** A product of a shop and its revision there. */
export interface Held {
	readonly shop: string;
	readonly doc: object;
	readonly rev: string;
}

const PRODUCTS = 10;
const [folder = '', count = ''] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const OnDisk = (require('pouchdb') as PouchClass).defaults({ prefix: join(folder, '/') });
// Before the databases are made: it lists those that it saw being made, and knows no others.
const serve = require('express-pouchdb') as (pouch: PouchClass, options: object) => unknown;
const app = (require('express') as Express)();
const logPath = join(folder, 'log.txt');
app.use('/', serve(OnDisk, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath }));
const held: Held[] = [];
for (let i = 0; i < Number(count); i++) {
	const { shop, products } = makeWorkload(PRODUCTS, i + 1);
	const docs = [shop, ...products].map((thing) => ({ _id: thing.id, ...thing }));
	const [, first] = await new OnDisk(`shop${i}`).bulkDocs(docs);
	held.push({ shop: `shop${i}`, doc: docs[1] as object, rev: first?.rev ?? '' });
}
const server = await new Promise<Server>((resolve) => {
	const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
});
server.keepAliveTimeout = 65_000;
process.send?.({ port: (server.address() as AddressInfo).port, held });
process.on('disconnect', () => process.exit(0));
