import { fingerprint, fingerprintText } from './fingerprint.ts';
import { canonical, type Fields } from './value.ts';

/** What both sides must agree on of a record. */
interface Content {
	readonly kind: string;
	readonly key: string;
	readonly fields: Fields;
}

/** A fingerprint of 53 bits of records in any order; it finds accidents, not forgers. */
export function checksumOf(records: readonly Content[]): string {
	let low = 0;
	let high = 0;
	for (const { kind, key, fields } of records) {
		const [a, b] = fingerprint(canonical([kind, key, fields]));
		low ^= a;
		high ^= b;
	}
	return fingerprintText(low, high);
}
