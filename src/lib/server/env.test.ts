import { expect, it } from 'vitest';
import { readEnv } from './env.ts';

it('runs with nothing set', () => {
	const reading = readEnv({});
	expect(reading).toMatchObject({ kind: 'ok', env: { port: 3000, origin: 'http://localhost:3000' } });
});

it('tells every wrong value and what it should be', () => {
	const reading = readEnv({ PORT: 'many', ORIGIN: 'tambon', LOG_LEVEL: 'loud' });
	expect(reading).toEqual({
		kind: 'bad',
		problems: [
			'PORT="many": a port number from 0 to 65535',
			'ORIGIN="tambon": the address people use, such as https://tambon.example',
			'LOG_LEVEL="loud": one of error, info, debug',
		],
	});
});
