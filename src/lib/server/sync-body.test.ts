import { brotliDecompressSync, createBrotliDecompress, deflateRawSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MAX_REQUEST_BYTES, PACKED } from '../sync/protocol.ts';
import { Malformed } from '../sync/wire/shape.ts';
import { packAnswer, readBody } from './sync-body.ts';

const post = (body: Uint8Array<ArrayBuffer>) =>
	new Request('http://tambon.example/', { method: 'POST', body });
const packed = (text: string) => new Uint8Array(Buffer.concat([Buffer.from([PACKED]), deflateRawSync(text)]));

describe("a request's body", () => {
	it('is read plain or packed', async () => {
		const text = JSON.stringify(Array(100).fill('น้ำพริก'));
		expect(await readBody(post(new TextEncoder().encode(text)))).toEqual({ kind: 'ok', text });
		expect(await readBody(post(packed(text)))).toEqual({ kind: 'ok', text });
	});

	it('may not be larger than its limit, packed or unpacked', async () => {
		expect(await readBody(post(new Uint8Array(MAX_REQUEST_BYTES + 1)))).toEqual({ kind: 'too-large' });
		expect(await readBody(post(packed(' '.repeat(50_000_000))))).toEqual({ kind: 'too-large' });
	});

	it('that cannot be unpacked is malformed', async () => {
		await expect(readBody(post(new Uint8Array([PACKED, 255, 255, 255])))).rejects.toThrow(Malformed);
	});
});

describe('an answer', () => {
	const pages = [['["head"]', '["first"]'], [`["${'เรื่องเล่า'.repeat(200)}"]`]];
	const plain = '["head"]\n["first"]\n' + `["${'เรื่องเล่า'.repeat(200)}"]\n`;

	async function* inTurn(all: readonly (readonly string[])[]) {
		for (const page of all) yield await Promise.resolve(page);
	}

	it('is packed as the device accepts', async () => {
		const br = Buffer.from(await (await packAnswer(inTurn(pages), 'gzip, br')).arrayBuffer());
		const gz = Buffer.from(await (await packAnswer(inTurn(pages), 'gzip')).arrayBuffer());
		expect(brotliDecompressSync(br).toString()).toBe(plain);
		expect(gunzipSync(gz).toString()).toBe(plain);
		expect(await (await packAnswer(inTurn(pages), '')).text()).toBe(plain);
	});

	it('of two pages says the first before the second is packed; one page says its length', async () => {
		const first = pages[0] ?? [];
		const two = await packAnswer(inTurn(pages), 'br');
		expect(two.headers.get('content-length')).toBeNull();
		const chunks: Uint8Array[] = [];
		for await (const chunk of two.body as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
		expect(chunks.length).toBeGreaterThan(1);
		const begun = createBrotliDecompress();
		const text = new Promise((resolve) => begun.once('data', (part: Buffer) => resolve(part.toString())));
		begun.write(chunks[0]);
		expect(await text).toBe(first.join('\n') + '\n');

		const long = [['["x"]'.repeat(200)]];
		expect((await packAnswer(inTurn(long), 'br')).headers.get('content-length')).not.toBeNull();
	});

	it('that is short goes as it is', async () => {
		const answer = await packAnswer(inTurn([['[1]'], []]), 'br');
		expect(answer.headers.get('content-encoding')).toBeNull();
		expect(await answer.text()).toBe('[1]\n');
	});

	it('that is long streams: a page is read when the one before has left', async () => {
		let read = 0;
		const long = `["${'เรื่องเล่า'.repeat(8_000)}"]`;
		async function* lazily() {
			for (read = 1; read <= 40; read++) yield await Promise.resolve([long]);
		}
		for (const [accepts, unpack] of [
			['br', brotliDecompressSync],
			['gzip', gunzipSync],
			['', (bytes: Buffer) => bytes],
		] as const) {
			const answer = await packAnswer(lazily(), accepts);
			expect(read).toBeLessThan(10);
			expect(answer.headers.get('content-length')).toBeNull();
			const bytes = Buffer.from(await answer.arrayBuffer());
			expect(unpack(bytes).toString()).toBe(`${long}\n`.repeat(40));
		}
	});

	it('that nobody wants any more is read no further', async () => {
		let ended = false;
		async function* lazily() {
			try {
				for (;;) yield await Promise.resolve([`["${'เรื่องเล่า'.repeat(8_000)}"]`]);
			} finally {
				ended = true;
			}
		}
		const answer = await packAnswer(lazily(), 'br');
		await answer.body?.cancel();
		expect(ended).toBe(true);
	});
});
