import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PeerPhones, PeerServer } from '../peers/contract.ts';
import type { Listed } from '../peers/list.ts';
import { LOAD, type LoadName } from './load.ts';

const script = fileURLToPath(new URL('./peer-process.ts', import.meta.url));
/** How long any one thing may take, milliseconds: a hundred whole documents over EDGE take 35 s, a province minutes. */
const PATIENCE = 900_000;

interface Said {
	readonly ready?: { readonly port: number; readonly ticket: string };
	readonly id?: number;
	readonly value?: unknown;
	readonly error?: string;
}

export interface Running<T> {
	readonly remote: T;
	/** Ends the process. */
	end(): Promise<void>;
}

/** Starts the server of a peer in a process of its own. */
export async function startPeerServer(
	{ file, packed }: Listed,
	load: LoadName,
): Promise<Running<PeerServer>> {
	const { child, ready } = await startSide([file, 'server', packed ? 'packed' : 'plain'], load);
	const remote = Object.assign(caller<PeerServer>(child), ready);
	return {
		remote,
		async end() {
			await remote.stop();
			child.kill('SIGKILL');
		},
	};
}

/** Starts the phones of a peer in a process of their own: what they compute does not hold up the line. */
export async function startPeerPhones(
	{ file, packed }: Listed,
	port: number,
	ticket: string,
	load: LoadName,
): Promise<Running<PeerPhones>> {
	const args = [file, 'phones', packed ? 'packed' : 'plain', String(port), ticket];
	const { child } = await startSide(args, load);
	return {
		remote: caller<PeerPhones>(child),
		async end() {
			child.kill('SIGKILL');
		},
	};
}

async function startSide(
	args: readonly string[],
	load: LoadName,
): Promise<{ child: ChildProcess; ready: NonNullable<Said['ready']> }> {
	const child = fork(script, args, {
		env: { ...process.env, [LOAD]: load },
		execArgv: ['--disable-warning=ExperimentalWarning'],
		stdio: ['ignore', 'ignore', process.env.VERBOSE ? 'inherit' : 'ignore', 'ipc'],
	});
	const ready = await new Promise<NonNullable<Said['ready']>>((resolve, reject) => {
		child.once('message', (said: Said) => said.ready && resolve(said.ready));
		child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
	});
	return { child, ready };
}

/** Every method of `T` as a call to the process. */
function caller<T extends object>(child: ChildProcess): T {
	const waiting = new Map<number, (said: Said) => void>();
	let last = 0;
	child.on('message', (said: Said) => waiting.get(said.id ?? 0)?.(said));
	child.on('exit', (code) => {
		for (const answer of waiting.values()) answer({ error: `the process ended with ${code}` });
	});
	const call = (method: string, args: readonly unknown[]) =>
		new Promise((resolve, reject) => {
			const id = ++last;
			const timer = setTimeout(() => waiting.get(id)?.({ error: `${method} took too long` }), PATIENCE);
			waiting.set(id, ({ value, error }) => {
				clearTimeout(timer);
				waiting.delete(id);
				if (error === undefined) resolve(value);
				else reject(new Error(error));
			});
			child.send({ id, method, args });
		});
	// A promise is taken for one by its `then`: this object is none.
	return new Proxy({} as T, {
		get: (own, name) =>
			name in own || name === 'then'
				? Reflect.get(own, name)
				: (...args: readonly unknown[]) => call(String(name), args),
	});
}
