import { thumbHashToRGBA } from 'thumbhash';

/** Pixels of the longer side of a blurred picture: a browser draws them large, and smooth. */
const SIDE = 6;
/** So many are remembered: reading one takes a fifth of a millisecond, and a list has 24. */
const REMEMBERED = 5_000;
const remembered = new Map<string, string>();

/**
 * A thumbhash as a picture of some 30 pixels in a data URL; undefined where there is none. As a BMP: without
 * compression its head is the same for every picture of a page, so that the page's own compression takes it.
 */
export function blurred(thumbhash: string): string | undefined {
	const known = remembered.get(thumbhash);
	if (known !== undefined) return known || undefined;
	if (remembered.size >= REMEMBERED) remembered.clear();
	const drawn = draw(thumbhash);
	remembered.set(thumbhash, drawn);
	return drawn || undefined;
}

function draw(thumbhash: string): string {
	const bytes = Buffer.from(thumbhash, 'base64');
	// The shortest there is: five bytes of head and averages
	if (bytes.length < 5) return '';
	const { w, h, rgba } = thumbHashToRGBA(bytes);
	if (!(w > 0 && h > 0)) return '';
	const longer = Math.max(w, h);
	const width = Math.max(1, Math.round((SIDE * w) / longer));
	const height = Math.max(1, Math.round((SIDE * h) / longer));
	return `data:image/bmp;base64,${bitmap(width, height, (x, y) => {
		return average(rgba, w, [x / width, (x + 1) / width], [y / height, (y + 1) / height], h);
	}).toString('base64')}`;
}

type Span = readonly [from: number, to: number];

/** The mean colour of a part of a picture. */
function average(rgba: Uint8Array, w: number, across: Span, down: Span, h: number): [number, number, number] {
	const sum: [number, number, number] = [0, 0, 0];
	let count = 0;
	for (let y = Math.floor(down[0] * h); y < Math.ceil(down[1] * h); y++) {
		for (let x = Math.floor(across[0] * w); x < Math.ceil(across[1] * w); x++) {
			for (const i of [0, 1, 2] as const) sum[i] += rgba[(y * w + x) * 4 + i] ?? 0;
			count += 1;
		}
	}
	return [sum[0] / count, sum[1] / count, sum[2] / count];
}

/** 24 bits a pixel, rows from below, each filled up to four bytes: BITMAPFILEHEADER and BITMAPINFOHEADER. */
function bitmap(w: number, h: number, colour: (x: number, y: number) => readonly number[]): Buffer {
	const row = Math.ceil((w * 3) / 4) * 4;
	const file = Buffer.alloc(54 + row * h);
	file.write('BM', 0, 'latin1');
	file.writeUInt32LE(file.length, 2);
	file.writeUInt32LE(54, 10);
	file.writeUInt32LE(40, 14);
	file.writeInt32LE(w, 18);
	file.writeInt32LE(h, 22);
	file.writeUInt16LE(1, 26);
	file.writeUInt16LE(24, 28);
	for (let y = 0; y < h; y++) {
		for (let x = 0; x < w; x++) {
			const [red = 0, green = 0, blue = 0] = colour(x, h - 1 - y);
			file.set([Math.round(blue), Math.round(green), Math.round(red)], 54 + y * row + x * 3);
		}
	}
	return file;
}
