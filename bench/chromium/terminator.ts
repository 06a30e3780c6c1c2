import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freeFolder } from '../../tests/support/server.ts';
import { sleep } from '../support/until.ts';

const CADDYFILE = fileURLToPath(new URL('../../docs/Caddyfile', import.meta.url));
/** How long Caddy may take to make its certificates and listen, milliseconds. */
const START_LIMIT = 20_000;

/** Whether there is a Caddy to run. */
export const hasCaddy = (): boolean => spawnSync('caddy', ['version']).status === 0;

/**
 * Caddy with the project's own Caddyfile as `https://localhost:port` before Tambon at another port, in a folder that is
 * thrown away; its certificates are its own, and nobody is told to trust them.
 */
export async function startCaddy(
	port: number,
	tambon: number,
	protocols: 'h1' | 'h1 h2',
): Promise<{ stop(): Promise<void> }> {
	const folder = freeFolder();
	const file = join(folder, 'Caddyfile');
	const options = `admin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tservers {\n\t\tprotocols ${protocols}\n\t}`;
	writeFileSync(file, `{\n\t${options}\n}\nimport ${CADDYFILE}\n`);
	let said = '';
	const env = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder };
	// A request's host is matched without its port: the counting proxy before it has another one.
	const site = { SITE: `https://localhost:${port}`, TAMBON: `127.0.0.1:${tambon}` };
	const child = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
		env: { ...process.env, ...env, ...site },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	child.stderr.on('data', (part: Buffer) => (said += part.toString()));
	const deadline = performance.now() + START_LIMIT;
	while (!(await listens(port))) {
		if (child.exitCode !== null || performance.now() > deadline) throw new Error(`Caddy: ${said}`);
		await sleep(50);
	}
	return {
		async stop() {
			const ended = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGTERM');
			await ended;
		},
	};
}

function listens(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
}
