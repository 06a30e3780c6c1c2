import type { CarriedRow } from '../device/held.ts';
import { toBase64 } from './base64.ts';
import { asciiOf, bytesOf } from './text.ts';

/**
 * The rescue file: UTF-8 lines, the first ones for a person, then
 *
 *     tambon-rescue 1 {"file":…}         whose, when, how much (RescueHead)
 *     change {…}                         one for each change (CarriedRow, less what the reader makes itself)
 *     photo HASH SPACE KEY SIZE AT DATA  one for each picture file; DATA is base64
 *     end SEAL
 *
 * SEAL is the SHA-256 of the SHA-256 of every line before it: made and checked with one line in memory. Behind the words
 * for a person everything is ASCII. A line that begins with another word is a newer app's, and is passed over; what an
 * older app must not pass over gets a new version.
 */
export const RESCUE_VERSION = 1;

/** The types that a browser shares as a file: the list of the Web Share API has no `application/json`, zip or own type. */
export const RESCUE_TYPE = 'text/plain';
export const RESCUE_ENDING = '.txt';

/** Chromium shares at most 50 MiB at once; what is more goes into further files. Bytes. */
export const MAX_PART_BYTES = 45_000_000;
/** The most bytes anyone reads as a rescue file. */
export const MAX_RESCUE_BYTES = 64_000_000;
/** The most changes of one file: five times what a phone of the largest shop gathers when every price changes. */
export const MAX_RESCUE_ROWS = 50_000;
/** A picture of 600,000 bytes is 800,000 in base64; a story of 8,000 letters 48,000. Bytes. */
export const MAX_LINE_BYTES = 2_000_000;

/** SHA-256 in 64 hexadecimal digits, small letters. */
export type Digest = (bytes: Uint8Array) => Promise<string>;

export interface RescueHead {
	/** One for one packing; its parts share it. */
	readonly file: string;
	/** The device that packed it. */
	readonly device: string;
	/** The key of the shop and what it is called; '' where that is not known. */
	readonly shop: string;
	readonly name: string;
	/** When it was packed, ms UTC by the office's clock as far as the phone knew it. */
	readonly at: number;
	/** Lines of each kind in this part. */
	readonly changes: number;
	readonly photos: number;
	/** From 1. Each part holds all changes, and some of the pictures. */
	readonly part: number;
	readonly parts: number;
}

/** Which picture file it is. */
export interface PhotoName {
	readonly hash: string;
	readonly space: string;
	/** The key of its photo record. */
	readonly photo: string;
	readonly size: 'full' | 'thumb';
	readonly madeAt: number;
}

export const HEAD_WORD = 'tambon-rescue';
export const CHANGE_WORD = 'change';
export const PHOTO_WORD = 'photo';
export const END_WORD = 'end';

export const headLine = (head: RescueHead): Uint8Array =>
	bytesOf(`${HEAD_WORD} ${RESCUE_VERSION} ${asciiOf(head)}`);

export function changeLine(row: CarriedRow): Uint8Array {
	const { id: _id, kind: _kind, takenAt: _takenAt, epoch: _epoch, ...said } = row;
	return bytesOf(`${CHANGE_WORD} ${asciiOf(said)}`);
}

export function photoLine({ hash, space, photo, size, madeAt }: PhotoName, bytes: Uint8Array): Uint8Array {
	const words = bytesOf(`${PHOTO_WORD} ${hash} ${space} ${photo} ${size} ${Math.round(madeAt)} `);
	const data = toBase64(bytes);
	const line = new Uint8Array(words.length + data.length);
	line.set(words);
	line.set(data, words.length);
	return line;
}

export const sealOf = (prints: readonly string[], digest: Digest): Promise<string> =>
	digest(bytesOf(prints.join('\n')));

/** Makes the lines into the bytes of a file, one by one. `end()` gives the last. */
export function sealer(digest: Digest) {
	const prints: string[] = [];
	return {
		async line(line: Uint8Array): Promise<Uint8Array> {
			prints.push(await digest(line));
			const ended = new Uint8Array(line.length + 1);
			ended.set(line);
			ended[line.length] = LF;
			return ended;
		},
		// Nothing follows the seal's last digit: a file that lost any byte has lost some of it.
		end: async (): Promise<Uint8Array> => bytesOf(`${END_WORD} ${await sealOf(prints, digest)}`),
	};
}

const LF = 10;

/** How many pictures of these sizes (bytes) go into each part: where a part ends, in their order; one part at least. */
export function partEnds(sizes: readonly number[], room = MAX_PART_BYTES): number[] {
	const ends: number[] = [];
	let left = room;
	sizes.forEach((size, i) => {
		const long = Math.ceil(size / 3) * 4 + 300;
		if (long > left && i > (ends.at(-1) ?? 0)) {
			ends.push(i);
			left = room;
		}
		left -= long;
	});
	return [...ends, sizes.length];
}
