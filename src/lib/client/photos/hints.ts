/** What a person may want to know of a picture while they can still take another. Never a reason to refuse one. */
export type Hint = 'dark' | 'blurred' | 'small';

/** Below this longer side, pixels, a picture fills no screen: the storefront shows 640 on a common phone. */
const SMALL_SIDE = 640;
/** Nine tenths of the pixels darker than this (0 to 255). The darkest of five phones' real photos, by lamplight, has 101. */
const DARK = 60;
/** The sharpest hundredth of the edges below this: the same five have 96 to 191, and 7 to 11 out of focus. */
const BLURRED = 18;

/** RGBA, four bytes a pixel, row by row. */
interface Pixels {
	readonly data: ArrayLike<number>;
	readonly width: number;
	readonly height: number;
}

/** Looks at a thumbnail's pixels; `side`: the longer side of the picture as it was taken, pixels. */
export function hintsOf({ data, width, height }: Pixels, side: number): Hint[] {
	const light = Array.from({ length: width * height }, (_, i) => lightAt(data, 4 * i));
	const hints: Hint[] = [];
	const isDark = share(light, 0.9) < DARK;
	if (isDark) hints.push('dark');
	// In the dark there are no edges to judge by.
	else if (share(edges(light, width, height), 0.99) < BLURRED) hints.push('blurred');
	if (side < SMALL_SIDE) hints.push('small');
	return hints;
}

/** How bright a pixel looks, 0 to 255: ITU-R BT.601. */
const lightAt = (data: ArrayLike<number>, at: number): number =>
	0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);

/** By how much each inner pixel differs from its four neighbours (the Laplacian), absolute. */
function edges(light: readonly number[], width: number, height: number): number[] {
	const found: number[] = [];
	for (let y = 1; y < height - 1; y++) {
		for (let x = 1; x < width - 1; x++) {
			const at = (dx: number, dy: number) => light[(y + dy) * width + x + dx] ?? 0;
			found.push(Math.abs(4 * at(0, 0) - at(-1, 0) - at(1, 0) - at(0, -1) - at(0, 1)));
		}
	}
	return found;
}

/** The value that so large a share of them does not exceed. Of none: as large as can be, so that nothing is said. */
function share(values: readonly number[], part: number): number {
	const sorted = Float32Array.from(values).sort();
	return sorted[Math.floor(sorted.length * part)] ?? Number.POSITIVE_INFINITY;
}
