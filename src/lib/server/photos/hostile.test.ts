import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApp, type App } from '../app.ts';
import { encode } from './encode.ts';
import { MAX_PIXELS, opensTooLarge, pictureKind } from './picture.ts';
import { receivePhoto } from './receive.ts';
import { workOnce } from './work.ts';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
let folder: string;
let app: App;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'hostile-'));
	app = await openApp({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' });
});
afterEach(async () => {
	await app.store.close();
	rmSync(folder, { recursive: true });
});

async function send(bytes: Uint8Array, hash = hashOf(bytes)) {
	async function* whole() {
		yield await Promise.resolve(bytes);
	}
	return receivePhoto(app, hash, whole(), null);
}

const everyFile = () =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith('tambon.sqlite'))
		.map(({ name }) => name);

function chunk(name: string, data: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	const head = Buffer.alloc(4);
	head.writeUInt32BE(data.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([head, named, sum]);
}

/** A PNG of one colour: a row of 30,000 pixels of one bit, 30,000 times, is 112 MB that pack into 110 kB. */
function hugePng(side: number): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(side, 0);
	head.writeUInt32BE(side, 4);
	head[8] = 1;
	const rows = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side), { level: 9 });
	const signature = Buffer.from('89504e470d0a1a0a', 'hex');
	return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** The picture with another size in its header than it has. */
async function lyingJpeg(): Promise<Buffer> {
	const jpeg = await plain().jpeg().toBuffer();
	const frame = jpeg.indexOf(Buffer.from('ffc0', 'hex'));
	jpeg.writeUInt16BE(65_000, frame + 5);
	jpeg.writeUInt16BE(65_000, frame + 7);
	return jpeg;
}

const plain = () => sharp({ create: { width: 300, height: 200, channels: 3, background: '#a33' } });
const SCRIPT = '<script>alert(1)</script>';
const SVG = `<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`;

const refusals: Record<string, [reason: string, bytes: () => Buffer | Promise<Buffer>, hash?: string]> = {
	'an SVG with a script': ['not-a-picture', () => Buffer.from(SVG)],
	'an SVG behind a declaration': ['not-a-picture', () => Buffer.from(`<?xml version="1.0"?>${SVG}`)],
	'a page': ['not-a-picture', () => Buffer.from(`<!doctype html>${SCRIPT}`)],
	'a program that ends as a picture': [
		'not-a-picture',
		async () => Buffer.concat([Buffer.from('MZ'), await plain().png().toBuffer()]),
	],
	'a GIF, whatever it is called': ['not-a-picture', () => plain().gif().toBuffer()],
	'an AVIF': ['not-a-picture', () => plain().avif().toBuffer()],
	'a PNG of 30,000 x 30,000': ['too-large', () => hugePng(30_000)],
	'a PNG just above what is opened': ['too-large', () => hugePng(Math.ceil(Math.sqrt(MAX_PIXELS)) + 1)],
	'a JPEG that says it is 65,000 x 65,000': ['too-large', lyingJpeg],
	'a truncated JPEG': ['broken', async () => (await plain().jpeg().toBuffer()).subarray(0, 400)],
	'a truncated PNG': ['broken', async () => (await plain().png().toBuffer()).subarray(0, -8)],
	'a truncated WebP': ['broken', async () => (await plain().webp().toBuffer()).subarray(0, -8)],
	'nothing but a signature': ['broken', () => Buffer.from('ffd8ff', 'hex')],
	'another hash than its own': ['hash-mismatch', () => plain().png().toBuffer(), 'a'.repeat(64)],
	'a path for a name': ['bad-name', () => plain().png().toBuffer(), '../../../../tmp/evil'],
	'a path behind a hash': ['bad-name', () => plain().png().toBuffer(), `${'a'.repeat(64)}/../../evil`],
	'a hash in capitals': ['bad-name', () => plain().png().toBuffer(), 'A'.repeat(64)],
};

describe('a hostile file', () => {
	it.each(Object.entries(refusals))('%s is refused, and written nowhere', async (_, [reason, make, hash]) => {
		const bytes = await make();
		expect(await send(bytes, hash)).toEqual({ kind: 'refused', reason });
		expect(everyFile()).toEqual([]);
		expect(await workOnce(app)).toBe('nothing');
	});

	it('that is a picture and a page at once is kept under a picture’s name, and its copies hold the picture alone', async () => {
		const both = Buffer.concat([await plain().jpeg().toBuffer(), Buffer.from(SCRIPT)]);
		expect(await send(both)).toEqual({ kind: 'kept' });
		await workOnce(app);
		expect(everyFile().every((name) => /^[0-9a-f]{64}(-320)?\.(jpg|webp|avif)$/.test(name))).toBe(true);
		const encoded = await encode('jpg', both);
		if (encoded.kind !== 'made') throw new Error(encoded.kind);
		for (const { bytes } of encoded.variants) expect(Buffer.from(bytes).includes('script')).toBe(false);
	});

	it('takes no memory to be refused, and none past the cap to be opened', async () => {
		const huge = hugePng(30_000);
		expect(huge.length).toBeLessThan(600_000);
		const before = process.memoryUsage().rss;
		for (let i = 0; i < 20; i++) {
			expect(opensTooLarge(huge)).toBe(true);
			await send(huge);
		}
		// Should the header ever be misread, the decoder has the same cap
		expect(await encode('png', huge)).toMatchObject({
			kind: 'broken',
			reason: expect.stringMatching(/pixel/i),
		});
		expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
	});

	it('has its size read without harm, wherever it ends', async () => {
		for (const format of ['jpeg', 'png', 'webp'] as const) {
			const whole = await plain().toFormat(format).toBuffer();
			for (let length = 0; length < whole.length; length++) opensTooLarge(whole.subarray(0, length));
			expect(pictureKind(whole)).not.toBeNull();
		}
	});
});
