import 'fake-indexeddb/auto';
import { catalogueOf } from '../../src/lib/domain/access.ts';
import { newKey } from '../../src/lib/domain/key.ts';
import { openSession, type Session } from '../../src/lib/client/session.ts';
import { deviceStore } from '../../src/lib/client/store/device.ts';
import { httpTransport } from '../../src/lib/client/transport.ts';
import { openApp } from '../../src/lib/server/app.ts';
import { writeAs, type ServerEdit } from '../../src/lib/server/write.ts';
import { round, type RoundEnd } from '../../src/lib/sync/engine.ts';
import type { Fields } from '../../src/lib/sync/value.ts';
import { join } from './join.ts';
import { KIND } from './kind.ts';
import type { PriceEdit } from './prices.ts';
import { makeWorkload } from './workload.ts';

/** The shop whose catalogue holds the workload. */
export const SHOP = 'benchshop';
const AREA = '45';

const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

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

/** Writes the workload's shop and products into a database, as the server's own. */
export async function seedWorkload(dataDir: string): Promise<void> {
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	const space = { id: catalogueOf(SHOP), area: AREA, shop: SHOP };
	await app.store.write((tx) => writeAs(tx, 'bench', space, workloadEdits(), app.now()));
	await app.store.close();
}

export interface Phone {
	readonly session: Session;
	readonly cookie: string;
	/** One round as the app makes it. */
	round(): Promise<RoundEnd>;
	/** One round; throws when it does not reach the server. */
	sync(): Promise<void>;
	edit(edits: readonly PriceEdit[]): Promise<void>;
}

/** A phone of the shop with an empty database: the real engine, store, codec and transport, towards a port here. */
export async function openPhone(dataDir: string, port: number): Promise<Phone> {
	const { account, cookie } = await join(dataDir, { role: 'seller', areas: [AREA], shop: SHOP });
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
		transport: httpTransport(`http://127.0.0.1:${port}/api/sync`, fetcher),
		now: Date.now,
		newDeviceId: () => newKey(Date.now(), chance),
	};
	return {
		session,
		cookie,
		round: () => round(parts),
		async sync() {
			const end = await round(parts);
			if (end.kind !== 'done') throw new Error(`round ended ${JSON.stringify(end)}`);
		},
		edit(edits) {
			const { space } = session;
			return session.edit(...edits.map(({ id, price }) => ({ space, kind: KIND, key: id, set: { price } })));
		},
	};
}
