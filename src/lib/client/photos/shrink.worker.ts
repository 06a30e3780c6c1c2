import { rgbaToThumbHash } from 'thumbhash';
import { bareFile } from './bare.ts';
import { hintsOf } from './hints.ts';
import {
	base64,
	BLUR_SIDE,
	FULL,
	hex,
	partOf,
	QUALITY,
	THUMB,
	within,
	type Picture,
	type Shape,
	type Shrunk,
} from './picture.ts';

// One decode, one canvas for each size, each drawn from the larger: a 12-megapixel photo takes 48 MB once, not twice.

/** What the worker is asked for. */
export interface Job {
	readonly file: Blob;
	readonly shape: Shape;
}

self.onmessage = async ({ data: { file, shape } }: MessageEvent<Job>) => {
	// A rejection would never reach the page: whatever goes wrong here (memory, above all) is an answer too.
	const answer: Shrunk = await shrink(file, shape).catch(() => ({ kind: 'broken' }));
	self.postMessage(answer);
};

async function shrink(file: Blob, shape: Shape): Promise<Shrunk> {
	let bitmap: ImageBitmap;
	try {
		// Upright by its EXIF orientation. Not `resizeWidth`: Chrome then forgets the orientation.
		bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch {
		return { kind: 'broken' };
	}
	const taken = partOf(bitmap.width, bitmap.height, shape);
	const canvas = draw(bitmap, FULL.side, taken);
	bitmap.close();
	const full = await encode(canvas, FULL.bytes, await likelyQuality(canvas, FULL.bytes));
	const small = draw(canvas, THUMB.side);
	release(canvas);
	const thumb = await encode(small, THUMB.bytes);
	const [fullHash, thumbHash] = await Promise.all([sha256(full.blob), sha256(thumb.blob)]);
	const { width, height } = full;
	const picture: Picture = {
		full: full.blob,
		thumb: thumb.blob,
		fullHash,
		thumbHash,
		width,
		height,
		blur: blur(small),
		hints: hintsOf(pixelsOf(small), Math.max(taken.width, taken.height)),
	};
	return { kind: 'ok', picture };
}

function draw(
	source: ImageBitmap | OffscreenCanvas,
	side: number,
	part = partOf(source.width, source.height, 'whole'),
): OffscreenCanvas {
	const { width, height } = within(part.width, part.height, side);
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('no 2d context in a worker that has OffscreenCanvas');
	context.imageSmoothingQuality = 'high';
	// A picture with holes (PNG) stands on white, as on paper; JPEG would make them black.
	context.fillStyle = '#fff';
	context.fillRect(0, 0, width, height);
	context.drawImage(source, part.left, part.top, part.width, part.height, 0, 0, width, height);
	return canvas;
}

/** Gives its pixels back at once: else they stay until the worker's rubbish is collected, and the next picture may come first. */
function release(canvas: OffscreenCanvas): void {
	canvas.width = canvas.height = 0;
}

type Encoded = { blob: Blob; width: number; height: number };

/** Steps the quality down until the file fits, and where that is not enough the size. */
async function encode(canvas: OffscreenCanvas, limit: number, first = QUALITY): Promise<Encoded> {
	let type = 'image/webp';
	for (let quality = first; ;) {
		const blob = await bareFile(await canvas.convertToBlob({ type, quality }));
		// Where WebP cannot be written, the answer is a PNG.
		if (blob.type !== type) type = 'image/jpeg';
		else if (blob.size <= limit) return { blob, width: canvas.width, height: canvas.height };
		else if (quality < 0.2) return encode(draw(canvas, Math.max(canvas.width, canvas.height) * 0.75), limit);
		else quality *= lower(limit / blob.size);
	}
}

/** By how much to lower a quality so that the file comes to `share` of its size: measured on photos of five phones. */
const lower = (share: number): number => Math.min(0.9, 0.97 * share ** (1 + 0.7 * share));

/**
 * The quality at which the file should fit at once. Encoding the whole picture is what takes longest (1.5 s on a small
 * phone), so a quarter of it, in tiles from all over, is encoded first.
 */
async function likelyQuality(canvas: OffscreenCanvas, limit: number): Promise<number> {
	const width = Math.floor(canvas.width / (2 * TILES));
	const height = Math.floor(canvas.height / (2 * TILES));
	if (width < 16 || height < 16) return QUALITY;
	const sample = new OffscreenCanvas(width * TILES, height * TILES);
	const context = sample.getContext('2d', { willReadFrequently: true });
	for (let x = 0; x < TILES; x++) {
		for (let y = 0; y < TILES; y++) {
			const [left, top] = [(2 * x + 0.5) * width, (2 * y + 0.5) * height];
			context?.drawImage(canvas, left, top, width, height, x * width, y * height, width, height);
		}
	}
	const blob = await sample.convertToBlob({ type: 'image/webp', quality: QUALITY });
	release(sample);
	const share = limit / (blob.size * 4);
	return share >= 1 || blob.type !== 'image/webp' ? QUALITY : Math.max(0.2, QUALITY * lower(share));
}

/** Tiles of the sample, each way. */
const TILES = 4;

async function sha256(file: Blob): Promise<string> {
	return hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
}

function pixelsOf(canvas: OffscreenCanvas): ImageData {
	const context = canvas.getContext('2d');
	if (!context) throw new Error('a canvas that was drawn on has lost its context');
	return context.getImageData(0, 0, canvas.width, canvas.height);
}

function blur(small: OffscreenCanvas): string {
	const { width, height, data } = pixelsOf(draw(small, BLUR_SIDE));
	return base64(rgbaToThumbHash(width, height, data));
}
