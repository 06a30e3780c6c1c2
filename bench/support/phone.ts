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
import { join, type Joined } from './join.ts';
import { KIND } from './kind.ts';
import type { PriceEdit } from './prices.ts';
import { makeWorkload, type Workload } from './workload.ts';

/** The shop whose catalogue holds the workload. */
export const SHOP = 'benchshop';
/** The province of all that is measured. */
export const AREA = '45';

const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

function editsOf({ shop, products }: Workload): ServerEdit[] {
	return [shop, ...products].flatMap((thing) => {
		const { id, description, ...fields } = thing as unknown as Record<string, string>;
		return [
			{ kind: thing === shop ? 'place' : KIND, key: id as string, set: fields as Fields },
			{ kind: 'story', key: id as string, set: { th: description as string } },
		];
	});
}

/** Writes the workload's shop and products into a database, as the server's own. */
export const seedWorkload = (dataDir: string): Promise<void> => seedLoad(dataDir, [makeWorkload()]);

/** The key of a shop among several; one alone is that of the phones here. */
export const shopKey = (i: number): string => (i === 0 ? SHOP : `${SHOP}${i}`);

/** Writes several shops, all of one province. */
export async function seedLoad(dataDir: string, shops: readonly Workload[]): Promise<void> {
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	await app.store.write(async (tx) => {
		for (const [i, shop] of shops.entries()) {
			const space = { id: catalogueOf(shopKey(i)), area: AREA, shop: shopKey(i) };
			await writeAs(tx, 'bench', space, editsOf(shop), app.now());
		}
	});
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
	return phoneOf(await join(dataDir, { role: 'seller', areas: [AREA], shop: SHOP }), port);
}

/** The phone of someone who has joined. */
export async function phoneOf({ account, cookie }: Joined, port: number): Promise<Phone> {
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
