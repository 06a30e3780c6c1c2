import {
	brotliCompress,
	constants,
	createBrotliCompress,
	createGzip,
	gzip,
	inflateRawSync,
	type BrotliCompress,
	type Gzip,
} from 'node:zlib';
import { promisify } from 'node:util';
import { CONTENT_TYPE, MAX_REQUEST_BYTES, MAX_UNPACKED_BYTES, PACK_FROM, PACKED } from '../sync/protocol.ts';
import { Malformed } from '../sync/wire/shape.ts';
import type { AnswerPages } from './sync/answer.ts';

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

/** Text held together before it is packed, and the most that gets the highest quality: what is longer streams. */
const WHOLE_UP_TO = 600_000;
/** How far back brotli looks, as a power of two: a province (12 MB) is a tenth shorter when it remembers all of it. */
const WINDOW = 22;
const WINDOW_OF_LONG = 24;
/** Brotli's highest quality takes some 4 s a megabyte: what streams takes a quicker one. */
const BEST_QUALITY = 11;
const QUALITY_OF_LONG = 9;
const GZIP_BEST = 9;
const GZIP_OF_LONG = 6;

/**
 * The answer's body: its lines, packed as the device accepts. Pages are packed and flushed one by one, so that the second is
 * packed while the first travels, and the first is stored while the second does. An answer of one page says its length; a
 * long one is read from the database as the line takes it. No date and no other header than these: each byte counts.
 */
export async function packAnswer(pages: AnswerPages, accepts: string): Promise<Response> {
	const iterator = pages[Symbol.asyncIterator]();
	const texts: string[] = [];
	let length = 0;
	for (;;) {
		const next = await iterator.next();
		if (next.done) return packWhole(texts, length, encodingOf(accepts));
		if (next.value.length === 0) continue;
		const text = textOf(next.value);
		texts.push(text);
		length += Buffer.byteLength(text);
		if (length > WHOLE_UP_TO) return streamLong(texts, iterator, encodingOf(accepts));
	}
}

type Encoding = 'br' | 'gzip' | '';

const encodingOf = (accepts: string): Encoding =>
	/\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : '';
const textOf = (lines: readonly string[]) => lines.join('\n') + '\n';
const headersOf = (encoding: Encoding): Record<string, string> => ({
	'content-type': CONTENT_TYPE,
	...(encoding !== '' && { 'content-encoding': encoding }),
});

async function packWhole(texts: readonly string[], length: number, encoding: Encoding): Promise<Response> {
	const params = { ...brotliParams(BEST_QUALITY, WINDOW), [constants.BROTLI_PARAM_SIZE_HINT]: length };
	const [only = '', ...more] = texts;
	if (more.length > 0 && length >= PACK_FROM && encoding !== '')
		return stream([...texts], NOTHING_MORE, encoding, packerFor(encoding, params, GZIP_BEST));
	const plain = Buffer.from(texts.join(''));
	if (length < PACK_FROM || encoding === '') return respond(plain, headersOf(''));
	const pack =
		encoding === 'br'
			? promisify(brotliCompress)(only, { params })
			: promisify(gzip)(only, { level: GZIP_BEST });
	return respond(await pack, headersOf(encoding));
}

function respond(body: Buffer, headers: Record<string, string>): Response {
	return new Response(new Uint8Array(body), {
		headers: { ...headers, 'content-length': String(body.length) },
	});
}

const brotliParams = (quality: number, window: number) => ({
	[constants.BROTLI_PARAM_QUALITY]: quality,
	[constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
	[constants.BROTLI_PARAM_LGWIN]: window,
});

const packerFor = (encoding: Encoding, params: Readonly<Record<number, number>>, level: number): Packer =>
	encoding === 'br'
		? packerOf(createBrotliCompress({ params }))
		: encoding === 'gzip'
			? packerOf(createGzip({ level }))
			: plainPacker;

/** What comes behind the pages of an answer that is held whole. */
const NOTHING_MORE: AsyncIterator<readonly string[]> = {
	next: () => Promise.resolve({ done: true, value: undefined }),
};

interface Packer {
	/** The bytes that bring all of a page. */
	page(text: string): Promise<Uint8Array>;
	end(): Promise<Uint8Array>;
}

function packerOf(zip: BrotliCompress | Gzip): Packer {
	let parts: Buffer[] = [];
	zip.on('data', (part: Buffer) => parts.push(part));
	const taken = () => {
		const bytes = Buffer.concat(parts);
		parts = [];
		return new Uint8Array(bytes);
	};
	return {
		async page(text) {
			zip.write(text);
			await new Promise<void>((resolve) => zip.flush(resolve));
			return taken();
		},
		async end() {
			const ended = new Promise((resolve, reject) => zip.on('end', resolve).on('error', reject));
			zip.end();
			await ended;
			return taken();
		},
	};
}

const plainPacker: Packer = {
	page: (text) => Promise.resolve(new TextEncoder().encode(text)),
	end: () => Promise.resolve(new Uint8Array()),
};

const streamLong = (begun: string[], rest: AsyncIterator<readonly string[]>, encoding: Encoding): Response =>
	stream(
		begun,
		rest,
		encoding,
		packerFor(encoding, brotliParams(QUALITY_OF_LONG, WINDOW_OF_LONG), GZIP_OF_LONG),
	);

/** A page is read when the one before has left: where the line stands still, so does the reading. */
function stream(
	begun: string[],
	rest: AsyncIterator<readonly string[]>,
	encoding: Encoding,
	packer: Packer,
): Response {
	const nextText = async () => {
		const waiting = begun.shift();
		if (waiting !== undefined) return waiting;
		const next = await rest.next();
		return next.done ? null : textOf(next.value);
	};
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			const text = await nextText();
			const bytes = text === null ? await packer.end() : await packer.page(text);
			if (bytes.length > 0) controller.enqueue(bytes);
			if (text === null) controller.close();
		},
		async cancel() {
			await rest.return?.();
		},
	});
	return new Response(body, { headers: headersOf(encoding) });
}
