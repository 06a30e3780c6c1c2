import 'fake-indexeddb/auto';
import { request } from 'node:http';
import { brotliDecompressSync, constants } from 'node:zlib';
import { catalogueOf } from '../../src/lib/domain/access.ts';
import type { Account } from '../../src/lib/client/accounts.ts';
import { openSession, type Session } from '../../src/lib/client/session.ts';
import { deviceStore } from '../../src/lib/client/store/device.ts';
import { httpTransport } from '../../src/lib/client/transport.ts';
import { openApp } from '../../src/lib/server/app.ts';
import { invite, redeem } from '../../src/lib/server/invitations.ts';
import { writeAs, type ServerEdit } from '../../src/lib/server/write.ts';
import { newKey, randomKey } from '../../src/lib/domain/key.ts';
import { CONTENT_TYPE } from '../../src/lib/sync/protocol.ts';
import { round } from '../../src/lib/sync/engine.ts';
import type { Fields } from '../../src/lib/sync/value.ts';
import { freeFolder, startServer } from '../../tests/support/server.ts';
import { EDGE, LOCAL, startProxy, type Count, type Line, type Proxy } from '../support/proxy.ts';
import { makeWorkload } from '../support/workload.ts';

/** Of a kind no schema knows: the peers' workload travels as it is, its descriptions as the long texts they are. */
const KIND = 'item';

function workloadEdits(): ServerEdit[] {
	const { shop, products } = makeWorkload();
	return [shop, ...products].flatMap((thing) => {
		const { id, description, ...fields } = thing as unknown as Record<string, string>;
		return [
			{ kind: thing === shop ? 'place' : KIND, key: id as string, set: fields as Fields },
			{ kind: 'story', key: id as string, set: { th: description as string } },
		];
	});
}

interface Phone {
	readonly session: Session;
	readonly cookie: string;
	/** One round as the app makes it; throws when it does not reach the server. */
	sync(): Promise<void>;
}

/** A phone of the shop with an empty database: the real engine, store, codec and transport. */
async function phone(dataDir: string, shop: string, proxy: Proxy): Promise<Phone> {
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	const wish = { role: 'seller', areas: ['45'], shop, name: 'bench', validMs: 60_000 } as const;
	const invited = await invite(app, null, wish);
	if (invited.kind !== 'ok') throw new Error(invited.kind);
	const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
	const asked = { secret: invited.secret, key: randomKey(43, chance), phone: 'bench', device: '' };
	const joined = await redeem(app, asked);
	if (joined.kind !== 'ok') throw new Error(joined.kind);
	await app.store.close();
	const { enrolment, person } = joined;
	const account: Account = { enrolment, ...person };
	const cookie = `__Host-t-${enrolment}=${joined.session}`;
	const session = await openSession(
		account,
		() => {},
		() => {},
	);
	// Node's fetch offers gzip alone over plain HTTP; every browser offers brotli where it matters, over TLS.
	const fetcher: typeof fetch = (url, init) =>
		fetch(url, {
			...init,
			headers: {
				...(init?.headers as Record<string, string>),
				'accept-encoding': 'br',
				cookie,
			},
		});
	const parts = {
		store: deviceStore(session.db),
		transport: httpTransport(`http://127.0.0.1:${proxy.port}/api/sync`, fetcher),
		now: Date.now,
		newDeviceId: () => newKey(Date.now(), chance),
	};
	return {
		session,
		cookie,
		async sync() {
			const end = await round(parts);
			if (end.kind !== 'done') throw new Error(`round ended ${JSON.stringify(end)}`);
		},
	};
}

/** Everything but the session cookie: no peer carries one. Its bytes are a figure of their own. */
const bytes = (count: Count) => count.up + count.down - count.cookies;

async function phase(proxy: Proxy, line: Line, work: () => Promise<void>) {
	proxy.begin(line);
	const began = performance.now();
	await work();
	const seconds = (performance.now() - began) / 1_000;
	return { ...proxy.count(), seconds };
}

