/** ASCII text and its bytes, and lines of bytes: the core has no encoder of its own. */

export function bytesOf(ascii: string): Uint8Array {
	const bytes = new Uint8Array(ascii.length);
	for (let i = 0; i < ascii.length; i++) bytes[i] = ascii.charCodeAt(i);
	return bytes;
}

/** More arguments than this at once overflow the stack of a small phone. */
const PIECE = 4_096;

export function textOf(bytes: Uint8Array): string {
	let text = '';
	for (let i = 0; i < bytes.length; i += PIECE) {
		text += String.fromCharCode(...bytes.subarray(i, i + PIECE));
	}
	return text;
}

/** JSON with everything beyond ASCII written as `\uXXXX`: no change of encoding on the way can touch it. */
export function asciiOf(value: unknown): string {
	return JSON.stringify(value).replace(
		/[\u007f-\uffff]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

/** Thrown for a line longer than asked for. */
export class LineTooLong extends Error {}

const LF = 10;
const CR = 13;

/**
 * The lines of a file that comes in pieces of any size, without their ends (LF or CR LF), the last also where it has none. A
 * byte order mark that a program put before the first is left out.
 */
export async function* linesOf(
	chunks: AsyncIterable<Uint8Array>,
	longest: number,
): AsyncGenerator<Uint8Array, void> {
	let parts: Uint8Array[] = [];
	let length = 0;
	let isFirst = true;
	const add = (part: Uint8Array) => {
		if (part.length === 0) return;
		length += part.length;
		if (length > longest) throw new LineTooLong('a line has no end');
		parts.push(part);
	};
	const take = (): Uint8Array => {
		const joined = join(parts, length);
		parts = [];
		length = 0;
		const line = isFirst ? withoutMark(joined) : joined;
		isFirst = false;
		return line.at(-1) === CR ? line.subarray(0, -1) : line;
	};
	for await (const chunk of chunks) {
		let from = 0;
		for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
			add(chunk.subarray(from, at));
			yield take();
			from = at + 1;
		}
		// A copy: whoever gives pieces may use their room again.
		add(chunk.slice(from));
	}
	if (length > 0) yield take();
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
	const [only] = parts;
	if (parts.length === 1 && only) return only;
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

const withoutMark = (line: Uint8Array): Uint8Array =>
	line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? line.subarray(3) : line;
