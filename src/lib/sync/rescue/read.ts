import { HASH_PATTERN } from '../../domain/hash.ts';
import type { Base, Change } from '../change.ts';
import type { CarriedRow } from '../device/held.ts';
import { carriedId } from '../device/restored.ts';
import type { Fields } from '../value.ts';
import { isFields, isKey, isText, isWhole } from '../wire/shape.ts';
import { fromBase64 } from './base64.ts';
import {
	CHANGE_WORD,
	END_WORD,
	HEAD_WORD,
	MAX_RESCUE_ROWS,
	PHOTO_WORD,
	RESCUE_VERSION,
	sealOf,
	type Digest,
	type PhotoName,
	type RescueHead,
} from './format.ts';
import { LineTooLong, textOf } from './text.ts';

/** Lines for a person before the first of ours. */
const MAX_WORDS = 40;
const SPACE = 32;

export type RescueReading =
	/** Every byte is as it was written. */
	| {
			readonly kind: 'whole';
			readonly head: RescueHead;
			readonly rows: readonly CarriedRow[];
			readonly photos: readonly PhotoName[];
	  }
	/** `not-ours`: no rescue file; `damaged`: a part is missing or altered, so nothing of it may be taken. */
	| { readonly kind: 'not-ours' | 'damaged' | 'too-large' }
	| { readonly kind: 'newer' };

/** Reads a rescue file to its end and says what is in it. Pictures are not kept: `photosIn` reads them in a second pass. */
export async function readRescue(lines: AsyncIterable<Uint8Array>, digest: Digest): Promise<RescueReading> {
	const prints: string[] = [];
	const rows: CarriedRow[] = [];
	const photos: PhotoName[] = [];
	let head: RescueHead | null = null;
	let seal: string | null = null;
	try {
		for await (const line of lines) {
			if (seal !== null) {
				if (line.length > 0) return { kind: 'damaged' };
				continue;
			}
			const word = wordOf(line);
			if (head === null) {
				if (word === HEAD_WORD) {
					const version = Number(textOf(line).split(' ', 2)[1]);
					if (!isWhole(version)) return { kind: 'damaged' };
					if (version > RESCUE_VERSION) return { kind: 'newer' };
					head = readHead(restOf(line, 2));
					if (head === null) return { kind: 'damaged' };
				} else if (prints.length >= MAX_WORDS) return { kind: 'not-ours' };
			} else if (word === END_WORD) {
				seal = restOf(line, 1);
				continue;
			} else if (word === CHANGE_WORD) {
				const row = readRow(restOf(line, 1));
				if (row === null) return { kind: 'damaged' };
				if (rows.length >= MAX_RESCUE_ROWS) return { kind: 'too-large' };
				rows.push(row);
			} else if (word === PHOTO_WORD) {
				const photo = readPhotoName(line);
				if (photo === null) return { kind: 'damaged' };
				photos.push(photo);
			}
			prints.push(await digest(line));
		}
	} catch (error) {
		if (!(error instanceof LineTooLong)) throw error;
		return { kind: head === null ? 'not-ours' : 'damaged' };
	}
	if (head === null) return { kind: 'not-ours' };
	const isWholeFile = seal !== null && seal === (await sealOf(prints, digest));
	if (!isWholeFile || head.changes !== rows.length || head.photos !== photos.length)
		return { kind: 'damaged' };
	return { kind: 'whole', head, rows, photos };
}

/** The pictures of a file that was found whole, one by one; `bytes` is null where they are not what their name says. */
export async function* photosIn(
	lines: AsyncIterable<Uint8Array>,
	digest: Digest,
): AsyncGenerator<{ readonly name: PhotoName; readonly bytes: Uint8Array | null }, void> {
	for await (const line of lines) {
		if (wordOf(line) === END_WORD) return;
		const name = wordOf(line) === PHOTO_WORD ? readPhotoName(line) : null;
		if (name === null) continue;
		const bytes = fromBase64(line.subarray(placeOf(line, PHOTO_WORDS)));
		yield { name, bytes: bytes && (await digest(bytes)) === name.hash ? bytes : null };
	}
}