async function editPrices({ session }: Phone, count: number, by: number): Promise<void> {
	const rows = await session.db.records.filter((row) => row.kind === KIND).toArray();
	await session.edit(
		...rows.slice(0, count).map((row) => {
			const price = (row.fields['price'] as number) + by;
			return { space: session.space, kind: KIND, key: row.key, set: { price } };
		}),
	);
}

/** The peers' workload: a shop of 200 products, one edit, a hundred, nothing; counted at the socket, a connection each. */
export async function takeSync(): Promise<Record<string, number>> {
	const dataDir = freeFolder();
	const shop = 'benchshop';
	const space = { id: catalogueOf(shop), area: '45', shop };
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	await app.store.write((tx) => writeAs(tx, 'bench', space, workloadEdits(), app.now()));
	await app.store.close();
	const server = await startServer(dataDir);
	const proxy = await startProxy(server.port);
	try {
		const [a, b, onEdge] = [
			await phone(dataDir, shop, proxy),
			await phone(dataDir, shop, proxy),
			await phone(dataDir, shop, proxy),
		];
		const first = await phase(proxy, LOCAL, () => a.sync());
		await b.sync();
		await a.sync();
		await editPrices(a, 1, 100);
		const push = await phase(proxy, LOCAL, () => a.sync());
		const pull = await phase(proxy, LOCAL, () => b.sync());
		await editPrices(a, 100, 300);
		const pushHundred = await phase(proxy, LOCAL, () => a.sync());
		const pullHundred = await phase(proxy, LOCAL, () => b.sync());
		const idle = await phase(proxy, LOCAL, () => b.sync());
		const edge = await phase(proxy, EDGE, () => onEdge.sync());
		const same = await sameEverywhere(a, b);
		if (!same) throw new Error('the phones differ after the workload');
		process.stderr.write(`${JSON.stringify({ first, push, pull, pushHundred, pullHundred, idle, edge })}\n`);
		return {
			'sync.first200.bytes': bytes(first),
			'sync.first200.text.bytes': await bytesUntilText(server.port, a, bytes(first)),
			'sync.first200.requests': first.requests,
			'sync.edit.push.bytes': bytes(push),
			'sync.edit.pull.bytes': bytes(pull),
			'sync.hundred.push.bytes': bytes(pushHundred),
			'sync.hundred.pull.bytes': bytes(pullHundred),
			'sync.idle.bytes': bytes(idle),
			'sync.edit.requests': push.requests,
			'sync.first200.edge': Math.round(edge.seconds * 100) / 100,
			'sync.cookie.bytes': push.cookies,
		};
	} finally {
		await proxy.close();
		await server.stop();
	}
}

/**
 * Bytes of a first sync, up+down, until all but the long texts can be stored: the answer is cut shorter and shorter
 * and what is left is unpacked, as a phone does with what has arrived.
 */
async function bytesUntilText(port: number, { session, cookie }: Phone, whole: number): Promise<number> {
	const { account, space } = session;
	const answer = await new Promise<Buffer>((resolve, reject) => {
		const headers = { 'content-type': CONTENT_TYPE, 'accept-encoding': 'br', cookie };
		const asking = request({ port, path: '/api/sync', method: 'POST', headers }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
		});
		asking.on('error', reject).end(JSON.stringify([1, account.enrolment, '', [[space, 0]]]));
	});
	const linesIn = (length: number) => {
		const flush = { finishFlush: constants.BROTLI_OPERATION_FLUSH };
		return brotliDecompressSync(answer.subarray(0, length), flush).toString().split('\n').length - 1;
	};
	let enough = answer.length;
	while (enough > 1 && linesIn(enough - 1) >= 2) enough--;
	return whole - answer.length + enough;
}

async function sameEverywhere(...phones: readonly Phone[]): Promise<boolean> {
	const states = await Promise.all(
		phones.map(async ({ session }) => {
			const rows = await session.db.records.toArray();
			return JSON.stringify(rows.map(({ kind, key, fields }) => [kind, key, Object.entries(fields).sort()]));
		}),
	);
	return states.every((state) => state === states[0]);
}
