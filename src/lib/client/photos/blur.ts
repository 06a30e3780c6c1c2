/**
 * The colour a picture has on average, for its place while it is not there yet. Undefined where there is no thumbhash.
 * The first three bytes of one hold it: brightness and two colour differences, six bits each.
 * https://github.com/evanw/thumbhash/blob/main/js/thumbhash.js, thumbHashToAverageRGBA
 */
export function colourOf(blur: string | undefined): string | undefined {
	if (!blur) return undefined;
	try {
		const [first, second, third] = Array.from(atob(blur.slice(0, 4)), (char) => char.charCodeAt(0));
		if (first === undefined || second === undefined || third === undefined) return undefined;
		const header = first | (second << 8) | (third << 16);
		const light = (header & 63) / 63;
		const yellow = ((header >> 6) & 63) / 31.5 - 1;
		const red = ((header >> 12) & 63) / 31.5 - 1;
		const b = light - (2 / 3) * yellow;
		const r = (3 * light - b + red) / 2;
		return `rgb(${[r, r - red, b].map((part) => Math.round(Math.min(1, Math.max(0, part)) * 255)).join(' ')})`;
	} catch {
		return undefined;
	}
}
