import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunningServer } from './server.ts';

const cli = fileURLToPath(new URL('../../src/lib/server/cli/invite.ts', import.meta.url));

/** An invitation link as whoever runs the server makes it. */
export function inviteLink(server: RunningServer, ...args: string[]): string {
	const { dataDir, origin, port } = server;
	const env = { ...process.env, DATA_DIR: dataDir, ORIGIN: origin, PORT: String(port) };
	const said = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', cli, ...args], {
		env,
	});
	const link = /https?:\/\/\S+#\S+/.exec(said.toString())?.[0];
	if (!link) throw new Error(said.toString());
	return link;
}
