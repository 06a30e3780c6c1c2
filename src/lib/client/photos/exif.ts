/** EXIF's orientations in quarter turns clockwise from upright; the mirrored ones no camera writes. */
const TURNS = [1, 6, 3, 8];
const ORIENTATION = 0x0112;
/** An Exif segment that holds an orientation alone; its last number but four bytes is that. */
const SEGMENT = [
	...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
	...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
	...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0],
];
/** Where in the segment the orientation's two bytes stand. */
const VALUE = 28;

/**
 * The same JPEG so many quarter turns further clockwise, told by its orientation alone: nothing is decoded, which would cost
 * a small phone its memory and the picture a little of its sharpness. Null where that cannot be told this way.
 */
export function turnJpeg(jpeg: Uint8Array, quarters: number): Uint8Array<ArrayBuffer> | null {
	if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return null;
	const found = orientationIn(new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength));
	if (found === 'unreadable') return null;
	const now = found === null ? 0 : TURNS.indexOf(found.value);
	if (now < 0) return null;
	const next = TURNS[(now + quarters) % 4] ?? 1;
	if (found === null) {
		const turned = new Uint8Array(jpeg.length + SEGMENT.length);
		turned.set(jpeg.subarray(0, 2));
		turned.set(SEGMENT, 2);
		turned.set(jpeg.subarray(2), 2 + SEGMENT.length);
		new DataView(turned.buffer).setUint16(2 + VALUE, next);
		return turned;
	}
	const turned = new Uint8Array(jpeg);
	new DataView(turned.buffer).setUint16(found.at, next, found.little);
	return turned;
}

/** Null: the file has no Exif. `unreadable`: it has one that says nothing of its orientation, or is broken. */
function orientationIn(view: DataView): { at: number; little: boolean; value: number } | null | 'unreadable' {
	try {
		for (let at = 2; ;) {
			if (view.getUint8(at) !== 0xff) return 'unreadable';
			const marker = view.getUint8(at + 1);
			// The picture itself begins.
			if (marker === 0xda || marker === 0xd9) return null;
			// 'Exif': Adobe's XMP is kept under the same marker.
			if (marker === 0xe1 && view.getUint32(at + 4) === 0x45786966) return inTiff(view, at + 10);
			at += 2 + view.getUint16(at + 2);
		}
	} catch (error) {
		if (error instanceof RangeError) return 'unreadable';
		throw error;
	}
}

/** TIFF 6.0, section 2: a header, then a directory of entries of twelve bytes. */
function inTiff(view: DataView, start: number): ReturnType<typeof orientationIn> {
	const little = view.getUint16(start) === 0x4949;
	const directory = start + view.getUint32(start + 4, little);
	const entries = view.getUint16(directory, little);
	for (let i = 0; i < entries; i++) {
		const entry = directory + 2 + 12 * i;
		if (view.getUint16(entry, little) !== ORIENTATION) continue;
		return { at: entry + 8, little, value: view.getUint16(entry + 8, little) };
	}
	return 'unreadable';
}
