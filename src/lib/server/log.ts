import type { Env } from './env.ts';

/**
 * error: a developer should go and look; info: an important change of state; debug: the rest. One JSON line each.
 * Never put secrets, personal data or the sizes of pictures into `facts`.
 */
export interface Log {
	error(event: string, facts?: Readonly<Record<string, unknown>>): void;
	info(event: string, facts?: Readonly<Record<string, unknown>>): void;
	debug(event: string, facts?: Readonly<Record<string, unknown>>): void;
}

const LEVELS = ['error', 'info', 'debug'] as const;

export function makeLog(level: Env['logLevel'], write: (line: string) => void): Log {
	const at =
		(name: (typeof LEVELS)[number]) =>
		(event: string, facts: Readonly<Record<string, unknown>> = {}) => {
			if (LEVELS.indexOf(name) > LEVELS.indexOf(level)) return;
			write(JSON.stringify({ at: new Date().toISOString(), level: name, event, ...facts }));
		};
	return { error: at('error'), info: at('info'), debug: at('debug') };
}
