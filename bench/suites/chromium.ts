import { chromium, type Browser } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/chromium.mjs';
import { freeFolder, startServer } from '../../tests/support/server.ts';
import { openBrowserPhone, type BrowserPhone } from '../chromium/browser-phone.ts';
import { chromiumTable, type Connection, type Over, type Seen } from '../chromium/table.ts';
import { hasCaddy, startCaddy } from '../chromium/terminator.ts';
import { PHASES, untilQuiet, type Phase } from '../support/peer-phases.ts';
import { seedWorkload } from '../support/phone.ts';
import { priceBook } from '../support/prices.ts';
import { LOCAL, startProxy, type Proxy } from '../support/proxy.ts';
import { makeWorkload } from '../support/workload.ts';

type Phases = Record<Phase, Seen>;

const WAYS: readonly Over[] = ['HTTP/1.1', 'HTTP/1.1, TLS', 'HTTP/2, TLS'];
const CONNECTIONS: readonly Connection[] = ['cold', 'warm'];
/** So long nothing may cross before a phase's bytes are all counted, milliseconds. */
const QUIET = 300;
/** A browser looks for a newer service worker about a second after a page was opened, milliseconds. */
const SETTLED = 3_000;

/**
 * `npm run bench -- chromium`: the peers' workload once more from the app in a real Chromium, over HTTP/1.1 and over
 * HTTP/2, on new and on kept connections; bytes at the socket, TLS records included. The table goes to
 * results/chromium.md. Null without a Chromium or a Caddy.
 */
export async function takeChromium(): Promise<Record<string, number | null>> {
	const executablePath = findChromium();
	if (executablePath === null || !hasCaddy()) {
		process.stderr.write('bench: it takes a Chromium and a Caddy (Debian: apt-get install caddy)\n');
		return {};
	}
	const args = [...CHROMIUM_FLAGS, '--ignore-certificate-errors'];
	const browser = await chromium.launch({ executablePath, args });
	try {
		const taken: [Over, Connection, Phases][] = [];
		for (const over of WAYS) {
			for (const connection of CONNECTIONS) {
				process.stderr.write(`bench: Chromium over ${over}, ${connection}…\n`);
				taken.push([over, connection, await takeOver(browser, over, connection)]);
			}
		}
		const table = chromiumTable(taken);
		process.stdout.write(table);
		mkdirSync(new URL('../results/', import.meta.url), { recursive: true });
		writeFileSync(new URL('../results/chromium.md', import.meta.url), table);
		const bytes = (over: Over, connection: Connection, phase: Phase) => {
			const seen = taken.find((row) => row[0] === over && row[1] === connection)?.[2][phase];
			return seen ? seen.up + seen.down : null;
		};
		return {
			'chromium.first200.h2.bytes': bytes('HTTP/2, TLS', 'warm', 'first sync'),
			'chromium.edit.push.h1.bytes': bytes('HTTP/1.1', 'warm', 'push 1'),
			'chromium.edit.push.h2.bytes': bytes('HTTP/2, TLS', 'warm', 'push 1'),
			'chromium.edit.pull.h2.bytes': bytes('HTTP/2, TLS', 'warm', 'pull 1'),
			'chromium.idle.h2.bytes': bytes('HTTP/2, TLS', 'warm', 'nothing new'),
		};
	} finally {
		await browser.close();
	}
}

async function takeOver(browser: Browser, over: Over, connection: Connection): Promise<Phases> {
	const dataDir = freeFolder();
	await seedWorkload(dataDir);
	const secure = over !== 'HTTP/1.1';
	const [serverPort, caddyPort] = [await freePort(), await freePort()];
	const proxy = await startProxy(secure ? caddyPort : serverPort);
	const origin = `${secure ? 'https' : 'http'}://localhost:${proxy.port}`;
	const server = await startServer(dataDir, serverPort, { ORIGIN: origin });
	const caddy = secure
		? await startCaddy(caddyPort, serverPort, over === 'HTTP/2, TLS' ? 'h1 h2' : 'h1')
		: null;
	const writer = await openBrowserPhone(browser, dataDir, origin);
	const reader = await openBrowserPhone(browser, dataDir, origin);
	try {
		return await takePhases({
			proxy,
			connection,
			writer,
			reader,
			protocol: over === 'HTTP/2, TLS' ? 'h2' : 'http/1.1',
		});
	} finally {
		await writer.close();
		await reader.close();
		await caddy?.stop();
		await proxy.close();
		await server.stop();
	}
}

interface Run {
	readonly proxy: Proxy;
	readonly connection: Connection;
	readonly writer: BrowserPhone;
	readonly reader: BrowserPhone;
	/** What the browser must say that it spoke. */
	readonly protocol: string;
}

async function takePhases({ proxy, connection, writer, reader, protocol }: Run): Promise<Phases> {
	const take = async (phone: BrowserPhone, work: () => Promise<void>): Promise<Seen> => {
		await untilQuiet(proxy, QUIET);
		if (connection === 'cold') proxy.begin(LOCAL);
		else proxy.goOn();
		await work();
		await untilQuiet(proxy, QUIET);
		const { up, down, connections, requests } = proxy.count();
		const sent = await phone.requests();
		// Within TLS nobody can count them.
		if (requests > sent.length) throw new Error('something else crossed the line');
		const strange = sent.find((spoken) => spoken !== protocol);
		if (strange) throw new Error(`${strange} was spoken, not ${protocol}`);
		return { up, down, connections, requests: sent.length };
	};
	await untilQuiet(proxy, SETTLED);
	const book = priceBook(makeWorkload());
	const first = await take(writer, () => writer.firstSync());
	await take(reader, () => reader.firstSync());
	// What happens once a phone belongs to no phase
	await take(writer, () => writer.sync());
	const [one] = book.raise(1, 100);
	if (!one) throw new Error('no product');
	await writer.edit([one]);
	const pushOne = await take(writer, () => writer.sync());
	const pullOne = await take(reader, () => reader.sync());
	const hundred = book.raise(100, 300);
	await writer.edit(hundred);
	const pushHundred = await take(writer, () => writer.sync());
	const pullHundred = await take(reader, () => reader.sync());
	const idle = await take(reader, () => reader.sync());
	const last = hundred.at(-1) ?? one;
	if (!(await reader.holds(last))) throw new Error('the news did not come');
	const seen = [first, pushOne, pullOne, pushHundred, pullHundred, idle];
	return Object.fromEntries(PHASES.map((phase, i) => [phase, seen[i]])) as Phases;
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return port;
}
