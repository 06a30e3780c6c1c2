const ALPHABET = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

/** Characters of a record's key: 7 of time, 9 of chance (54 bits: two phones never meet). */
export const KEY_LENGTH = 16;
const TIME_LENGTH = 7;

/** Keys name records, spaces, devices and people: 4 to 64 characters that need no escaping in a URL. */
export const KEY_PATTERN = /^[A-Za-z0-9_-]{4,64}$/;

/**
 * A new key. It begins with the phone's time so that keys sort by when they were made (the list shows the newest first);
 * a wrong clock only moves an item in that list. `chance` gives random bytes.
 */
export function newKey(now: number, chance: (bytes: number) => Uint8Array): string {
	let time = '';
	for (let rest = Math.max(0, Math.floor(now)), i = 0; i < TIME_LENGTH; i++, rest = Math.floor(rest / 64)) {
		time = ALPHABET[rest % 64] + time;
	}
	return time + randomKey(KEY_LENGTH - TIME_LENGTH, chance);
}

/** `length` characters of pure chance, 6 bits each: for secrets and for names that must not be guessed. */
export function randomKey(length: number, chance: (bytes: number) => Uint8Array): string {
	let text = '';
	for (const byte of chance(length)) text += ALPHABET[byte % 64];
	return text;
}
