/** What the first bytes of a file say: no picture, one of unknown size, or one with so many pixels. */
export type Look =
	| { readonly kind: 'not-an-image' }
	| { readonly kind: 'image'; readonly width: number; readonly height: number }
	| { readonly kind: 'image-of-unknown-size' }
	/** What an iPhone takes, and a Samsung that is told to save room. No Chrome opens it; Safari does. */
	| { readonly kind: 'heic' };

const NOT_AN_IMAGE: Look = { kind: 'not-an-image' };
const UNKNOWN: Look = { kind: 'image-of-unknown-size' };
const HEIC: Look = { kind: 'heic' };

/**
 * Reads the size from the header, before anything is decoded: a small file may open into gigabytes. The name and the
 * type a file came with say nothing sure, its bytes do. Formats: JPEG, PNG, GIF, WebP, AVIF, HEIC, BMP.
 */
export function look(file: Uint8Array): Look {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	const starts = (at: number, text: string) =>
		file.length >= at + text.length &&
		Array.from(text).every((char, i) => view.getUint8(at + i) === char.charCodeAt(0));
	try {
		if (starts(0, '\xff\xd8\xff')) return jpeg(view);
		if (starts(0, '\x89PNG\r\n\x1a\n')) return image(view.getUint32(16), view.getUint32(20));
		if (starts(0, 'GIF8')) return image(view.getUint16(6, true), view.getUint16(8, true));
		if (starts(0, 'RIFF') && starts(8, 'WEBP')) return webp(view, starts);
		if (starts(4, 'ftyp')) return boxed(view);
		if (starts(0, 'BM')) return image(view.getInt32(18, true), Math.abs(view.getInt32(22, true)));
	} catch (error) {
		// The file ends within its header: the decoder will say that it is broken.
		if (error instanceof RangeError) return UNKNOWN;
		throw error;
	}
	return NOT_AN_IMAGE;
}

function image(width: number, height: number): Look {
	return width > 0 && height > 0 ? { kind: 'image', width, height } : UNKNOWN;
}

/** Walks the segments to the frame header (SOF0 to SOF15; C4, C8 and CC are other things): ITU T.81, B.1 and B.2.2. */
function jpeg(view: DataView): Look {
	for (let at = 2; ;) {
		if (view.getUint8(at) !== 0xff) return UNKNOWN;
		const marker = view.getUint8(at + 1);
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
			return image(view.getUint16(at + 7), view.getUint16(at + 5));
		}
		if (marker === 0xda || marker === 0xd9) return UNKNOWN;
		at += 2 + view.getUint16(at + 2);
	}
}

function webp(view: DataView, starts: (at: number, text: string) => boolean): Look {
	if (starts(12, 'VP8X')) return image(1 + uint24(view, 24), 1 + uint24(view, 27));
	if (starts(12, 'VP8L')) {
		const bits = view.getUint32(21, true);
		return image(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
	}
	if (starts(12, 'VP8 ')) return image(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
	return UNKNOWN;
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** Brands of pictures that stand in the boxes of a video: AV1 Image File Format, 4 and 5; ISO 23008-12, 10 and B.4. */
const AVIF_BRANDS = ['avif', 'avis'];
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'];
/** Brands that are looked at: a box may say that it is as long as it likes. */
const MOST_BRANDS = 32;

/** The file type box: its size, `ftyp`, the brand, a version, the brands it is compatible with: ISO 14496-12, 4.3. */
function boxed(view: DataView): Look {
	const end = Math.min(view.getUint32(0), 16 + 4 * MOST_BRANDS, view.byteLength);
	const brands = [fourLetters(view, 8)];
	for (let at = 16; at + 4 <= end; at += 4) brands.push(fourLetters(view, at));
	// An AVIF names the brand of all such pictures (mif1) as well.
	if (brands.some((brand) => AVIF_BRANDS.includes(brand))) return UNKNOWN;
	return brands.some((brand) => HEIC_BRANDS.includes(brand)) ? HEIC : NOT_AN_IMAGE;
}

const fourLetters = (view: DataView, at: number) =>
	String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
