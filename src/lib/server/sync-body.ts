import { brotliCompress, constants, createBrotliCompress, gzip, inflateRawSync } from 'node:zlib';
import { promisify } from 'node:util';
import { CONTENT_TYPE, MAX_REQUEST_BYTES, MAX_UNPACKED_BYTES, PACK_FROM, PACKED } from '../sync/protocol.ts';
import { Malformed } from '../sync/wire/shape.ts';
import type { AnswerPages } from './sync.ts';

export type BodyReading = { readonly kind: 'ok'; readonly text: string } | { readonly kind: 'too-large' };

/** Reads a request's body, packed or plain. Throws Malformed when it cannot be unpacked. */
export async function readBody(request: Request): Promise<BodyReading> {
	const bytes = await readCapped(request);
	if (!bytes) return { kind: 'too-large' };
	if (bytes[0] !== PACKED) return { kind: 'ok', text: bytes.toString('utf8') };
	try {
		const text = inflateRawSync(bytes.subarray(1), { maxOutputLength: MAX_UNPACKED_BYTES }).toString('utf8');
		return { kind: 'ok', text };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return { kind: 'too-large' };
		throw new Malformed('packing');
	}
}

async function readCapped(request: Request): Promise<Buffer | null> {
	const parts: Uint8Array[] = [];
	let length = 0;
	if (!request.body) return Buffer.alloc(0);
	for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
		length += part.length;
		if (length > MAX_REQUEST_BYTES) return null;
		parts.push(part);
	}
	return Buffer.concat(parts);
}

/** Brotli's highest quality takes some 4 s a megabyte; an answer above this many bytes takes a quicker one. */
const BEST_QUALITY_UP_TO = 600_000;
/** How far back brotli looks, as a power of two: a province (12 MB) is a tenth shorter when it remembers all of it. */
const WINDOW = 22;
const WINDOW_OF_LONG = 24;

/**
 * The answer's body: its lines, packed as the device accepts. Pages are flushed one by one, so that the first can be
 * read and stored while the second still travels. No date and no other header than these: each byte counts.
 */
export async function packAnswer(pages: AnswerPages, accepts: string): Promise<Response> {
	const texts = pages.filter((lines) => lines.length > 0).map((lines) => lines.join('\n') + '\n');
	const headers: Record<string, string> = { 'content-type': CONTENT_TYPE };
	const plain = Buffer.from(texts.join(''));
	const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : '';
	if (plain.length < PACK_FROM || encoding === '') return respond(plain, headers);
	const packed =
		encoding === 'br' ? await brotliPages(texts, plain.length) : await promisify(gzip)(plain, { level: 9 });
	return respond(packed, { ...headers, 'content-encoding': encoding });
}

function respond(body: Buffer, headers: Record<string, string>): Response {
	return new Response(new Uint8Array(body), {
		headers: { ...headers, 'content-length': String(body.length) },
	});
}

async function brotliPages(texts: readonly string[], length: number): Promise<Buffer> {
	const isLong = length > BEST_QUALITY_UP_TO;
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: isLong ? 9 : 11,
		[constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
		[constants.BROTLI_PARAM_LGWIN]: isLong ? WINDOW_OF_LONG : WINDOW,
		[constants.BROTLI_PARAM_SIZE_HINT]: length,
	};
	const [only, ...more] = texts;
	if (only !== undefined && more.length === 0) return promisify(brotliCompress)(only, { params });
	const stream = createBrotliCompress({ params });
	const parts: Buffer[] = [];
	stream.on('data', (part: Buffer) => parts.push(part));
	const ended = new Promise((resolve, reject) => stream.on('end', resolve).on('error', reject));
	for (const text of texts) {
		stream.write(text);
		await new Promise<void>((resolve) => stream.flush(resolve));
	}
	stream.end();
	await ended;
	return Buffer.concat(parts);
}
