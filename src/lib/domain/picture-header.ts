/** What the first bytes of a file say: no picture, one of unknown size, or one with so many pixels. */
export type Look =
	| { readonly kind: 'not-an-image' }
	| { readonly kind: 'image'; readonly width: number; readonly height: number }
	| { readonly kind: 'image-of-unknown-size' };

const NOT_AN_IMAGE: Look = { kind: 'not-an-image' };
const UNKNOWN: Look = { kind: 'image-of-unknown-size' };

/**
 * Reads the size from the header, before anything is decoded: a small file may open into gigabytes. The name and the
 * type a file came with say nothing sure, its bytes do. Formats: JPEG, PNG, GIF, WebP, AVIF, BMP; HEIC opens in no Chrome.
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
		if (starts(4, 'ftypavif') || starts(4, 'ftypavis')) return UNKNOWN;
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
