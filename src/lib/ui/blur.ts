/**
 * The blurred picture that stands in the place of one that is not there yet, for phones and for pages of the server. A
 * thumbhash is a sum of waves (https://github.com/evanw/thumbhash). They are read at the few pixels that are drawn: the
 * library makes a thousand first, which a slow phone would do for each tile of a list.
 */

/** Pixels of the longer side: a browser draws them large, and smooth. */
const SIDE = 6;
/** So many are remembered: some twenty lists. */
const REMEMBERED = 1_000;
const remembered = new Map<string, string>();

/** Bytes of the shortest there is: its head and averages. */
const SHORTEST = 5;

/**
 * A thumbhash as a picture of some 30 pixels in a data URL; undefined where there is none. As a BMP: without
 * compression its head is the same for every picture of a page, so that the page's own compression takes it.
 */
export function blurred(thumbhash: string | undefined): string | undefined {
	if (!thumbhash) return undefined;
	const known = remembered.get(thumbhash);
	if (known !== undefined) return known || undefined;
	if (remembered.size >= REMEMBERED) remembered.clear();
	const drawn = draw(thumbhash);
	remembered.set(thumbhash, drawn);
	return drawn || undefined;
}

function draw(thumbhash: string): string {
	const bytes = bytesOf(thumbhash);
	if (bytes.length < SHORTEST) return '';
	const { ratio, colourAt } = readBlur(bytes);
	if (!(ratio > 0 && ratio < Infinity)) return '';
	const width = Math.max(1, Math.round(ratio > 1 ? SIDE : SIDE * ratio));
	const height = Math.max(1, Math.round(ratio > 1 ? SIDE / ratio : SIDE));
	const file = bitmap(width, height, (x, y) => colourAt((x + 0.5) / width, (y + 0.5) / height));
	return `data:image/bmp;base64,${btoa(String.fromCharCode(...file))}`;
}

/** None where it is no base64. */
function bytesOf(text: string): Uint8Array {
	try {
		return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
	} catch {
		return new Uint8Array();
	}
}

type Colour = readonly [red: number, green: number, blue: number];

export interface Blur {
	/** Width / height, roughly. */
	readonly ratio: number;
	/** 0 to 255 each, of a place that is so far across and down, 0 to 1. */
	readonly colourAt: (across: number, down: number) => Colour;
}

/** How often a wave swings across and down, and how strongly. */
type Wave = readonly [across: number, down: number, strength: number];

/** Colours are kept weaker than they are, since they have few steps: this makes up for it. */
const SATURATION = 1.25;

export function readBlur(bytes: Uint8Array): Blur {
	const at = (i: number) => bytes[i] ?? 0;
	const averages = at(0) | (at(1) << 8) | (at(2) << 16);
	const shape = at(3) | (at(4) << 8);
	const isClear = averages >> 23 === 1;
	const longest = isClear ? 5 : 7;
	const isWide = shape >> 15 === 1;
	const across = isWide ? longest : shape & 7;
	const down = isWide ? shape & 7 : longest;
	// Of a picture with clear parts one byte more: how clear it is on average. It is drawn as if it were solid.
	let half = 2 * (isClear ? SHORTEST + 1 : SHORTEST);
	const next = () => (at(half >> 1) >> (4 * (half++ & 1))) & 15;
	const waves = (most: number, deepest: number, scale: number): Wave[] => {
		const read: Wave[] = [];
		for (let y = 0; y < deepest; y++) {
			for (let x = y === 0 ? 1 : 0; x * deepest < most * (deepest - y); x++) {
				read.push([x, y, 2 * scale * (next() / 7.5 - 1)]);
			}
		}
		return read;
	};
	const light = waves(Math.max(3, across), Math.max(3, down), ((averages >> 18) & 31) / 31);
	const yellow = waves(3, 3, (SATURATION * ((shape >> 3) & 63)) / 63);
	const red = waves(3, 3, (SATURATION * ((shape >> 9) & 63)) / 63);
	return {
		ratio: across / down,
		colourAt(u, v) {
			const l = (averages & 63) / 63 + sum(light, u, v);
			const p = ((averages >> 6) & 63) / 31.5 - 1 + sum(yellow, u, v);
			const q = ((averages >> 12) & 63) / 31.5 - 1 + sum(red, u, v);
			const b = l - (2 / 3) * p;
			const r = (3 * l - b + q) / 2;
			return [byteOf(r), byteOf(r - q), byteOf(b)];
		},
	};
}

const byteOf = (part: number): number => Math.max(0, 255 * Math.min(1, part));

const sum = (waves: readonly Wave[], u: number, v: number): number =>
	waves.reduce(
		(all, [x, y, strength]) => all + strength * Math.cos(Math.PI * u * x) * Math.cos(Math.PI * v * y),
		0,
	);

/** 24 bits a pixel, rows from below, each filled up to four bytes: BITMAPFILEHEADER and BITMAPINFOHEADER. */
function bitmap(width: number, height: number, colour: (x: number, y: number) => Colour): Uint8Array {
	const row = Math.ceil((width * 3) / 4) * 4;
	const file = new Uint8Array(54 + row * height);
	const head = new DataView(file.buffer);
	file.set([0x42, 0x4d]);
	head.setUint32(2, file.length, true);
	head.setUint32(10, 54, true);
	head.setUint32(14, 40, true);
	head.setInt32(18, width, true);
	head.setInt32(22, height, true);
	head.setUint16(26, 1, true);
	head.setUint16(28, 24, true);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const [red, green, blue] = colour(x, height - 1 - y);
			file.set([Math.round(blue), Math.round(green), Math.round(red)], 54 + y * row + x * 3);
		}
	}
	return file;
}
