import { Dexie, type Table } from 'dexie';
import { pinOf } from '../../domain/pin.ts';
import { waitAfter } from './wait.ts';

/** What PBKDF2-SHA-256 is to repeat: OWASP's figure (Password Storage Cheat Sheet, 2023). It is kept beside each hash, and raised at the next right PIN. */
export const ITERATIONS = 600_000;
/** Bytes of chance beside each PIN, so that no table of hashes fits. */
const SALT_BYTES = 16;
const HASH_BITS = 256;

/** A PIN as it is kept: nothing here opens anything else. */
interface PinRow {
	/** The account's database. */
	readonly name: string;
	readonly salt: Uint8Array<ArrayBuffer>;
	readonly iterations: number;
	readonly hash: Uint8Array<ArrayBuffer>;
	/** Wrong ones in a row. One that is being judged counts as wrong, so that a kill in between gives none away. */
	readonly wrong: number;
	/** Until another may be tried, milliseconds of a screen that is open: no clock can be set to shorten it. */
	readonly wait: number;
}

/** On the phone's flash before an answer is given: what localStorage has was in memory alone when the app was killed. */
class Pins extends Dexie {
	declare pins: Table<PinRow, string>;
	constructor() {
		super('pins', { chromeTransactionDurability: 'strict' });
		this.version(1).stores({ pins: 'name' });
	}
}

async function using<T>(work: (table: Table<PinRow, string>) => Promise<T>): Promise<T> {
	const db = new Pins();
	try {
		return await work(db.pins);
	} finally {
		db.close();
	}
}

async function slowHash(
	pin: string,
	salt: Uint8Array<ArrayBuffer>,
	iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
	const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pinOf(pin)), 'PBKDF2', false, [
		'deriveBits',
	]);
	return new Uint8Array(
		await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, HASH_BITS),
	);
}

/** Whether this browser can keep a PIN at all: an address of the home network is no secure one. */
export const canLock = (): boolean => (crypto as Partial<Crypto>).subtle !== undefined;

/** Keeps a PIN in place of an earlier one. */
export async function keepPin(name: string, pin: string, iterations = ITERATIONS): Promise<void> {
	const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
	const hash = await slowHash(pin, salt, iterations);
	await using((pins) => pins.put({ name, salt, iterations, hash, wrong: 0, wait: 0 }));
}

export async function forgetPin(name: string): Promise<void> {
	await using((pins) => pins.delete(name));
}

/** `none`: nothing is kept to compare with, and nobody is locked out for that. `ms`: until the next try. */
export type Tried = { kind: 'right' | 'none' } | { kind: 'wrong'; ms: number } | { kind: 'wait'; ms: number };

/** Judges a PIN. Two windows cannot try at once for one wait: each try is counted before it is judged. */
export function tryPin(name: string, pin: string, iterations = ITERATIONS): Promise<Tried> {
	return using(async (pins) => {
		const row = await pins.db.transaction('rw', pins, async () => {
			const kept = await pins.get(name);
			if (!kept || kept.wait > 0) return kept;
			const wrong = kept.wrong + 1;
			await pins.put({ ...kept, wrong, wait: waitAfter(wrong) });
			return kept;
		});
		if (!row) return { kind: 'none' };
		if (row.wait > 0) return { kind: 'wait', ms: row.wait };
		const given = await slowHash(pin, row.salt, row.iterations);
		if (!isSame(given, row.hash)) return { kind: 'wrong', ms: waitAfter(row.wrong + 1) };
		await pins.update(name, { wrong: 0, wait: 0 });
		if (row.iterations < iterations) await keepPin(name, pin, iterations);
		return { kind: 'right' };
	});
}

const isSame = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** What is left of a wait, milliseconds; 0: a PIN may be tried. */
export const waitLeft = (name: string): Promise<number> =>
	using(async (pins) => (await pins.get(name))?.wait ?? 0);

/** Writes down how much of a wait is left. It only grows shorter; a wrong one tried meanwhile has begun another. */
export async function noteWait(name: string, before: number, left: number): Promise<void> {
	await using((pins) =>
		pins.db.transaction('rw', pins, async () => {
			const kept = await pins.get(name);
			if (kept && kept.wait <= before)
				await pins.update(name, { wait: Math.max(0, Math.min(kept.wait, left)) });
		}),
	);
}
