import { catalogueOf } from '../../src/lib/domain/access.ts';
import { makeRunner } from '../../src/lib/client/runner.ts';
import { openApp } from '../../src/lib/server/app.ts';
import { findRecord } from '../../src/lib/server/store/queries/records.ts';
import { freeFolder, startServer } from '../../tests/support/server.ts';
import { KIND } from '../support/kind.ts';
import { LOADS, loadHere, shopsOf } from '../support/load.ts';
import { openMarketer } from '../support/marketer.ts';
import { openPhone, seedLoad, SHOP, type Phone } from '../support/phone.ts';
import { seeded } from '../support/workload.ts';
import type { PeerPhones, PeerServer, Who } from './contract.ts';

/** The production server over its own SQLite; its folder is the ticket, by which phones are invited. */
export async function start(): Promise<PeerServer> {
	const dataDir = freeFolder();
	await seedLoad(dataDir, shopsOf(loadHere()));
	const server = await startServer(dataDir);
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	return {
		port: server.port,
		ticket: dataDir,
		async holds({ id, price }) {
			const found = await app.store.read((tx) => findRecord(tx, catalogueOf(SHOP), KIND, id));
			return found?.fields['price'] === price;
		},
		async stop() {
			await app.store.close();
			await server.stop();
		},
	};
}

/** Rounds until all is said, as the app makes them: what breaks is tried again after the runner's own waits. */
async function syncThrough(phone: Phone, random: () => number): Promise<void> {
	await new Promise<void>((resolve) => {
		const runner = makeRunner({
			round: phone.round,
			told: (end) => {
				if (end?.kind !== 'done') return;
				void runner.stop();
				resolve();
			},
			random,
			now: () => performance.now(),
			setTimer: setTimeout,
			clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
		});
		// As on a tap: what was written gathers for a while first, which is no work of the line's.
		runner.wake('hand');
	});
}

export function phones(port: number, ticket: string): PeerPhones {
	const held = new Map<Who, Phone>();
	const load = loadHere();
	const random = seeded(1);
	const sync = (who: Who) => syncThrough(held.get(who) as Phone, random);
	return {
		async fresh(who) {
			held.get(who)?.session.close();
			held.set(who, await (load === 'shop' ? openPhone(ticket, port) : openMarketer(ticket, port, load)));
		},
		async firstSync(who) {
			await sync(who);
			const { db } = (held.get(who) as Phone).session;
			const found = await db.records.filter(({ kind }) => kind === KIND).count();
			if (found !== LOADS[load].shops * LOADS[load].products) throw new Error(`got ${found} products`);
		},
		settle: () => sync('writer'),
		edit: (edits) => (held.get('writer') as Phone).edit(edits),
		push: () => sync('writer'),
		async pull({ id, price }) {
			await sync('reader');
			const { db, space } = (held.get('reader') as Phone).session;
			const row = await db.records.get([space, KIND, id]);
			if (row?.fields['price'] !== price) throw new Error('the news did not come');
		},
		idle: () => sync('reader'),
		async rest() {},
	};
}
