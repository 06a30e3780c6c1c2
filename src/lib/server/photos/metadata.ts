import type { PictureKind } from './picture.ts';

/**
 * Whether a file carries anything beside the picture: where and when it was taken, with what, a smaller picture of the
 * same. Phones take that off before they send; a file from elsewhere may still hold it. Colour profiles are the picture.
 */
export function carriesMetadata(kind: PictureKind, bytes: Uint8Array): boolean {
	switch (kind) {
		case 'jpg':
			return jpegCarries(bytes);
		case 'png':
			return chunksOf(bytes, 8, 8, false).some((name) => PNG_TALK.includes(name));
		case 'webp':
			return chunksOf(bytes, 12, 8, true).some((name) => ['EXIF', 'XMP '].includes(name));
	}
}

const PNG_TALK = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'];
/** Segments of a JPEG that are no talk: JFIF (APP0), a colour profile (APP2), how colours are coded (APP14). */
const JPEG_QUIET = [0xe0, 0xe2, 0xee];

function jpegCarries(bytes: Uint8Array): boolean {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
		const marker = view.getUint8(at + 1);
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === 0xda) return false;
		const isApplication = marker >= 0xe0 && marker <= 0xef;
		if (marker === 0xfe || (isApplication && !JPEG_QUIET.includes(marker))) return true;
		at += 2 + view.getUint16(at + 2);
	}
	return false;
}

/** The names of the chunks of a PNG (length, name, data, checksum) or a RIFF file (name, length, data, padding). */
function chunksOf(bytes: Uint8Array, from: number, head: number, isRiff: boolean): string[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const names: string[] = [];
	for (let at = from; at + head <= bytes.length;) {
		const name = at + (isRiff ? 0 : 4);
		names.push(String.fromCharCode(...bytes.subarray(name, name + 4)));
		const length = view.getUint32(at + (isRiff ? 4 : 0), isRiff);
		at += head + (isRiff ? length + (length % 2) : length + 4);
	}
	return names;
}
