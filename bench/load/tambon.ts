import { seeded } from '../support/workload.ts';
import { startServer } from '../../tests/support/server.ts';
import { openLines } from './line.ts';
import type { Loaded } from './open-loop.ts';
import { joinedSellers, syncNewPrice, type Seller } from './sellers.ts';

/** The production server in a process of its own on a big database, and the phones of sellers of random shops. */
export async function loadTambon(dataDir: string, shops: number): Promise<Loaded> {
	const sellers = joinedSellers(dataDir);
	const server = await startServer(dataDir, undefined, { LOG_LEVEL: 'error' });
	const lines = openLines(server.port);
	const random = seeded(Date.now());
	const busy = new Set<number>();
	return {
		name: 'Tambon',
		shops,
		async editSync() {
			if (busy.size === sellers.length) throw new Error('every phone waits for its answer');
			let chosen = Math.floor(random() * sellers.length);
			while (busy.has(chosen)) chosen = (chosen + 1) % sellers.length;
			busy.add(chosen);
			await syncNewPrice(lines, sellers[chosen] as Seller).finally(() => busy.delete(chosen));
		},
		async stop() {
			lines.close();
			await server.stop();
		},
	};
}
