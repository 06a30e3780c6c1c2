import 'fake-indexeddb/auto';
import { catalogueOf } from '../../src/lib/domain/access.ts';
import type { Account } from '../../src/lib/client/accounts.ts';
import { openSession, type Session } from '../../src/lib/client/session.ts';
import { deviceStore } from '../../src/lib/client/store/device.ts';
import { httpTransport } from '../../src/lib/client/transport.ts';
import { openApp } from '../../src/lib/server/app.ts';
import { invite, redeem } from '../../src/lib/server/invitations.ts';
import { writeAs, type ServerEdit } from '../../src/lib/server/write.ts';
import { newKey, randomKey } from '../../src/lib/domain/key.ts';
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
				cookie: `__Host-t-${enrolment}=${joined.session}`,
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

async function sameEverywhere(...phones: readonly Phone[]): Promise<boolean> {
	const states = await Promise.all(
		phones.map(async ({ session }) => {
			const rows = await session.db.records.toArray();
			return JSON.stringify(rows.map(({ kind, key, fields }) => [kind, key, Object.entries(fields).sort()]));
		}),
	);
	return states.every((state) => state === states[0]);
}
