/** Base64 (RFC 4648, padded) from bytes to bytes of ASCII: a picture never becomes a string of twice its size. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = 61;
const CODES = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
const NONE = 255;
const VALUES = new Uint8Array(256).fill(NONE);
CODES.forEach((code, value) => (VALUES[code] = value));

export function toBase64(bytes: Uint8Array): Uint8Array {
	const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
	for (let i = 0, at = 0; i < bytes.length; i += 3, at += 4) {
		const a = bytes[i] as number;
		const b = bytes[i + 1] ?? 0;
		const c = bytes[i + 2] ?? 0;
		text[at] = CODES[a >> 2] as number;
		text[at + 1] = CODES[((a & 3) << 4) | (b >> 4)] as number;
		text[at + 2] = i + 1 < bytes.length ? (CODES[((b & 15) << 2) | (c >> 6)] as number) : PAD;
		text[at + 3] = i + 2 < bytes.length ? (CODES[c & 63] as number) : PAD;
	}
	return text;
}

/** Null where it is not what `toBase64` gives. */
export function fromBase64(text: Uint8Array): Uint8Array | null {
	if (text.length % 4 !== 0) return null;
	const pads = text.at(-1) !== PAD ? 0 : text.at(-2) !== PAD ? 1 : 2;
	const bytes = new Uint8Array((text.length / 4) * 3);
	const last = text.length - pads;
	let bad = 0;
	for (let i = 0, at = 0; i < text.length; i += 4, at += 3) {
		const a = VALUES[text[i] as number] as number;
		const b = VALUES[text[i + 1] as number] as number;
		const c = i + 2 < last ? (VALUES[text[i + 2] as number] as number) : 0;
		const d = i + 3 < last ? (VALUES[text[i + 3] as number] as number) : 0;
		bad |= (a | b | c | d) & 64;
		bytes[at] = (a << 2) | (b >> 4);
		bytes[at + 1] = (b << 4) | (c >> 2);
		bytes[at + 2] = (c << 6) | d;
	}
	return bad === 0 ? bytes.subarray(0, bytes.length - pads) : null;
}
