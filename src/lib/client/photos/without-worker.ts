import type { default as ShrinkFile, Options } from 'browser-image-compression';
import libURL from 'browser-image-compression/dist/browser-image-compression.js?url';
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
	type Shape,
	type Shrunk,
} from './picture.ts';

/**
 * The same for browsers without OffscreenCanvas (Chrome before 69, Safari before 16.4), by a library and a canvas of
 * the page. It is loaded only there. `signal` stops it between its steps.
 */
export async function shrinkWithoutWorker(file: Blob, shape: Shape, signal?: AbortSignal): Promise<Shrunk> {
	try {
		const taken = await open(file);
		const part = partOf(taken.width, taken.height, shape);
		const squared = shape === 'whole' ? file : await cut(taken, part);
		close(taken);
		const full = await fit(squared, FULL, signal);
		const thumb = await fit(full, THUMB, signal);
		const [fullHash, thumbHash] = await Promise.all([sha256(full), sha256(thumb)]);
		const large = await open(full);
		const small = await open(thumb);
		const hints = hintsOf(pixelsOf(small, THUMB.side), Math.max(part.width, part.height));
		const picture = { full, thumb, fullHash, thumbHash, blur: blur(small), hints };
		return { kind: 'ok', picture: { ...picture, width: large.width, height: large.height } };
	} catch {
		return { kind: signal?.aborted ? 'stopped' : 'broken' };
	}
}

/** A part of a picture as a file without loss; it is made small at once. */
async function cut(image: Opened, part: ReturnType<typeof partOf>): Promise<Blob> {
	const { width, height } = within(part.width, part.height, FULL.side);
	const canvas = Object.assign(document.createElement('canvas'), { width, height });
	canvas
		.getContext('2d')
		?.drawImage(image, part.left, part.top, part.width, part.height, 0, 0, width, height);
	return new Promise((resolve, reject) =>
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no memory for the picture')))),
	);
}

async function fit(file: Blob, { side, bytes }: typeof FULL | typeof THUMB, signal?: AbortSignal) {
	const options: Options = {
		maxWidthOrHeight: side,
		maxSizeMB: bytes / 1_048_576,
		maxIteration: 20,
		initialQuality: QUALITY,
		useWebWorker: true,
		// Ours, and absolute: the library else fetches itself from a public server, and a blob: worker knows no relative address.
		libURL: new URL(libURL, location.href).href,
		...(signal ? { signal } : {}),
	};
	const named = new File([file], 'photo', { type: file.type || 'image/jpeg' });
	const shrinkFile = await library();
	const made = await shrinkFile(named, { ...options, fileType: writesWebp() ? 'image/webp' : 'image/jpeg' });
	return bareFile(made);
}

/**
 * The library by the one file that its worker is given as well: as a part of this one it would be fetched, and kept for
 * a day without a connection, twice. It is written for scripts of all kinds, and names itself where all see it.
 */
async function library(): Promise<typeof ShrinkFile> {
	const known = globalThis as unknown as { imageCompression?: typeof ShrinkFile };
	if (!known.imageCompression) await import(/* @vite-ignore */ new URL(libURL, location.href).href);
	if (!known.imageCompression) throw new Error('the library names itself otherwise now');
	return known.imageCompression;
}

/** No Safari does. Asked for it, the library would make one PNG after another, none of them small enough. */
const writesWebp = (): boolean =>
	document.createElement('canvas').toDataURL('image/webp').startsWith('data:image/webp');

async function sha256(file: Blob): Promise<string> {
	return hex(await crypto.subtle.digest('SHA-256', await new Response(file).arrayBuffer()));
}

type Opened = ImageBitmap | HTMLImageElement;

/** An <img> shows what there is of a file that ends too early or is spoilt inside: a bitmap is all of it, or nothing. */
async function open(file: Blob): Promise<Opened> {
	if (typeof createImageBitmap === 'function') return createImageBitmap(file);
	const url = URL.createObjectURL(file);
	try {
		const image = new Image();
		image.src = url;
		await image.decode();
		return image;
	} finally {
		URL.revokeObjectURL(url);
	}
}

function close(opened: Opened): void {
	if ('close' in opened) opened.close();
}

function pixelsOf(image: Opened, side: number): ImageData {
	const { width, height } = within(image.width, image.height, side);
	const canvas = Object.assign(document.createElement('canvas'), { width, height });
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no memory for a canvas');
	context.drawImage(image, 0, 0, width, height);
	return context.getImageData(0, 0, width, height);
}

function blur(image: Opened): string {
	const { width, height, data } = pixelsOf(image, BLUR_SIDE);
	return base64(rgbaToThumbHash(width, height, data));
}