const PHOTO_WORDS = 6;
/** No word of ours is longer. */
const LONGEST_WORD = 40;

function wordOf(line: Uint8Array): string {
	const end = line.subarray(0, LONGEST_WORD).indexOf(SPACE);
	return end < 0 ? '' : textOf(line.subarray(0, end));
}

/** Where the text behind the first `words` words begins. */
function placeOf(line: Uint8Array, words: number): number {
	let at = 0;
	for (let i = 0; i < words; i++) {
		const next = line.indexOf(SPACE, at);
		if (next < 0) return line.length;
		at = next + 1;
	}
	return at;
}

const restOf = (line: Uint8Array, words: number): string => textOf(line.subarray(placeOf(line, words)));

function parsed(json: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(json);
		return isFields(value) ? value : null;
	} catch {
		return null;
	}
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function readHead(json: string): RescueHead | null {
	const said = parsed(json);
	if (!said) return null;
	const { file, device, shop, name, at, changes, photos, part, parts } = said;
	if (!isKey(file) || !isKey(device) || !isText(shop) || !isText(name) || !isTime(at)) return null;
	if (!isWhole(changes) || !isWhole(photos) || !isWhole(part) || !isWhole(parts)) return null;
	return { file, device, shop, name, at, changes, photos, part, parts };
}

function readPhotoName(line: Uint8Array): PhotoName | null {
	const words = textOf(line.subarray(0, placeOf(line, PHOTO_WORDS))).split(' ');
	const [, hash = '', space, photo, size, time] = words;
	const madeAt = Number(time);
	if (words.length !== PHOTO_WORDS + 1 || !HASH_PATTERN.test(hash) || !isKey(space) || !isKey(photo))
		return null;
	if ((size !== 'full' && size !== 'thumb') || !isTime(madeAt)) return null;
	return { hash, space, photo, size, madeAt };
}

/** Its id and kind are made here: a file says whose change it is, and never under which name it is kept. */
export function readRow(json: string): CarriedRow | null {
	const said = parsed(json);
	const change = said && readChange(said['change']);
	if (!said || !change) return null;
	const { device, madeAt, state, reason = null } = said;
	const old = said['old'] === null ? null : readBase(said['old']);
	if (!isKey(device) || !isTime(madeAt) || (reason !== null && !isText(reason))) return null;
	if (state !== 'waiting' && state !== 'parked') return null;
	if (said['old'] !== null && old === null) return null;
	// Only a number that is offered can go up.
	if (state === 'waiting' && change.n < 1) return null;
	return {
		id: carriedId('rescue', device, change),
		kind: 'rescue',
		device,
		change,
		old,
		madeAt,
		state,
		reason: state === 'parked' ? reason : null,
		takenAt: null,
		epoch: null,
	};
}

function readBase(said: unknown): Base | null {
	if (!isFields(said)) return null;
	const { epoch, number } = said;
	return isText(epoch) && isWhole(number) ? { epoch, number } : null;
}

function readChange(said: unknown): Change | null {
	if (!isFields(said)) return null;
	const { n, space, kind, key, set, add, remove, was, schema } = said;
	const base = readBase(said['base']);
	if (!Number.isSafeInteger(n) || !isKey(space) || !isKey(kind) || !isKey(key) || !base) return null;
	if (!isFields(set) || !isFields(add) || !isFields(was) || typeof remove !== 'boolean') return null;
	if (!isWhole(schema) || !Object.values(add).every(isTime)) return null;
	return {
		n: n as number,
		space,
		kind,
		key,
		base,
		set: set as Fields,
		add: add as Record<string, number>,
		remove,
		was: was as Fields,
		schema,
	};
}
