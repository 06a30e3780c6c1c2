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
		const text = canonical([kind, key, fields]);
		let a = 0xdeadbeef;
		let b = 0x41c6ce57;
		for (let i = 0; i < text.length; i++) {
			const unit = text.charCodeAt(i);
			a = Math.imul(a ^ unit, 2_654_435_761);
			b = Math.imul(b ^ unit, 1_597_334_677);
		}
		a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
		b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
		low ^= a;
		high ^= b;
	}
	return (4_294_967_296 * (2_097_151 & high) + (low >>> 0)).toString(36);
}
