import { request } from 'node:http';
import { brotliDecompressSync, constants } from 'node:zlib';
import { CONTENT_TYPE } from '../../src/lib/sync/protocol.ts';
import { freeFolder, startServer } from '../../tests/support/server.ts';
import { openPhone, seedWorkload, type Phone } from '../support/phone.ts';
import { priceBook } from '../support/prices.ts';
import { EDGE, LOCAL, startProxy, type Count, type Line, type Proxy } from '../support/proxy.ts';
import { makeWorkload } from '../support/workload.ts';

/** Everything but the session cookie: no peer carries one. Its bytes are a figure of their own. */
const bytes = (count: Count) => count.up + count.down - count.cookies;

async function phase(proxy: Proxy, line: Line, work: () => Promise<void>) {
	proxy.begin(line);
	const began = performance.now();
	await work();
	const seconds = (performance.now() - began) / 1_000;
	return { ...proxy.count(), seconds };
}

/** The peers' workload: a shop of 200 products, one edit, a hundred, nothing; counted at the socket, a connection each. */
export async function takeSync(): Promise<Record<string, number>> {
	const dataDir = freeFolder();
	await seedWorkload(dataDir);
	const server = await startServer(dataDir);
	const proxy = await startProxy(server.port);
	try {
		const [a, b, onEdge] = [
			await openPhone(dataDir, proxy.port),
			await openPhone(dataDir, proxy.port),
			await openPhone(dataDir, proxy.port),
		];
		const first = await phase(proxy, LOCAL, () => a.sync());
		await b.sync();
		await a.sync();
		const book = priceBook(makeWorkload());
		await a.edit(book.raise(1, 100));
		const push = await phase(proxy, LOCAL, () => a.sync());
		const pull = await phase(proxy, LOCAL, () => b.sync());
		await a.edit(book.raise(100, 300));
		const pushHundred = await phase(proxy, LOCAL, () => a.sync());
		const pullHundred = await phase(proxy, LOCAL, () => b.sync());
		const idle = await phase(proxy, LOCAL, () => b.sync());
		const edge = await phase(proxy, EDGE, () => onEdge.sync());
		const same = await sameEverywhere(a, b);
		if (!same) throw new Error('the phones differ after the workload');
		process.stderr.write(`${JSON.stringify({ first, push, pull, pushHundred, pullHundred, idle, edge })}\n`);
		return {
			'sync.first200.bytes': bytes(first),
			'sync.first200.text.bytes': await bytesUntilText(server.port, a, bytes(first)),
			'sync.first200.requests': first.requests,
			'sync.edit.push.bytes': bytes(push),
			'sync.edit.pull.bytes': bytes(pull),
			'sync.hundred.push.bytes': bytes(pushHundred),
			'sync.hundred.pull.bytes': bytes(pullHundred),
			'sync.idle.bytes': bytes(idle),
			'sync.edit.requests': push.requests,
			'sync.first200.edge': Math.round(edge.seconds * 100) / 100,
			'sync.cookie.bytes': push.cookies,
		};
	} finally {
		await proxy.close();
		await server.stop();
	}
}

/**
 * Bytes of a first sync, up+down, until all but the long texts can be stored: the answer is cut shorter and shorter
 * and what is left is unpacked, as a phone does with what has arrived.
 */
async function bytesUntilText(port: number, { session, cookie }: Phone, whole: number): Promise<number> {
	const { account, space } = session;
	const answer = await new Promise<Buffer>((resolve, reject) => {
		const headers = { 'content-type': CONTENT_TYPE, 'accept-encoding': 'br', cookie };
		const asking = request({ port, path: '/api/sync', method: 'POST', headers }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
		});
		asking.on('error', reject).end(JSON.stringify([1, account.enrolment, '', [[space, 0]]]));
	});
	const linesIn = (length: number) => {
		const flush = { finishFlush: constants.BROTLI_OPERATION_FLUSH };
		return brotliDecompressSync(answer.subarray(0, length), flush).toString().split('\n').length - 1;
	};
	let enough = answer.length;
	while (enough > 1 && linesIn(enough - 1) >= 2) enough--;
	return whole - answer.length + enough;
}

async function sameEverywhere(...phones: readonly Phone[]): Promise<boolean> {
	const states = await Promise.all(
		phones.map(async ({ session }) => {
			const rows = await session.db.records.toArray();
			return JSON.stringify(rows.map(({ kind, key, fields }) => [kind, key, Object.entries(fields).sort()]));
		}),
	);
	return states.every((state) => state === states[0]);
}
