import { look } from '../../domain/picture-header.ts';

/** The picture files that are kept, by their signature; nobody asks the sender. */
export const PICTURE_TYPES = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;
export type PictureKind = keyof typeof PICTURE_TYPES;

export const isPictureType = (type: string): boolean => Object.values<string>(PICTURE_TYPES).includes(type);

export function kindOfType(type: string): PictureKind | null {
	const known = Object.entries(PICTURE_TYPES).find(([, one]) => one === type);
	return known ? (known[0] as PictureKind) : null;
}

/** The kind of picture that bytes begin as; null for anything else. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
	if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpg';
	if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
	if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'webp';
	return null;
}

/**
 * Most pixels of a picture that is opened. Phones send 2.6 million at most; a cheap camera takes 12 million, should one
 * ever come as it was taken. Open, that is 48 MB of memory.
 */
export const MAX_PIXELS = 12_500_000;

/** Whether a picture, by what its header says, would take more memory than it may. Asked before anything is decoded. */
export function opensTooLarge(bytes: Uint8Array): boolean {
	const seen = look(bytes);
	return seen.kind === 'image' && seen.width * seen.height > MAX_PIXELS;
}

/**
 * Whether a picture is whole: a transfer or a phone that stopped half-way leaves the end out. A browser would show
 * the upper part and grey below. Bytes behind the end are left alone, as cameras write them.
 */
export function isWhole(kind: PictureKind, bytes: Uint8Array): boolean {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	switch (kind) {
		case 'webp':
			return bytes.length > 20 && view.getUint32(4, true) + 8 <= bytes.length;
		case 'png':
			return endsWithPngEnd(view);
		case 'jpg':
			return hasJpegEnd(view);
	}
}

/** Walks the chunks: length, name, data, checksum. ISO 15948, 5.3. */
function endsWithPngEnd(view: DataView): boolean {
	for (let at = 8; at + 12 <= view.byteLength; at += 12 + view.getUint32(at)) {
		if (view.getUint32(at + 4) === 0x49454e44) return true;
	}
	return false;
}

/** Walks the segments to the scan (SOS), then looks for the end (EOI) behind it. ITU T.81, B.1. */
function hasJpegEnd(view: DataView): boolean {
	let at = 2;
	while (at + 4 <= view.byteLength && view.getUint8(at) === 0xff) {
		const marker = view.getUint8(at + 1);
		if (marker === 0xff) at += 1;
		else if (marker === 0xda) return endBehind(view, at + 2 + view.getUint16(at + 2));
		else at += 2 + view.getUint16(at + 2);
	}
	return false;
}

/** A 0xFF that is data is followed by 0: FF D9 in a scan is always the end. */
function endBehind(view: DataView, from: number): boolean {
	for (let at = view.byteLength - 2; at >= from; at--) {
		if (view.getUint16(at) === 0xffd9) return true;
	}
	return false;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
	return signature.every((byte, i) => bytes[i] === byte);
}

function text(bytes: Uint8Array, from: number, to: number): string {
	return String.fromCharCode(...bytes.subarray(from, to));
}
