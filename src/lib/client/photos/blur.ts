import { thumbHashToAverageRGBA } from 'thumbhash';

/** The colour a picture has on average, for its place while it is not there yet. Undefined where there is no thumbhash. */
export function colourOf(blur: string | undefined): string | undefined {
	if (!blur) return undefined;
	try {
		const bytes = Uint8Array.from(atob(blur), (char) => char.charCodeAt(0));
		const { r, g, b } = thumbHashToAverageRGBA(bytes);
		return `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(' ')})`;
	} catch {
		return undefined;
	}
}
