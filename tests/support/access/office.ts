import { expect } from '@playwright/test';
import { openApp, type App } from '../../../src/lib/server/app.ts';
import { findVariant } from '../../../src/lib/server/store/queries/photo-variants.ts';
import { freeFolder, startServer, type RunningServer } from '../server.ts';
import type { Asked, Tried } from './probe.ts';
import { makeWorld, markOf, SHOPS, type Asker } from './world.ts';

/** The real server on a world of its own, and the same database beside it. */
export interface Office {
	readonly server: RunningServer;
	readonly app: App;
	readonly tried: Tried;
	ask(asker: Asker, asked: Asked): Promise<Answer>;
	close(): Promise<void>;
}

export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

export async function openOffice(): Promise<Office> {
	const dataDir = freeFolder();
	const app = await openApp({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	const world = await makeWorld(app);
	const server = await startServer(dataDir);
	// The small copies of the pictures are made beside
	for (const hash of [...Object.values(world.photo), world.openPhoto])
		await expect
			.poll(() => app.store.read((tx) => findVariant(tx, hash, { width: 320, format: 'webp' })))
			.not.toBeNull();
	return {
		server,
		app,
		tried: { ...world, app, origin: server.origin },
		async ask({ cookie }, { path, method = 'GET', headers, body }) {
			const response = await fetch(server.origin + path, {
				method,
				headers: { ...headers, ...(cookie && { cookie }) },
				redirect: 'manual',
				...(body !== undefined && { body }),
			});
			const told = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
			return { status: response.status, headers: told, body: await response.text() };
		},
		async close() {
			await app.store.close();
			await server.stop();
		},
	};
}

/** The marks of shops in an answer that this person may not see. */
export const leaks = ({ sees }: Asker, { body }: Answer): string[] =>
	SHOPS.filter((shop) => !sees.includes(shop) && body.includes(markOf(shop)));
