import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningServer {
	readonly origin: string;
	readonly port: number;
	readonly dataDir: string;
	/** All it has said so far. */
	readonly output: () => string;
	/** Ends it as an operator would, and waits until it has. */
	stop(): Promise<void>;
	/** Ends it without warning. */
	kill(): Promise<void>;
	/** Starts it again on the same port and data, with more in its environment, or from another copy of the build. */
	again(env?: Record<string, string>, from?: string): Promise<RunningServer>;
}

/** A copy of the build whose service worker differs from ours by one line, as that of the next version would. */
export function newerBuild(): string {
	const copy = freeFolder();
	for (const name of ['build', 'scripts', 'package.json']) {
		cpSync(join(root, name), join(copy, name), { recursive: true });
	}
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
	const worker = join(copy, 'build/client/service-worker.js');
	appendFileSync(worker, '\n// the next version\n');
	for (const packed of ['.br', '.gz']) rmSync(worker + packed, { force: true });
	return copy;
}

export function freeFolder(): string {
	return mkdtempSync(join(tmpdir(), 'tambon-'));
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return port;
}

/** The real server of the production build, in a process of its own. */
export async function startServer(
	dataDir = freeFolder(),
	chosen?: number,
	env: Record<string, string> = {},
	from = root,
): Promise<RunningServer> {
	const port = chosen ?? (await freePort());
	const origin = `http://localhost:${port}`;
	let said = '';
	const child = spawn(process.execPath, [join(from, 'scripts/serve.mjs')], {
		cwd: from,
		env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', ORIGIN: origin, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	child.stdout.on('data', (part: Buffer) => (said += part.toString()));
	child.stderr.on('data', (part: Buffer) => (said += part.toString()));
	await untilHealthy(`${origin}/health`, child, () => said);
	return {
		origin,
		port,
		dataDir,
		output: () => said,
		stop: () => end(child, 'SIGTERM'),
		kill: () => end(child, 'SIGKILL'),
		again: (more = {}, place = root) => startServer(dataDir, port, { ...env, ...more }, place),
	};
}

/** How long a server may take to answer, milliseconds. */
const START_LIMIT = 30_000;

async function untilHealthy(url: string, child: ChildProcess, said: () => string): Promise<void> {
	const deadline = performance.now() + START_LIMIT;
	while (performance.now() < deadline) {
		if (child.exitCode !== null) throw new Error(`the server ended: ${said()}`);
		const healthy = await fetch(url).then(
			(response) => response.ok,
			() => false,
		);
		if (healthy) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`the server did not answer: ${said()}`);
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	return new Promise((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null) return resolve();
		child.once('exit', () => resolve());
		child.kill(signal);
	});
}
