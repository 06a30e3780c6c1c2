import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freeFolder } from '../../tests/support/server.ts';
import { seeded } from '../support/workload.ts';
import { openLines, type Lines } from './line.ts';
import type { Loaded } from './open-loop.ts';
import type { Held } from './pouchdb-server.ts';

const script = fileURLToPath(new URL('./pouchdb-server.ts', import.meta.url));
/** Revisions that its checkpoints and its documents' histories remember, as they come. */
const CHECKPOINTS = 5;
const REVISIONS = 20;

/** A phone that holds one shop's database and has replicated it before. */
interface Phone {
	readonly shop: string;
	readonly doc: { readonly price?: number };
	/** Hashes of the document's revisions, the latest first. */
	revisions: string[];
	start: number;
	price: number;
	sequence: number;
	history: { last_seq: number; session_id: string }[];
}

const hex = (bytes: number) => randomBytes(bytes).toString('hex');

/** express-pouchdb in a process of its own over LevelDB, and phones that push one edit as PouchDB 9 replicates it. */
export async function loadPouch(shops: number): Promise<Loaded> {
	const folder = freeFolder();
	const child = fork(script, [folder, String(shops)], {
		execArgv: ['--disable-warning=ExperimentalWarning'],
		stdio: ['ignore', 'ignore', process.env.VERBOSE ? 'inherit' : 'ignore', 'ipc'],
	});
	const { port, held } = await new Promise<{ port: number; held: Held[] }>((resolve, reject) => {
		child.once('message', (said) => resolve(said as { port: number; held: Held[] }));
		child.once('exit', (code) => reject(new Error(`PouchDB's server ended with ${code}`)));
	});
	const lines = openLines(port);
	const random = seeded(Date.now());
	const phones = held.map(({ shop, doc, rev }): Phone => {
		return { shop, doc, revisions: [rev.slice(2)], start: 1, price: 0, sequence: 11, history: [] };
	});
	const busy = new Set<Phone>();
	return {
		name: 'PouchDB 9 ↔ express-pouchdb',
		shops,
		async editSync() {
			if (busy.size === phones.length) throw new Error('every phone waits for its answer');
			let chosen = Math.floor(random() * phones.length);
			while (busy.has(phones[chosen] as Phone)) chosen = (chosen + 1) % phones.length;
			const phone = phones[chosen] as Phone;
			busy.add(phone);
			await replicateEdit(lines, phone).finally(() => busy.delete(phone));
		},
		async stop() {
			lines.close();
			const ended = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGKILL');
			await ended;
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** The six requests of a one-shot push of one edit, as its client makes them one after the other. */
async function replicateEdit(lines: Lines, phone: Phone): Promise<void> {
	const { shop, doc } = phone;
	const id = (doc as { _id: string })._id;
	phone.start += 1;
	phone.revisions = [hex(16), ...phone.revisions].slice(0, REVISIONS);
	phone.price += 100;
	const rev = `${phone.start}-${phone.revisions[0]}`;
	const ask = async (method: string, path: string, body?: object) => {
		const headers = body ? { accept: 'application/json', 'content-type': 'application/json' } : {};
		const text = body && JSON.stringify(body);
		const { status, text: said } = await lines.ask({ method, path, headers, ...(text && { body: text }) });
		if (status >= 500) throw new Error(`${method} ${path}: ${status} ${said}`);
		return said;
	};
	const checkpoint = `/${shop}/_local/${encodeURIComponent(`${id}benchmark==`)}`;
	await ask('GET', '/');
	await ask('GET', checkpoint);
	const missing = await ask('POST', `/${shop}/_revs_diff`, { [id]: [rev] });
	if (!missing.includes(rev)) throw new Error(`not missing: ${missing}`);
	const _revisions = { start: phone.start, ids: phone.revisions };
	const edited = { ...doc, price: phone.price, _rev: rev, _revisions };
	const written = await ask('POST', `/${shop}/_bulk_docs`, { docs: [edited], new_edits: false });
	if (written.trim() !== '[]') throw new Error(`not written: ${written}`);
	const before = JSON.parse(await ask('GET', checkpoint)) as { _rev?: string };
	phone.sequence += 1;
	const session_id = `${hex(4)}-${hex(2)}-${hex(2)}-${hex(2)}-${hex(6)}`;
	phone.history = [{ last_seq: phone.sequence, session_id }, ...phone.history].slice(0, CHECKPOINTS);
	await ask('PUT', checkpoint, {
		session_id,
		_id: checkpoint.slice(shop.length + 2),
		history: phone.history,
		replicator: 'pouchdb',
		version: 1,
		last_seq: phone.sequence,
		...(before._rev && { _rev: before._rev }),
	});
}
