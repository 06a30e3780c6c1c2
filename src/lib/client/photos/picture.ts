import type { Look } from '../../domain/picture-header.ts';
import type { Hint } from './hints.ts';

/** A photo as it is kept and sent: two files and what a screen needs to know before it has either. */
export interface Picture {
	readonly full: Blob;
	readonly thumb: Blob;
	/** SHA-256 of each file, 64 hexadecimal digits. */
	readonly fullHash: string;
	readonly thumbHash: string;
	/** Pixels of the full picture, upright. */
	readonly width: number;
	readonly height: number;
	/** Thumbhash, base64. */
	readonly blur: string;
	/** What could be better, where another picture might be taken. */
	readonly hints: readonly Hint[];
}

/** What is to be made of a file: the picture as it is, or the square in its middle. */
export type Shape = 'whole' | 'square';

export type Refusal =
	/** No picture, or of a kind that no browser opens. */
	| 'not-an-image'
	/** A picture of a kind that this browser cannot open, and that the camera need not take. */
	| 'heic'
	| 'empty-file'
	| 'too-large'
	/** It could not be read at all: a file that lives in a cloud and is not on the phone. */
	| 'gone'
	/** It began like a picture and could not be opened to its end. */
	| 'broken'
	/** The same of one so large that this phone may lack the memory to open it. */
	| 'broken-or-heavy'
	| 'stopped';

export type Shrunk = { readonly kind: 'ok'; readonly picture: Picture } | { readonly kind: Refusal };

/** Larger files are no photos of a phone, and opening them would take the memory the app runs in. */
export const MAX_FILE_BYTES = 60_000_000;
/** Open, a picture takes four bytes a pixel: 100 megapixels are 400 MB. */
export const MAX_PIXELS = 100_000_000;

/** Below this many pixels memory is not what is lacking: what phones take unasked is 8 to 16 megapixels. */
const HEAVY_PIXELS = 24_000_000;

/** Why a file was refused before it is opened; null: it is worth trying. */
export function refusedUnopened(seen: Look): Refusal | null {
	if (seen.kind === 'not-an-image') return 'not-an-image';
	return seen.kind === 'image' && seen.width * seen.height > MAX_PIXELS ? 'too-large' : null;
}

/** What to say of a file that was tried and could not be opened. */
export function notOpened(seen: Look): Refusal {
	if (seen.kind === 'heic') return 'heic';
	return seen.kind === 'image' && seen.width * seen.height > HEAVY_PIXELS ? 'broken-or-heavy' : 'broken';
}

/** Pixels of the longer side, and the most bytes of each file. */
export const FULL = { side: 1_600, bytes: 150_000 } as const;
export const THUMB = { side: 320, bytes: 12_000 } as const;
/** Quality of the first try, 0 to 1; it steps down until the file fits. */
export const QUALITY = 0.6;
/** A thumbhash is made of a picture no larger than this. */
export const BLUR_SIDE = 100;

/** Width and height that fit into a square of `side`, never enlarged, never below one pixel. */
export function within(width: number, height: number, side: number): { width: number; height: number } {
	const scale = Math.min(1, side / Math.max(width, height));
	return {
		width: Math.max(1, Math.round(width * scale)),
		height: Math.max(1, Math.round(height * scale)),
	};
}

/** The part of a picture that is shown: all of it, or the largest square in its middle. Pixels. */
export function partOf(width: number, height: number, shape: Shape) {
	if (shape === 'whole') return { left: 0, top: 0, width, height };
	const side = Math.min(width, height);
	return {
		left: Math.floor((width - side) / 2),
		top: Math.floor((height - side) / 2),
		width: side,
		height: side,
	};
}

export const hex = (bytes: ArrayBuffer): string =>
	Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
