import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { DRAWINGS } from './drawing/all.ts';
import { sheet } from './drawing/scene.ts';

/** Pixels of a side. */
const FULL = 960;
const THUMB = 320;
const BLUR = 64;
const COLOURS = 48;
const THUMB_QUALITY = 58;

export interface PictureFile {
	/** SHA-256, hexadecimal. */
	readonly hash: string;
	readonly bytes: Uint8Array;
}

/** One picture in both sizes, as a phone would have made them. */
export interface Picture {
	readonly key: string;
	readonly full: PictureFile;
	readonly thumb: PictureFile;
	readonly width: number;
	readonly height: number;
	/** Thumbhash, base64. */
	readonly blur: string;
}

export const PICTURE_KEYS: readonly string[] = Object.keys(DRAWINGS);

export async function drawPicture(key: string): Promise<Picture> {
	const drawing = DRAWINGS[key];
	if (!drawing) throw new Error(`no drawing ${key}`);
	const drawn = await sharp(Buffer.from(sheet(drawing, FULL)))
		.png({ compressionLevel: 0 })
		.toBuffer();
	const [full, thumb, pixels] = await Promise.all([
		// Flat colours: a small palette kept without loss is crisper than any quality, and a third smaller
		sharp(drawn)
			.png({ palette: true, colours: COLOURS, dither: 0 })
			.toBuffer()
			.then((flat) => sharp(flat).webp({ lossless: true, effort: 4 }).toBuffer()),
		sharp(drawn).resize(THUMB).webp({ quality: THUMB_QUALITY, effort: 4 }).toBuffer(),
		sharp(drawn).resize(BLUR).ensureAlpha().raw().toBuffer(),
	]);
	return {
		key,
		full: file(full),
		thumb: file(thumb),
		width: FULL,
		height: FULL,
		blur: Buffer.from(rgbaToThumbHash(BLUR, BLUR, pixels)).toString('base64'),
	};
}

const file = (bytes: Uint8Array): PictureFile => ({
	hash: createHash('sha256').update(bytes).digest('hex'),
	bytes,
});
