import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isSync, openLine, type BadLine } from './line.ts';
import { calm, type Fate, type Turn } from './weather.ts';

let line: BadLine;
let server: http.Server;
/** Bodies that arrived whole. */
let heard: string[];

beforeEach(async () => {
	heard = [];
	server = http.createServer((request, response) => {
		let body = '';
		request.on('data', (part: Buffer) => (body += part.toString()));
		request.on('end', () => {
			heard.push(body);
			response.end('taken');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	line = await openLine();
	line.leadTo((server.address() as AddressInfo).port);
});
afterEach(async () => {
	await line.close();
	await new Promise((resolve) => server.close(resolve));
});

/** What a phone hears; null where the line broke. */
const ask = (body: string): Promise<string | null> =>
	fetch(`http://127.0.0.1:${line.port}/api/sync`, { method: 'POST', body, headers: { connection: 'close' } })
		.then((answer) => answer.text())
		.catch(() => null);
const cut = (turn: Omit<Turn, 'wait'>) => (): Fate => ({ ...calm(), cut: { ...turn, wait: 0 } });

it('carries what it is given, torn and late as well', async () => {
	line.weather(() => ({ ...calm(), isTorn: true, delay: 2, late: 5 }));
	expect(await ask('edits')).toBe('taken');
	expect(heard).toEqual(['edits']);
	await expect.poll(() => line.count()).toEqual({ syncs: 1, interrupted: 0, unreached: 0, cuts: 0 });
});

it('cuts a request before its end, and an answer to one that took effect', async () => {
	line.weather(cut({ way: 'up', part: 0.9 }));
	expect(await ask('never heard')).toBeNull();
	line.weather(cut({ way: 'down', part: 0 }));
	expect(await ask('never answered')).toBeNull();
	expect(heard).toEqual(['never answered']);
	await expect.poll(() => line.count()).toEqual({ syncs: 2, interrupted: 2, unreached: 0, cuts: 2 });
});

it('strikes once, in the exchange it waited for, when the request is with the server', async () => {
	const struck: string[][] = [];
	const done = line.ambush({
		turn: { way: 'up', part: 1, wait: 20 },
		of: isSync,
		after: 1,
		strike: async () => void struck.push(await Promise.resolve([...heard])),
	});
	await ask('first');
	expect(struck).toEqual([]);
	await ask('second');
	await done;
	await ask('third');
	expect(struck).toEqual([['first', 'second']]);
});

it('tells a server that is not there from one that was interrupted', async () => {
	line.leadTo(1);
	expect(await ask('nobody')).toBeNull();
	await expect.poll(() => line.count()).toMatchObject({ interrupted: 0, unreached: 1 });
});
