import sharp, { type Sharp } from 'sharp';
import { carriesMetadata } from './metadata.ts';
import { MAX_PIXELS, type PictureKind } from './picture.ts';
import { VARIANT_FORMATS, VARIANT_WIDTHS, widthsFor, type Variant, type VariantFormat } from './variant.ts';

// One picture at a time on one core, and nothing kept between two: phones that sync go before pictures.
sharp.concurrency(1);
sharp.cache(false);

/** The longest that one encoding may take, seconds: a file may be made to be slow. */
const PATIENCE = 30;
const [NARROWEST] = VARIANT_WIDTHS;
/** A list has 24 cards, and its pictures may take 180 kB together: so many bytes for one. */
export const CARD_BYTES = 7_500;
/** Tried one after another until a card's picture is small enough. Above 44 an eye sees no better picture at this size. */
const AVIF_QUALITIES = [44, 36, 28, 20];
/** Level 1 of 9: level 4 saves a twentieth of the bytes and takes ten times as long (docs/decisions/0009). */
const AVIF_EFFORT = 1;

export interface Made extends Variant {
	readonly bytes: Uint8Array;
}

export type Encoded =
	| { readonly kind: 'made'; readonly variants: readonly Made[] }
	/** The server is being stopped. */
	| { readonly kind: 'stopped' }
	| { readonly kind: 'broken'; readonly reason: string };

/**
 * A picture in the sizes and formats it is shown in: upright, without anything beside the picture, and none of them
 * larger than the file itself. Never throws because of what the file holds.
 */
export async function encode(
	kind: PictureKind,
	bytes: Uint8Array,
	isStopped: () => boolean = () => false,
): Promise<Encoded> {
	try {
		const input = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
		const { autoOrient } = await input.metadata();
		if (isAlreadySmall(kind, bytes, autoOrient.width)) return { kind: 'made', variants: [] };
		// Decoded once; the smaller ones are made of the largest
		const { data, info } = await input
			.autoOrient()
			.resize({ width: Math.max(...widthsFor(autoOrient.width)), withoutEnlargement: true })
			.toColourspace('srgb')
			.flatten({ background: '#fff' })
			.raw()
			.timeout({ seconds: PATIENCE })
			.toBuffer({ resolveWithObject: true });
		const raw = { width: info.width, height: info.height, channels: info.channels };
		const variants: Made[] = [];
		for (const width of widthsFor(autoOrient.width)) {
			for (const format of VARIANT_FORMATS) {
				if (isStopped()) return { kind: 'stopped' };
				const sized = sharp(data, { raw }).resize({ width, withoutEnlargement: true });
				const made = await inFormat(sized, format, width === NARROWEST);
				// A browser that knows no WebP needs its JPEG, whatever its size
				if (format === 'jpg' || made.length < bytes.length) variants.push({ width, format, bytes: made });
			}
		}
		return { kind: 'made', variants };
	} catch (error) {
		return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
	}
}

/** The small picture that a phone makes is what a card would be given anyway. */
function isAlreadySmall(kind: PictureKind, bytes: Uint8Array, width: number): boolean {
	return kind === 'webp' && width <= NARROWEST && !carriesMetadata(kind, bytes);
}

async function inFormat(picture: Sharp, format: VariantFormat, isCard: boolean): Promise<Buffer> {
	const timed = picture.timeout({ seconds: PATIENCE });
	switch (format) {
		case 'avif':
			return inAvif(timed, isCard);
		case 'webp':
			return timed.webp({ quality: 56, effort: 4 }).toBuffer();
		case 'jpg':
			return timed.jpeg({ quality: 62, mozjpeg: true }).toBuffer();
	}
}

async function inAvif(picture: Sharp, isCard: boolean): Promise<Buffer> {
	let made: Buffer = Buffer.alloc(0);
	for (const quality of AVIF_QUALITIES) {
		made = await picture
			.clone()
			.avif({ quality, effort: AVIF_EFFORT, chromaSubsampling: '4:2:0' })
			.toBuffer();
		if (!isCard || made.length <= CARD_BYTES) break;
	}
	return made;
}
