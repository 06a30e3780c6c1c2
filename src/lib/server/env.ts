import { z } from 'zod';
import { resolve } from 'node:path';

/** The most bytes a request may have in all; each route has a lower limit of its own. */
const wholeNumber = (low: number, high: number, fallback: number) =>
	z.coerce.number().int().min(low).max(high).default(fallback);

const schema = z.object({
	DATA_DIR: z.string().min(1).default('data'),
	HOST: z.string().min(1).default('127.0.0.1'),
	PORT: wholeNumber(0, 65_535, 3000),
	/** What people type: the address in invitation links. */
	ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
	LOG_LEVEL: z.enum(['error', 'info', 'debug']).default('info'),
});

export interface Env {
	/** Absolute. */
	readonly dataDir: string;
	readonly host: string;
	readonly port: number;
	/** Without a slash at its end. */
	readonly origin: string;
	readonly logLevel: 'error' | 'info' | 'debug';
}

export type EnvReading = { kind: 'ok'; env: Env } | { kind: 'bad'; problems: string[] };

/** Reads the environment once. Every wrong value is told, each with what it should be. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): EnvReading {
	const given = Object.fromEntries(
		Object.keys(schema.shape).map((name) => [name, source[name] === '' ? undefined : source[name]]),
	);
	const parsed = schema.safeParse(given);
	if (!parsed.success) {
		const problems = parsed.error.issues.map((issue) => {
			const name = String(issue.path[0]);
			return `${name}=${JSON.stringify(source[name] ?? '')}: ${HELP[name] ?? issue.message}`;
		});
		return { kind: 'bad', problems };
	}
	const { DATA_DIR, HOST, PORT, ORIGIN, LOG_LEVEL } = parsed.data;
	return {
		kind: 'ok',
		env: {
			dataDir: resolve(DATA_DIR),
			host: HOST,
			port: PORT,
			origin: (ORIGIN ?? `http://localhost:${PORT}`).replace(/\/+$/, ''),
			logLevel: LOG_LEVEL,
		},
	};
}

const HELP: Readonly<Record<string, string>> = {
	DATA_DIR: 'a folder for the database and the photos',
	HOST: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
	PORT: 'a port number from 0 to 65535',
	ORIGIN: 'the address people use, such as https://tambon.example',
	LOG_LEVEL: 'one of error, info, debug',
};
