import type { App } from './app.ts';

/** Whether this server can answer people: its database does. Says nothing that a stranger should not know. */
export async function healthOf(app: App, version: string): Promise<{ ok: boolean; version: string }> {
	try {
		await app.store.read(({ db }) => db.selectFrom('meta').select('key').limit(1).execute());
		return { ok: true, version };
	} catch (error) {
		app.log.error('database does not answer', { error: String(error) });
		return { ok: false, version };
	}
}
