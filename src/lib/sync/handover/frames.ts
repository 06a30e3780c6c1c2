/**
 * Bytes as a series of QR codes that a camera reads from another phone's screen, in any order, some of them often, until
 * none is missing. Each is a text of the letters that a QR code packs best (its alphanumeric mode, 5.5 bits each):
 *
 *     TB1 WHOLE INDEX TOTAL CHECK DATA      without the spaces
 *
 * WHOLE is the checksum of all bytes and tells one series from another, CHECK that of this part's text before it and of its
 * DATA; both are CRC-32 in 7 digits of base 36. INDEX and TOTAL have 2. DATA is base 45 (RFC 9285).
 */
const MARK = 'TB1';
const CHECK_LENGTH = 7;
const COUNT_LENGTH = 2;
/** The most parts of a series. */
export const MAX_FRAMES = 36 ** COUNT_LENGTH - 1;
/** Above this it takes minutes before a screen: the file is quicker. Bytes. */
export const MAX_SERIES_BYTES = 60_000;

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VALUES = new Map([...LETTERS].map((letter, value) => [letter, value]));

const inBase36 = (value: number, length: number) => value.toString(36).toUpperCase().padStart(length, '0');

const CRC = Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	return value;
});

function checksum(bytes: Iterable<number>): string {
	let value = 0xffffffff;
	for (const byte of bytes) value = (CRC[(value ^ byte) & 0xff] as number) ^ (value >>> 8);
	return inBase36((value ^ 0xffffffff) >>> 0, CHECK_LENGTH);
}

const checkOf = (text: string): string => checksum([...text].map((letter) => letter.charCodeAt(0)));

function toBase45(bytes: Uint8Array): string {
	let text = '';
	for (let i = 0; i < bytes.length; i += 2) {
		const isPair = i + 1 < bytes.length;
		let value = isPair ? (bytes[i] as number) * 256 + (bytes[i + 1] as number) : (bytes[i] as number);
		for (let digit = 0; digit < (isPair ? 3 : 2); digit++, value = Math.floor(value / 45)) {
			text += LETTERS[value % 45];
		}
	}
	return text;
}

function fromBase45(text: string): number[] | null {
	const bytes: number[] = [];
	for (let i = 0; i < text.length; i += 3) {
		const digits = [...text.slice(i, i + 3)].map((letter) => VALUES.get(letter) ?? NaN);
		if (digits.length === 1) return null;
		const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
		if (!(value < (digits.length === 3 ? 65_536 : 256))) return null;
		if (digits.length === 3) bytes.push(value >> 8);
		bytes.push(value & 255);
	}
	return bytes;
}

/** The series, each part with at most `size` bytes. Null for more than it may hold. */
export function framesOf(bytes: Uint8Array, size: number): string[] | null {
	const total = Math.max(1, Math.ceil(bytes.length / size));
	if (total > MAX_FRAMES || bytes.length > MAX_SERIES_BYTES) return null;
	const whole = checksum(bytes);
	return Array.from({ length: total }, (_, i) => {
		const head = MARK + whole + inBase36(i, COUNT_LENGTH) + inBase36(total, COUNT_LENGTH);
		const data = toBase45(bytes.subarray(i * size, (i + 1) * size));
		return head + checkOf(head + data) + data;
	});
}

/** What is here of a series. */
export interface Gathered {
	readonly whole: string;
	readonly total: number;
	readonly parts: ReadonlyMap<number, readonly number[]>;
}

const HEAD_LENGTH = MARK.length + CHECK_LENGTH + 2 * COUNT_LENGTH;

/**
 * Takes a text that the camera read. What is no part of a series, or was read wrongly, changes nothing; a part of another
 * series begins that one anew.
 */
export function gather(before: Gathered | null, text: string): Gathered | null {
	if (!text.startsWith(MARK)) return before;
	const head = text.slice(0, HEAD_LENGTH);
	const data = text.slice(HEAD_LENGTH + CHECK_LENGTH);
	if (text.slice(HEAD_LENGTH, HEAD_LENGTH + CHECK_LENGTH) !== checkOf(head + data)) return before;
	const whole = head.slice(MARK.length, MARK.length + CHECK_LENGTH);
	const place = MARK.length + CHECK_LENGTH;
	const index = parseInt(head.slice(place, place + COUNT_LENGTH), 36);
	const total = parseInt(head.slice(place + COUNT_LENGTH), 36);
	const bytes = fromBase45(data);
	if (bytes === null || !(index < total)) return before;
	const isSame = before?.whole === whole && before.total === total;
	if (isSame && before.parts.has(index)) return before;
	const parts = new Map(isSame ? before.parts : []);
	return { whole, total, parts: parts.set(index, bytes) };
}

/** The numbers of the parts that are not here, from 1. */
export function missing({ total, parts }: Gathered): number[] {
	return Array.from({ length: total }, (_, i) => i)
		.filter((i) => !parts.has(i))
		.map((i) => i + 1);
}

/** The bytes, once every part is here; null before, and where they are not what they were. */
export function assembled(gathered: Gathered): Uint8Array | null {
	if (missing(gathered).length > 0) return null;
	const bytes = Uint8Array.from(
		Array.from({ length: gathered.total }, (_, i) => gathered.parts.get(i) ?? []).flat(),
	);
	return checksum(bytes) === gathered.whole ? bytes : null;
}
